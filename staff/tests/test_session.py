"""Thirty idle minutes end a session; whoever wants to stay is asked in time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from staff.roles import Role
from tests.factories import PASSWORD, account

pytestmark = pytest.mark.django_db

EXTEND = reverse("session_extend")
THIRTY_MINUTES = 30 * 60
BEGAN = datetime(2026, 3, 2, 8, tzinfo=UTC)
PAGE = reverse("account_change_password")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=False) as clock:
        yield clock


@pytest.fixture
def logged_in(client: Client, clock: time_machine.Traveller) -> Client:
    client.force_login(account(Role.MEASURES_TEAM))
    return client


def _is_logged_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_a_session_lives_through_thirty_idle_minutes_and_ends_a_minute_later_at_most(
    logged_in: Client, clock: time_machine.Traveller
) -> None:
    clock.shift(THIRTY_MINUTES)
    assert _is_logged_in(logged_in)
    clock.shift(THIRTY_MINUTES + 60)
    assert not _is_logged_in(logged_in)


def test_the_session_of_somebody_at_work_never_ends_early(logged_in: Client, clock: time_machine.Traveller) -> None:
    """Whatever lies between two pages, up to thirty minutes: also where the one before wrote no new end."""
    for seconds in (59, THIRTY_MINUTES, 1, THIRTY_MINUTES, 60, THIRTY_MINUTES, 61, THIRTY_MINUTES):
        clock.shift(seconds)
        assert _is_logged_in(logged_in), seconds


def test_pages_in_the_same_minute_write_nothing(logged_in: Client, clock: time_machine.Traveller) -> None:
    for seconds, writes in ((20, 0), (39, 0), (2, 1), (30, 0)):
        clock.shift(seconds)
        with CaptureQueriesContext(connection) as queries:
            logged_in.get(PAGE)
        assert sum(query["sql"].startswith("UPDATE") for query in queries) == writes


def test_it_ends_with_the_browser(logged_in: Client) -> None:
    user, client = account(Role.MEASURES_TEAM), Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})

    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_the_page_says_how_long_it_lasts_and_where_to_extend_it(logged_in: Client) -> None:
    page = logged_in.get(reverse("account_change_password")).content.decode()

    assert 'data-session-seconds="1800"' in page
    assert f'data-session-extend="{EXTEND}"' in page


def test_the_warning_can_extend_it(logged_in: Client, clock: time_machine.Traveller) -> None:
    clock.shift(THIRTY_MINUTES - 60)

    answer = logged_in.post(EXTEND)

    assert answer.json() == {"seconds": THIRTY_MINUTES}
    assert Session.objects.get().expire_date >= BEGAN + timedelta(seconds=2 * THIRTY_MINUTES - 60)


def test_a_session_that_has_ended_cannot_be_extended(client: Client) -> None:
    answer = client.post(EXTEND)

    assert (answer.status_code, answer.json()) == (401, {"seconds": 0})


def test_extending_takes_a_post_from_our_own_page(logged_in: Client) -> None:
    assert logged_in.get(EXTEND).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = logged_in.cookies
    assert strict.post(EXTEND).status_code == 403


def test_an_ended_session_asks_for_the_login_and_says_why(logged_in: Client) -> None:
    Session.objects.all().delete()

    assert logged_in.get("/").headers["Location"] == "/anmelden/?next=/"


def test_a_fragment_after_the_end_leaves_the_page_as_it_is_and_tells_it(client: Client) -> None:
    for method in (client.get, client.post):
        answer = method("/passwort/", headers={"HX-Request": "true"})

        assert answer.status_code == 401
        assert answer.headers["HX-Trigger"] == "session-expired"
        assert answer.content == b""
