"""Where each role begins, and what the page frame offers it."""

import pytest
from django.test import Client

from staff.models import User
from staff.roles import DESCRIPTIONS, Role
from tests.factories import account, caseworker

pytestmark = pytest.mark.django_db

DAY, LIST, QUESTION = "Mein Tag", "Bewerber/innen", "Wer ist zuständig?"
FIGURES, IMPORTS, TRANSFERS, OVERRIDES = "Zahlen", "Einspielen", "Überstellungen", "Übersteuerungen"
TEAM, TEAMS = "Team", "Teams"


def frame(client: Client, user: User) -> dict[str, object]:
    client.force_login(user)
    context = client.get("/passwort/").context
    return {name: context.get(name) for name in ("navigation", "may_search", "role_description")}


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.CASEWORKER, "/mein-tag/"),
        (Role.TEAM_LEAD, "/mein-tag/"),
        (Role.RECEPTION, "/auskunft/"),
        (Role.DIVISION_HEAD, "/teams/"),
        (Role.EQUAL_OPPORTUNITIES, "/zahlen/"),
        (Role.CONTROLLING, "/teams/"),
        (Role.ADMINISTRATION, "/mein-tag/"),
    ],
)
def test_each_role_begins_at_its_own_page(client: Client, role: Role, page: str) -> None:
    client.force_login(account(role))

    answer = client.get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, page)


def test_the_measures_team_is_told_what_there_is_for_it(client: Client) -> None:
    client.force_login(account(Role.MEASURES_TEAM))

    page = client.get("/").content.decode()

    assert DESCRIPTIONS[Role.MEASURES_TEAM] in page
    assert "noch nicht Teil dieser Anwendung" in page


@pytest.mark.parametrize(
    ("role", "labels", "searches"),
    [
        (Role.CASEWORKER, [DAY, LIST, TRANSFERS, QUESTION], True),
        (Role.TEAM_LEAD, [DAY, TEAM, LIST, TRANSFERS, OVERRIDES, QUESTION, FIGURES, IMPORTS], True),
        (Role.DIVISION_HEAD, [TEAMS, FIGURES], False),
        (Role.EQUAL_OPPORTUNITIES, [FIGURES], False),
        (Role.MEASURES_TEAM, [], False),
        (Role.CONTROLLING, [TEAMS, FIGURES], False),
        (Role.RECEPTION, [QUESTION], False),
        (Role.ADMINISTRATION, ["Mein Tag", "Was wäre wenn", "Stammdaten"], False),
    ],
)
def test_the_frame_offers_what_the_role_may_open(client: Client, role: Role, labels: list[str], searches: bool) -> None:
    offered = frame(client, account(role))

    navigation = offered["navigation"]
    assert isinstance(navigation, list)
    assert [place.label for place in navigation] == labels
    assert offered["may_search"] is searches
    assert offered["role_description"] == DESCRIPTIONS[role]


def test_the_place_one_is_at_is_marked(client: Client) -> None:
    client.force_login(account(Role.RECEPTION))

    page = client.get("/auskunft/").content.decode()

    assert '<a href="/auskunft/" aria-current="page">Wer ist zuständig?</a>' in page


def test_the_menu_says_who_one_is(client: Client) -> None:
    client.force_login(caseworker(first_name="Maria", last_name="Keller"))

    page = client.get("/passwort/").content.decode()

    assert "<summary>M. Keller</summary>" in page
    assert "<strong>Maria Keller</strong><br>IFK" in page


def test_nobody_is_offered_anything_before_the_login(client: Client) -> None:
    page = client.get("/anmelden/").content.decode()

    assert "Hauptnavigation" not in page
    assert "logout-form" not in page
