"""Who gets in, who does not, and what the page says to both."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from staff.adapters import THROTTLED, WRONG
from staff.models import User
from staff.roles import Role
from tests.factories import PASSWORD, UserFactory, account
from tests.pages import without_tokens

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LOGIN = reverse("account_login")


def log_in(username: str, password: str = PASSWORD, **headers: str) -> tuple[int, str]:
    """Status and page of one attempt from a browser of its own."""
    answer = Client().post(LOGIN, {"login": username, "password": password}, headers=headers)
    return answer.status_code, without_tokens(answer.content)


def fail(username: str, times: int) -> None:
    """Type a wrong password so many times."""
    for _ in range(times):
        log_in(username, "falsch")


def test_the_right_password_opens_the_start_page(client: Client) -> None:
    user = account(Role.MEASURES_TEAM)

    answer = client.post(LOGIN, {"login": user.username, "password": PASSWORD}, follow=True)

    assert answer.redirect_chain[0] == ("/", 302)
    assert answer.status_code == 200
    assert "sieht keine Personen" in answer.content.decode()


def test_the_username_may_be_typed_in_capitals() -> None:
    user = account(Role.MEASURES_TEAM, username="keller")

    assert log_in("KELLER")[0] == 302
    assert user.username == "keller"


def test_a_wrong_password_is_refused_with_a_sentence() -> None:
    user = account(Role.MEASURES_TEAM)

    status, page = log_in(user.username, "falsch")

    assert status == 422
    assert WRONG in page
    assert "<title>Fehler: Anmelden" in page


@pytest.mark.parametrize("password", [PASSWORD, "falsch"])
def test_an_unknown_a_known_and_a_shut_account_are_answered_alike(password: str) -> None:
    shut = account(Role.MEASURES_TEAM, is_active=False)

    assert log_in(shut.username, password) == log_in(shut.username, "falsch")
    assert WRONG in log_in("niemand", password)[1]
    assert WRONG in log_in(shut.username, password)[1]


def test_the_right_password_of_a_shut_account_is_counted_like_a_wrong_one() -> None:
    shut = account(Role.MEASURES_TEAM, is_active=False)

    pages = [log_in(shut.username)[1] for _ in range(6)]

    assert [THROTTLED in page for page in pages] == [False] * 5 + [True]


def test_an_unknown_account_costs_a_password_hash_like_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str | None] = []
    monkeypatch.setattr(User, "set_password", lambda user, password: hashed.append(password))

    log_in("niemand", "geraten")

    assert hashed == ["geraten"]


def test_the_sixth_attempt_after_five_wrong_passwords_waits_two_minutes() -> None:
    user = account(Role.MEASURES_TEAM)
    with time_machine.travel(MORNING, tick=False) as clock:
        fail(user.username, 5)

        status, page = log_in(user.username)
        assert status == 422
        assert THROTTLED in page

        clock.shift(timedelta(minutes=2, seconds=1))
        assert log_in(user.username)[0] == 302


def test_one_locked_account_locks_no_other_at_the_same_address() -> None:
    locked, free = account(Role.MEASURES_TEAM), account(Role.MEASURES_TEAM)
    fail(locked.username, 6)

    assert THROTTLED in log_in(locked.username)[1]
    assert log_in(free.username)[0] == 302


@pytest.mark.parametrize("spelling", ["KELLER", " keller "])
def test_another_spelling_of_the_name_is_no_new_account_to_the_throttle(spelling: str) -> None:
    account(Role.MEASURES_TEAM, username="keller")
    fail("keller", 5)

    assert THROTTLED in log_in(spelling)[1]


def test_another_port_in_the_host_header_gives_no_new_attempts() -> None:
    user = account(Role.MEASURES_TEAM)
    for port in range(5):
        log_in(user.username, "falsch", host=f"testserver:{8000 + port}")

    assert THROTTLED in log_in(user.username, host="testserver:9000")[1]


def test_a_claimed_address_gives_no_new_attempts() -> None:
    user = account(Role.MEASURES_TEAM)
    for number in range(5):
        log_in(user.username, "falsch", x_forwarded_for=f"10.0.0.{number}")

    assert THROTTLED in log_in(user.username, x_forwarded_for="10.0.0.99")[1]


def test_an_office_of_two_hundred_logs_in_at_eight_from_one_address() -> None:
    users = UserFactory.create_batch(200, role=Role.MEASURES_TEAM)
    with time_machine.travel(MORNING, tick=False) as clock:
        for number, user in enumerate(users):
            fail(user.username, 1 if number % 4 == 0 else 0)
            assert log_in(user.username)[0] == 302
            clock.shift(timedelta(milliseconds=300))


def test_a_refused_attempt_is_not_counted_against_the_address(settings: Settings) -> None:
    of_account, of_address = settings.ACCOUNT_RATE_LIMITS["login_failed"].split(",")
    assert of_address == "600/2m/ip"
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": f"{of_account},10/2m/ip"}
    locked, free = account(Role.MEASURES_TEAM), account(Role.MEASURES_TEAM)

    fail(locked.username, 20)

    assert log_in(free.username)[0] == 302


def test_a_session_of_an_account_that_is_shut_ends_at_once(client: Client) -> None:
    user = account(Role.MEASURES_TEAM)
    client.force_login(user)
    user.is_active = False
    user.save()

    assert client.get("/").headers["Location"] == f"{LOGIN}?next=/"


def test_the_login_sends_nobody_to_another_site() -> None:
    user = account(Role.MEASURES_TEAM)

    answer = Client().post(LOGIN, {"login": user.username, "password": PASSWORD, "next": "https://example.org/"})

    assert answer.headers["Location"] == "/"


def test_after_the_login_the_page_that_was_asked_for_opens(client: Client) -> None:
    user = account(Role.MEASURES_TEAM)
    asked = client.get(reverse("account_change_password"))

    assert asked.headers["Location"] == f"{LOGIN}?next=/passwort/"
    page = client.get(asked.headers["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/passwort/">' in page
    answer = client.post(LOGIN, {"login": user.username, "password": PASSWORD, "next": "/passwort/"})
    assert answer.headers["Location"] == "/passwort/"


def test_logging_out_takes_a_button_and_ends_the_session(client: Client) -> None:
    client.force_login(account(Role.MEASURES_TEAM))

    assert client.get(reverse("account_logout")).status_code == 405
    answer = client.post(reverse("account_logout"), follow=True)

    assert answer.redirect_chain == [(LOGIN, 302)]
    assert "Sie haben sich abgemeldet." in answer.content.decode()
    assert client.get("/").status_code == 302


def test_logging_out_of_a_session_that_has_ended_is_no_error(client: Client) -> None:
    assert client.post(reverse("account_logout")).headers["Location"] == LOGIN


@pytest.mark.parametrize(
    "path", ["signup/", "password/reset/", "email/", "confirm-email/", "inactive/", "anmelden/signup/", "registrieren/"]
)
def test_there_is_no_sign_up_no_reset_and_no_e_mail_page(client: Client, path: str) -> None:
    client.force_login(account(Role.MEASURES_TEAM))

    assert client.get(f"/{path}").status_code == 404


def test_pages_behind_the_login_leave_no_copy_in_the_browser(client: Client) -> None:
    client.force_login(account(Role.MEASURES_TEAM))

    assert "no-store" in client.get("/").headers["Cache-Control"]
