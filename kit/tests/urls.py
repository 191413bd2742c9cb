"""The addresses that the page frame names; the kit itself has no pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

NAMES = (
    "start",
    "account_login",
    "account_logout",
    "account_change_password",
    "session_extend",
    "applicant_search",
)


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path(f"{name}/", _nothing, name=name) for name in NAMES]
