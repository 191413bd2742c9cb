"""Changing one's own password."""

import pytest
from django.test import Client
from django.urls import reverse

from staff.models import User
from staff.roles import Role
from tests.factories import PASSWORD, account

pytestmark = pytest.mark.django_db

URL = reverse("account_change_password")
NEW = "Wassermühle am Hang"


@pytest.fixture
def user(client: Client) -> User:
    user = account(Role.MEASURES_TEAM, last_name="Lindenberger")
    client.force_login(user)
    return user


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None) -> tuple[int, str]:
    answer = client.post(URL, {"oldpassword": old, "password1": new, "password2": new if again is None else again})
    return answer.status_code, answer.content.decode()


def test_the_new_password_holds_and_the_session_goes_on(client: Client, user: User) -> None:
    answer = client.post(URL, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True)

    assert answer.redirect_chain[0] == ("/", 302)
    assert "Ihr Passwort ist geändert." in answer.content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_other_sessions_of_the_account_end(client: Client, user: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(user)

    change(client)

    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("falsch", NEW, NEW, "Das bisherige Passwort stimmt nicht. Geben Sie es noch einmal ein."),
        (PASSWORD, NEW, NEW + "!", "Geben Sie dasselbe noch einmal ein."),
        (PASSWORD, "kurz", "kurz", "mindestens 12 Zeichen"),
        (PASSWORD, "102938475610", "102938475610", "komplett numerisch"),
        (PASSWORD, "minecraft123", "minecraft123", "zu üblich"),
        (PASSWORD, "lindenberger", "lindenberger", "zu ähnlich"),
        (PASSWORD, PASSWORD, PASSWORD, "Das ist Ihr bisheriges Passwort. Wählen Sie ein anderes."),
        ("", NEW, NEW, "Geben Sie Ihr bisheriges Passwort ein."),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_german(
    client: Client, user: User, old: str, new: str, again: str, sentence: str
) -> None:
    status, page = change(client, old, new, again)

    assert status == 422
    assert sentence in page
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_guessing_the_old_password_in_somebody_elses_session_is_throttled(client: Client, user: User) -> None:
    answers = [change(client, "geraten") for _ in range(6)]

    assert [status for status, _ in answers] == [422] * 5 + [429]
    assert "Warten Sie eine Minute" in answers[-1][1]
