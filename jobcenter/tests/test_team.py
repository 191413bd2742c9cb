"""The dashboard of a team: every number leads to exactly those whom it counts."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from frame.contracts import FigureTile, PanelTile
from jobcenter.composition import tiles_of
from jobcenter.tests.numbers import linked_numbers
from kit.days import Period
from routing.enums import OverrideReason
from routing.handover.carrying_out import complete_due
from routing.models import Applicant, Assignment
from routing.override.actions import request_override
from routing.tests.handover.transfers import do_accept, initiated, proposed
from staff.enums import Restriction
from staff.models import Desk, User
from staff.roles import Role
from staff.staffing.actions import note_unavailable
from tests.factories import NOW, TODAY, account, caseworker, make_applicant, record, team_lead, viewer

pytestmark = pytest.mark.django_db

ROWS = re.compile(r'<th scope="row"')


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)


@pytest.fixture
def keller() -> User:
    return caseworker(first_name="Maria", last_name="Keller")


@pytest.fixture
def lead(keller: User) -> User:
    return team_lead()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def figure(user: User, label: str) -> FigureTile:
    return next(tile for tile in tiles_of(viewer(user))[0] if tile.label == label)


def panel(user: User, name: str) -> PanelTile:
    return next(tile for tile in tiles_of(viewer(user))[1] if tile.name == name)


def rows_shown(client: Client, url: str) -> int:
    """How many rows the list has that is behind a number."""
    page = client.get(url)
    assert page.status_code == 200
    return len(ROWS.findall(page.content.decode()))


def busy_team(keller: User) -> None:
    """Something of everything: cases with and without a caseworker, hand-overs in each state, an override."""
    for number in range(3):
        proposed(keller, last_name=f"Vorschlag{number}")
    initiated(keller, last_name="Eingeleitet")
    marten = caseworker("placement")
    do_accept(initiated(keller, last_name="Angenommen"), marten, TODAY + timedelta(days=3))
    do_accept(initiated(keller, last_name="Abgegeben"), marten)
    complete_due(on=TODAY, at=NOW)
    case = Applicant.objects.get(last_name="Vorschlag0")
    request_override(
        applicant=case,
        desk=Desk.objects.get(pk="reha_sb"),
        period=Period(TODAY, TODAY + timedelta(days=30)),
        reason=OverrideReason.CONTINUITY,
        sentence="Die Maßnahme läuft noch",
        by=keller,
        at=NOW,
    )
    Assignment.objects.filter(applicant=Applicant.objects.get(last_name="Vorschlag1")).update(caseworker=None)


def test_every_number_leads_to_exactly_the_rows_it_counts(keller: User, lead: User) -> None:
    busy_team(keller)
    client = browser(lead)

    found = list(linked_numbers(lead, TODAY))

    assert len(found) > 10
    for number, url in found:
        assert (url, rows_shown(client, url)) == (url, number)


def test_stock_stands_against_what_those_present_have_room_for(keller: User, lead: User) -> None:
    caseworker(share=50)
    proposed(keller)

    full = figure(lead, "Bestand IFK AEZ")
    note_unavailable(user=keller, kind=Restriction.ABSENT, first=TODAY, last=None, by=lead)
    absent = figure(lead, "Bestand IFK AEZ")

    assert (full.text, full.remark) == ("1", "195 Plätze · 1 % ausgelastet")
    assert absent.remark == "65 Plätze · 2 % ausgelastet"


def test_a_caseworker_who_left_keeps_her_bar_until_her_cases_are_elsewhere(keller: User, lead: User) -> None:
    proposed(keller)
    keller.staffings.all().delete()

    loads = panel(lead, "auslastung-ifk_aez").loads

    assert loads is not None
    assert [load.text for load in loads.rows] == ["1 · besetzt die Stelle nicht"]


def test_a_lapse_known_for_more_than_five_working_days_is_told(keller: User, lead: User) -> None:
    proposed(keller)

    def lapses(days: int) -> list[str]:
        _, panels = tiles_of(viewer(lead, TODAY + timedelta(days=days)))
        table = next(tile for tile in panels if tile.name == "wegfall-alter")
        return [row[1].text for row in table.rows]

    assert lapses(7) == ["1", "0", "0"]
    assert lapses(8) == ["0", "1", "0"]
    assert lapses(14) == ["0", "1", "0"]
    assert lapses(15) == ["0", "0", "1"]


def test_the_page_shows_charts_with_their_tables_and_no_person(keller: User, lead: User) -> None:
    transfer = proposed(keller)

    page = browser(lead).get(reverse("team")).content.decode()

    assert "Fälle je IFK: IFK AEZ" in page
    assert "Als Tabelle" in page
    assert "M. Keller" in page
    assert transfer.applicant.last_name not in page


def test_the_file_has_every_number_of_the_page(keller: User, lead: User) -> None:
    busy_team(keller)

    text = b"".join(browser(lead).get(reverse("team_csv"))).decode("utf-8-sig")

    figures, panels = tiles_of(viewer(lead))
    for tile in figures:
        assert f"{tile.label};;{tile.text};" in text
    assert "Übersteuerungen nach Grund;" in text
    assert f"{panels[0].title};M. Keller;4;von 130 Plätzen" in text


def test_durations_name_nobody_who_has_gone(keller: User, lead: User) -> None:
    busy_team(keller)

    page = browser(lead).get(reverse("lapse_durations")).content.decode()

    assert "1</strong> Übergabe" in page
    assert "Abgegeben" not in page


def test_all_teams_side_by_side_are_exact_and_name_nobody(keller: User) -> None:
    for number in range(3):
        make_applicant(by=keller, record=record(last_name=f"Müßig-{number}"))
    proposed(keller)

    page = browser(account(Role.DIVISION_HEAD)).get(reverse("teams"))

    cells = {row.team: row.cells for row in page.context["rows"]}
    assert cells["Arbeitsvermittlung Ü25"][0] == "3"
    assert sorted(row[5] for row in cells.values())[-2:] == ["0", "1"]
    assert "Müßig" not in page.content.decode()
