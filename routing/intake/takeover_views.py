"""Taking over the household of another applicant of the same BG into the form at hand; nothing is stored by it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from kit.formparts import error_list
from kit.values import NoValue
from routing.intake.entry import typed
from routing.intake.forms import TakeoverForm
from routing.intake.household import Candidate, candidates, taken_over
from routing.intake.page import carried, retyped_page, typed_page
from routing.intake.sheet import Sheet, sheet_of
from routing.intake.values import FormValues
from routing.intake.versions import opened
from routing.roles import SEES_APPLICANTS
from routing.values import typed_bg_number
from staff.resume import is_resumed

ANOTHER_BG = "Die BG-Nummer im Formular ist inzwischen eine andere. Der Haushalt wurde nicht übernommen."
TAKEN_OVER = "Der Haushalt steht jetzt im Formular. Prüfen Sie ihn und speichern Sie."


@requires_role(SEES_APPLICANTS)
@require_POST
def household_takeover(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask who each person of the household of applicant ``key`` is to the one in the form, then fill the form."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    source = sheet_of(user, key, today)
    version = opened(request.POST.get("version", ""))
    sheet = sheet_of(user, version.key if version else None, today)
    entered = typed(request.POST)
    if source.key == sheet.key:
        raise Http404
    if not _is_of_bg(source, entered):
        messages.warning(request, ANOTHER_BG)
        return retyped_page(request, sheet, request.POST)
    assert source.applicant is not None
    assert source.stored is not None
    people = candidates(source.stored, entered)
    form = TakeoverForm(request.POST if "apply" in request.POST else None, candidates=people)
    if "back" in request.POST:
        return retyped_page(request, sheet, request.POST)
    if "apply" in request.POST and not is_resumed(request) and form.is_valid():
        # The form's own line names whom its panel shows; without a birth date, say, the panel shows nobody.
        note_reading(request, [source.applicant.key])
        messages.info(request, TAKEN_OVER)
        return typed_page(request, sheet, taken_over(entered, form.chosen()), version=request.POST.get("version", ""))
    return _asked_page(request, source, sheet, form, people)


def _asked_page(
    request: HttpRequest, source: Sheet, sheet: Sheet, form: TakeoverForm, people: list[Candidate]
) -> HttpResponse:
    assert source.applicant is not None
    note_reading(request, [key for key in (source.key, sheet.key) if key])
    own = {"apply", *form.fields}
    context = {
        "source": source.applicant,
        "choices": [(candidate, form[name]) for candidate, name in zip(form.candidates, form.fields, strict=True)],
        "same": [candidate for candidate in people if not candidate.to_decide],
        "carried": [(name, value) for name, value in carried(request.POST) if name not in own],
        "errors": error_list(form),
    }
    return render(request, "routing/household_takeover.html", context, status=422 if context["errors"] else 200)


def _is_of_bg(source: Sheet, entered: FormValues) -> bool:
    try:
        number = typed_bg_number(entered.person["bg_number"])
    except NoValue:
        return False
    return source.applicant is not None and source.applicant.bg_number == number
