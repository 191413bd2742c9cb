"""Steps that a person takes: in a form, and with a mere click."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from kit.refusals import ActionRefused
from staff.resume import is_resumed

Result = TypeVar("Result")


def take(
    request: HttpRequest,
    form: BaseForm,
    step: Callable[[], Result],
    *,
    done: Callable[[Result], HttpResponse],
    page: Callable[[], HttpResponse],
) -> HttpResponse:
    """Take the step that a POST asks for, and answer with `done`; any other request gets the `page` with the form.

    So does a form that is filled in wrongly, that brings back what was typed before a login, or whose step is refused:
    nothing typed is lost, and the reason stands at the entry it is about. `step` may rely on ``cleaned_data``.
    """
    if request.method != "POST" or is_resumed(request) or not form.is_valid():
        return page()
    try:
        result = step()
    except ActionRefused as refused:
        _say(form, refused.field, str(refused))
    except ValidationError as refused:
        for name, sentences in _by_entry(refused).items():
            _say(form, name, sentences)
    else:
        return done(result)
    return page()


def click(request: HttpRequest, step: Callable[[], str]) -> bool:
    """Take a step that asks for no entries, and say what it says was done, or why it did not happen. Whether it did."""
    try:
        sentence = step()
    except ActionRefused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, sentence)
    return True


def _by_entry(refused: ValidationError) -> dict[str, list[ValidationError]]:
    return refused.error_dict if hasattr(refused, "error_dict") else {"": refused.error_list}


def _say(form: BaseForm, name: str | None, why: str | list[ValidationError]) -> None:
    form.add_error(name if name in form.fields else None, why)
