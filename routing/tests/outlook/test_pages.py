"""The pages of the forecast: numbers that equal their lists, live capacity, and no person where none is to be seen."""

import csv
import re
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kit.charts import Amount
from kit.days import Period
from kit.ranges import as_range
from kit.runs import MOST_ATTEMPTS
from routing.models import Applicant
from routing.outlook.actions import begin_forecast, compute_forecast
from routing.outlook.page import Outlook
from routing.roles import SEES_ALL_TEAMS
from routing.tests.outlook.office import forecast, mother, under_25
from staff.models import AccessLog, Staffing, User
from staff.roles import Role
from tests.factories import NOW, TODAY, account, caseworker, team_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
URL, CASES, EXPORT = reverse("outlook"), reverse("outlook_cases"), reverse("outlook_export")
JUNE = "stelle=ifk_aez&monat=2026-06&richtung=ab"


@pytest.fixture
def on_the_day() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(user: User, desk: str = "ifk_aez") -> Outlook:
    found = logged_in(user).get(f"{URL}?stelle={desk}").context["outlook"]
    assert isinstance(found, Outlook)
    return found


def amounts(page: Outlook) -> list[Amount]:
    return [amount for row in page.flows.rows for amount in (row.inflow, row.outflow)]


def text_of(page: bytes) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page.decode()).split()))


def test_before_the_first_night_the_page_says_when_it_comes_and_nothing_else() -> None:
    page = text_of(logged_in(team_lead()).get(URL).content)
    assert "Der Ausblick wird in der Nacht berechnet." in page
    assert "Als Tabelle" not in page
    assert logged_in(team_lead()).get(f"{CASES}?{JUNE}").status_code == 404


def test_a_forecast_that_gets_nowhere_is_given_up_for_the_day_and_the_page_says_whom_to_tell() -> None:
    mother()
    lead, tomorrow = team_lead(), TODAY + timedelta(days=1)
    old = forecast()
    for _ in range(MOST_ATTEMPTS + 1):
        begin_forecast(on=tomorrow, at=NOW)

    compute_forecast(on=tomorrow, at=NOW)

    page = logged_in(lead).get(URL)
    assert page.context["outlook"].run == old
    assert "ließ sich nicht berechnen. Sagen Sie der IT Bescheid." in text_of(page.content)
    forecast(tomorrow + timedelta(days=1))
    assert "Sagen Sie der IT Bescheid." not in text_of(logged_in(lead).get(URL).content)


@pytest.mark.parametrize("desk", ["ifk_aez", "u25", "placement"])
def test_each_number_of_a_team_lead_leads_to_as_many_rows_and_others_as_it_says(desk: str) -> None:
    by = caseworker("ifk_aez")
    for _ in range(3):
        mother(by)
    under_25()
    forecast()
    lead = team_lead(desk)
    client, page = logged_in(lead), shown(lead, desk)

    assert all(bool(amount.url) == bool(amount.number) for amount in amounts(page))
    linked = [amount for amount in amounts(page) if amount.url]
    assert linked
    for amount in linked:
        listed = client.get(amount.url).context
        assert len(listed["rows"]) + listed["others"] == listed["count"] + listed["others"] == amount.number


def test_the_list_shows_who_moves_on_which_day_from_where_to_where_and_why_and_is_logged() -> None:
    applicant = mother()
    forecast()
    lead = team_lead()
    page = text_of(logged_in(lead).get(f"{CASES}?{JUNE}").content)
    assert f"{applicant} {applicant.customer_number} 10.06.2026 IFK AEZ IFK Arbeitsvermittlung Ü25" in page
    assert "jüngstes Kind wird volljährig" in page
    assert "unbestätigt" in page
    assert "Stand: berechnet am 02.03.2026, 10:30 Uhr" in page
    entry = AccessLog.objects.latest("pk")
    assert (entry.user, entry.page, entry.subjects) == (lead, "outlook_cases", [applicant.key])


def test_of_somebody_who_comes_from_another_team_the_receiving_team_lead_sees_the_number_only() -> None:
    applicant = mother()
    forecast()
    client = logged_in(team_lead("placement"))
    page = text_of(client.get(f"{CASES}?stelle=placement&monat=2026-06&richtung=zu").content)
    assert "1 Fall eines anderen Teams." in page
    assert str(applicant) not in page
    assert applicant.customer_number not in page
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "stelle=u25&monat=2026-06&richtung=ab",
        "stelle=ifk_aez&monat=2026-02&richtung=ab",
        "stelle=ifk_aez&monat=2028-04&richtung=ab",
        "stelle=ifk_aez&monat=x&richtung=ab",
        "stelle=ifk_aez&monat=2026-06&richtung=quer",
    ],
)
def test_a_number_that_there_is_not_is_not_found(query: str) -> None:
    mother()
    forecast()
    client = logged_in(team_lead())
    for url in (CASES, EXPORT):
        assert client.get(f"{url}?{query}").status_code == 404


