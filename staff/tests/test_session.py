"""Thirty idle minutes end a session; whoever wants to stay is asked in time."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.cache import SessionStore
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from staff.roles import Role
from tests.factories import PASSWORD, account

pytestmark = pytest.mark.django_db

EXTEND = reverse("session_extend")
THIRTY_MINUTES = 30 * 60


@pytest.fixture
def logged_in(client: Client) -> Client:
    client.force_login(account(Role.MEASURES_TEAM))
    return client


def age(client: Client, seconds: int) -> None:
    """Let the stored session live only this long from now, as if the rest had passed idly."""
    cache.touch(_key(client), seconds)


def outlives(client: Client, seconds: int) -> bool:
    """Whether the stored session is still there when all that would end within these seconds has ended."""
    left = cache._cache.get_client(None).pttl(cache.make_key(_key(client)))  # type: ignore[attr-defined]
    return bool(left > seconds * 1000)


def _key(client: Client) -> str:
    return SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value).cache_key


def test_a_session_lasts_thirty_minutes_after_the_login() -> None:
    user, client = account(Role.MEASURES_TEAM), Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})

    assert outlives(client, THIRTY_MINUTES - 10)
    assert not outlives(client, THIRTY_MINUTES)


def test_every_page_extends_it(logged_in: Client) -> None:
    age(logged_in, 60)

    logged_in.get("/")

    assert outlives(logged_in, THIRTY_MINUTES - 10)


def test_it_ends_with_the_browser(logged_in: Client) -> None:
    user, client = account(Role.MEASURES_TEAM), Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})

    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_the_page_says_how_long_it_lasts_and_where_to_extend_it(logged_in: Client) -> None:
    page = logged_in.get("/").content.decode()

    assert 'data-session-seconds="1800"' in page
    assert f'data-session-extend="{EXTEND}"' in page


def test_the_warning_can_extend_it(logged_in: Client) -> None:
    age(logged_in, 60)

    answer = logged_in.post(EXTEND)

    assert answer.json() == {"seconds": THIRTY_MINUTES}
    assert outlives(logged_in, THIRTY_MINUTES - 10)


def test_a_session_that_has_ended_cannot_be_extended(client: Client) -> None:
    answer = client.post(EXTEND)

    assert (answer.status_code, answer.json()) == (401, {"seconds": 0})


def test_extending_takes_a_post_from_our_own_page(logged_in: Client) -> None:
    assert logged_in.get(EXTEND).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = logged_in.cookies
    assert strict.post(EXTEND).status_code == 403


def test_an_ended_session_asks_for_the_login_and_says_why(logged_in: Client) -> None:
    cache.delete(_key(logged_in))

    assert logged_in.get("/").headers["Location"] == "/anmelden/?next=/"


def test_a_fragment_after_the_end_leaves_the_page_as_it_is_and_tells_it(client: Client) -> None:
    for method in (client.get, client.post):
        answer = method("/passwort/", headers={"HX-Request": "true"})

        assert answer.status_code == 401
        assert answer.headers["HX-Trigger"] == "session-expired"
        assert answer.content == b""
