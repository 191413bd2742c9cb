"""A form that is sent by POST carries its token. The header that `templates/base.html` gives to htmx does not help a
browser without JavaScript.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tests.nets.findings import report

_POST_FORM = re.compile(rb'<form\b[^>]*\bmethod="post".*?</form>', re.DOTALL | re.IGNORECASE)


def watched_forms(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware that looks at every answer."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith("text/html"):
            _report_without_token(request.path, response.content)
        return response

    return middleware


def _report_without_token(path: str, page: bytes) -> None:
    for form in _POST_FORM.findall(page):
        if b"csrfmiddlewaretoken" not in form:
            report(f"{path}: POST form without a CSRF token: {form.partition(b'>')[0].decode()}>")


@pytest.fixture(scope="session", autouse=True)
def _forms_are_watched() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIDDLEWARE", [f"{__name__}.{watched_forms.__name__}", *settings.MIDDLEWARE])
        yield
