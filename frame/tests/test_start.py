"""Where each role begins, and what the page frame offers it."""

import pytest
from django.test import Client

from frame.composition import composition
from staff.models import User
from staff.roles import Role
from tests.factories import account, caseworker

pytestmark = pytest.mark.django_db

CASES = ["Liste", "Überstellungen", "Wiedervorlagen"]


def frame(client: Client, user: User, path: str = "/passwort/") -> dict[str, object]:
    client.force_login(user)
    context = client.get(path, follow=True).context
    return {name: context.get(name) for name in ("places", "place_tabs", "search_url", "new", "role_description")}


def labels(links: object) -> list[str]:
    assert isinstance(links, list)
    return [link.label for link in links]


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.CASEWORKER, "/mein-tag/"),
        (Role.TEAM_LEAD, "/mein-tag/"),
        (Role.RECEPTION, "/auskunft/"),
        (Role.DIVISION_HEAD, "/mein-tag/"),
        (Role.EQUAL_OPPORTUNITIES, "/mein-tag/"),
        (Role.MEASURES_TEAM, "/mein-tag/"),
        (Role.CONTROLLING, "/mein-tag/"),
        (Role.ADMINISTRATION, "/mein-tag/"),
    ],
)
def test_each_role_begins_at_its_own_page(client: Client, role: Role, page: str) -> None:
    client.force_login(account(role))

    answer = client.get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, page)


@pytest.mark.parametrize(
    ("role", "places", "searches"),
    [
        (Role.CASEWORKER, ["Mein Tag", "Fälle"], True),
        (Role.TEAM_LEAD, ["Mein Tag", "Fälle", "Team"], True),
        (Role.DIVISION_HEAD, ["Mein Tag", "Lage"], False),
        (Role.EQUAL_OPPORTUNITIES, ["Mein Tag", "Lage"], False),
        (Role.MEASURES_TEAM, ["Mein Tag"], False),
        (Role.CONTROLLING, ["Mein Tag", "Lage"], False),
        (Role.RECEPTION, ["Wer ist zuständig?"], False),
        (Role.ADMINISTRATION, ["Mein Tag", "Stammdaten"], False),
    ],
)
def test_the_frame_offers_what_the_role_may_open(client: Client, role: Role, places: list[str], searches: bool) -> None:
    offered = frame(client, account(role))

    assert labels(offered["places"]) == places
    assert (bool(offered["search_url"]), bool(offered["new"])) == (searches, searches)
    assert offered["place_tabs"] == []
    assert offered["role_description"] == composition().role_descriptions[role]


@pytest.mark.parametrize(
    ("role", "path", "tabs"),
    [
        (Role.CASEWORKER, "/faelle/wiedervorlagen/", CASES),
        (Role.TEAM_LEAD, "/faelle/", [*CASES[:2], "Übersteuerungen", CASES[2]]),
        (
            Role.TEAM_LEAD,
            "/team/personen/",
            ["Lage", "Personen", "Verteilung", "Zahlen", "Ausblick", "Was wäre wenn", "Einspielen"],
        ),
        (Role.DIVISION_HEAD, "/lage/zahlen/", ["Teams", "Zahlen", "Ausblick", "Vorgaben"]),
        (Role.CONTROLLING, "/lage/teams/", ["Teams", "Zahlen", "Ausblick"]),
        (Role.EQUAL_OPPORTUNITIES, "/lage/zahlen/", []),
    ],
)
def test_a_place_shows_its_pages_as_tabs(client: Client, role: Role, path: str, tabs: list[str]) -> None:
    assert labels(frame(client, account(role), path)["place_tabs"]) == tabs


def test_what_lies_below_a_page_belongs_to_its_place_and_shows_no_tabs(client: Client) -> None:
    offered = frame(client, account(Role.TEAM_LEAD), "/team/einspielen/spalten/")

    assert isinstance(offered["places"], list)
    assert [place.label for place in offered["places"] if place.current] == ["Team"]
    assert offered["place_tabs"] == []


def test_the_place_one_is_at_is_marked(client: Client) -> None:
    client.force_login(account(Role.RECEPTION))

    page = client.get("/auskunft/").content.decode()

    assert '<a href="/auskunft/" aria-current="page">Wer ist zuständig?</a>' in page


def test_the_menu_says_who_one_is(client: Client) -> None:
    client.force_login(caseworker(first_name="Maria", last_name="Keller"))

    page = client.get("/passwort/").content.decode()

    assert ">M. Keller</span></summary>" in page
    assert "<strong>Maria Keller</strong><br>IFK" in page


def test_nobody_is_offered_anything_before_the_login(client: Client) -> None:
    page = client.get("/anmelden/").content.decode()

    assert "Hauptnavigation" not in page
    assert "logout-form" not in page