def test_a_team_lead_finds_no_forecast_of_another_team() -> None:
    forecast()
    client = logged_in(team_lead())
    assert client.get(f"{URL}?stelle=u25").status_code == 404
    assert client.get(f"{URL}?stelle=gibt-es-nicht").status_code == 404


@pytest.mark.parametrize("role", sorted(SEES_ALL_TEAMS))
def test_who_sees_all_teams_sees_every_desk_exactly_and_without_links(role: Role) -> None:
    by = caseworker("ifk_aez")
    for _ in range(2):
        mother(by)
    for _ in range(5):
        mother(by, born=TODAY.replace(year=2008, month=9))
    forecast()
    user = account(role)
    page = shown(user, "ifk_aez")
    words = {row.month.name: row.outflow.text for row in page.flows.rows}
    assert (words["Juni 2026"], words["September 2026"]) == ("2", "5")
    stocks = {row.month.name: row.amount.number for row in page.levels.rows}
    assert (stocks["Mai 2026"], stocks["Juni 2026"], stocks["September 2026"]) == (7, 5, 0)
    assert not any(amount.url for amount in amounts(page))
    assert logged_in(user).get(f"{CASES}?{JUNE}").status_code == 404


def test_a_change_of_staffing_shows_its_effect_at_once() -> None:
    keller = caseworker("ifk_aez")
    mother(keller)
    forecast()
    lead = team_lead()
    assert {level.capacity for level in shown(lead).levels.rows} == {130}

    Staffing.objects.filter(user=keller).update(period=as_range(Period(TODAY, TODAY.replace(month=7))))
    Staffing.objects.create(user=keller, desk_id="ifk_aez", period=as_range(Period(TODAY.replace(month=7))), share=50)

    rooms = {level.month.name: level.capacity for level in shown(lead).levels.rows}
    assert (rooms["Juni 2026"], rooms["Juli 2026"]) == (130, 65)


def test_the_stock_is_that_of_the_day_and_what_comes_and_goes_since() -> None:
    by = caseworker("ifk_aez")
    for _ in range(3):
        mother(by)
    mother(by, born=TODAY.replace(year=2020))
    forecast()
    stocks = {level.month.name: level.amount.number for level in shown(team_lead()).levels.rows}
    assert (stocks["Rest März 2026"], stocks["Mai 2026"], stocks["Juni 2026"]) == (4, 4, 1)


def test_a_desk_whose_staffing_nobody_has_entered_shows_no_capacity() -> None:
    mother()
    forecast()
    Staffing.objects.all().delete()
    page = logged_in(team_lead()).get(URL)
    assert {level.capacity for level in page.context["outlook"].levels.rows} == {None}
    assert "noch keine Besetzung eingetragen" in text_of(page.content)


def test_the_list_goes_on_behind_its_last_row(monkeypatch: pytest.MonkeyPatch) -> None:
    by = caseworker("ifk_aez")
    people = {mother(by).key for _ in range(5)}
    forecast()
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 2)
    client, found, url = logged_in(team_lead()), [], f"{CASES}?{JUNE}"
    while url:
        context = client.get(url).context
        found += [row.applicant for row in context["rows"]]
        url = context["next_url"]
    assert len(found) == 5
    assert set(found) == people


def test_the_list_is_taken_out_with_its_purpose() -> None:
    applicants: list[Applicant] = [mother(), mother()]
    forecast()
    client = logged_in(team_lead())
    answer = client.post(f"{EXPORT}?{JUNE}", {"file_format": "csv", "purpose": "supervision"})
    rows = list(csv.reader(StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Name", "Kundennummer", "Tag", "von", "nach", "warum", "unbestätigt"]
    assert {row[1] for row in rows[1:]} == {each.customer_number for each in applicants}
    entry = AccessLog.objects.latest("pk")
    assert (set(entry.subjects), entry.reason) == ({each.key for each in applicants}, "Fachaufsicht oder Prüfung")
