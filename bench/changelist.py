"""A page of ours beside Django's own list of the same cases in its admin, asked in turn through the same middleware."""

from collections.abc import Iterator
from functools import partial

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from bench.measurement import Figure, alternately, p95, timed
from jobcenter.urls import urlpatterns as ours
from kit.paging import PAGE_SIZE
from routing.models import ListedCase
from staff.models import User

CHANGELIST = "Änderungsliste des Django-Admins"


class _Site(AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return True


class _Cases(ModelAdmin[ListedCase]):
    list_display = ("sort_name", "birth_date", "desk", "caseworker", "decided_desk", "open_points", "holds_until")
    list_select_related = ("desk", "caseworker", "decided_desk")
    list_per_page = PAGE_SIZE
    search_fields = ("applicant__last_name", "applicant__first_name", "applicant__customer_number")

    def has_view_permission(self, request: HttpRequest, obj: ListedCase | None = None) -> bool:
        return True


_site = _Site(name="bench")
_site.register(ListedCase, _Cases)
urlpatterns = [*ours, path("bench/", _site.urls)]


def browser(user: User) -> Client:
    """Somebody who is logged in."""
    client = Client()
    client.force_login(user)
    return client


def page_figures(
    client: Client, name: str, address: str, data: str, rounds: int, at_most: float, order: str = "?o=1"
) -> Iterator[Figure]:
    """The p50 and the p95 of a page beside those of the admin's list in this order, each asked once for warming up."""
    page = partial(_ask, client, address)
    changelist = partial(_ask, client, f"/bench/routing/listedcase/{order}")
    with override_settings(ROOT_URLCONF=__name__):
        alternately(1, page, changelist)
        pairs = alternately(rounds, page, changelist)
    yield timed(f"{name}, p50", data, "ms", pairs, CHANGELIST, at_most=at_most)
    yield timed(f"{name}, p95", data, "ms", pairs, CHANGELIST, of=p95)


def _ask(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
