"""The page "Mein Tag" on the screen: groups, numbers, pages, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from jobcenter import day
from routing.followup.actions import make_reminder
from routing.models import Applicant, Assignment, Lapse, ListedCase, Notice, Reminder
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import AccessLog, User
from tests.day.office import lapse, mother, transfer
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _working_day(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def page_of(client: Client, user: User, query: str = "") -> str:
    client.force_login(user)
    return client.get(f"/mein-tag/{query}").content.decode()


def subjects(page: str) -> list[str]:
    return re.findall(r'<span class="agenda__subject">([^<]*)</span>', page)


def reminders(by: User, count: int, days_ago: int = 1) -> Applicant:
    applicant = mother(by)
    for number in range(count):
        make_reminder(applicant=applicant, note=f"Nr. {number}", due_on=TODAY - timedelta(days=days_ago), by=by, at=NOW)
    return applicant


def test_an_empty_day_says_what_to_do_next(client: Client) -> None:
    page = page_of(client, caseworker())

    assert "Heute liegt nichts vor" in page
    assert 'href="/faelle/"' in page
    assert not AccessLog.objects.exists()


def test_overdue_is_said_in_a_word(client: Client) -> None:
    by = caseworker()
    reminders(by, 1)

    said = r'badge--danger">überfällig seit 1 Tag</span> <span class="nowrap">Frist 01\.03\.2026'
    assert re.search(said, page_of(client, by))


def test_a_group_shows_ten_and_leads_to_exactly_those_that_it_counts(client: Client) -> None:
    by = caseworker()
    reminders(by, 13)

    page = page_of(client, by)

    assert len(subjects(page)) == day.SHOWN_FIRST
    assert "(13)</span></h2>" in page
    assert 'href="/mein-tag/?gruppe=ueberfaellig">Alle 13 anzeigen' in page
    assert len(subjects(page_of(client, by, "?gruppe=ueberfaellig"))) == 13


def test_a_long_group_goes_page_by_page_and_leaves_nobody_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "PAGE_SIZE", 4)
    by = caseworker()
    reminders(by, 10)

    first = page_of(client, by, "?gruppe=ueberfaellig")
    last = page_of(client, by, "?gruppe=ueberfaellig&seite=3")

    assert 'href="/mein-tag/?gruppe=ueberfaellig&amp;seite=2"' in first
    assert len(subjects(last)) == 2
    assert "Weitere" not in last


@pytest.mark.parametrize(
    "query", ["?gruppe=gibtsnicht", "?seite=2", "?gruppe=ueberfaellig&seite=" + "9" * 5000, "?gruppe=neu&seite=²"]
)
def test_an_address_that_means_nothing_shows_what_there_is(client: Client, query: str) -> None:
    by = caseworker()
    reminders(by, 1)
    client.force_login(by)

    assert client.get(f"/mein-tag/{query}").status_code == 200


@pytest.mark.parametrize("as_lead", [False, True])
def test_the_number_of_cases_without_a_caseworker_is_that_of_the_list_behind_it(client: Client, as_lead: bool) -> None:
    """The team U25 has two desks; the caseworker's line is about hers."""
    by = caseworker("u25")
    for number in range(3):
        young = record(
            birth_date=TODAY.replace(year=2004), members=(MemberRecord(Relation.CHILD, TODAY),) * (number % 2)
        )
        Assignment.objects.filter(applicant=make_applicant(by=by, record=young)).update(caseworker=None)
    user = team_lead("u25") if as_lead else by
    page = page_of(client, user)
    url = re.search(r'href="(/faelle/\?[^"]*ohne_ifk=on[^"]*)"', page)
    assert url

    count = int(subjects(page)[-1].split()[0])
    listed = client.get(url[1].replace("&amp;", "&")).content.decode()

    assert re.search(rf"<strong>{count}</strong> Fälle", listed)
    assert count == (3 if as_lead else 2)


def test_reading_ones_day_stands_in_the_log_with_those_who_were_shown(client: Client) -> None:
    by = caseworker()
    shown = {reminders(by, 1).key for _ in range(day.SHOWN_FIRST)}
    reminders(by, 1, days_ago=0)
    hidden = reminders(by, 1, days_ago=-1)

    page_of(client, by)

    entry = AccessLog.objects.latest("pk")
    assert entry.page == "my_day"
    assert shown < set(entry.subjects)
    assert hidden.key not in entry.subjects


def fill(by: User, cases: int) -> None:
    """Many cases with a long name, each with a reminder, a lapse, a hand-over, something ahead."""
    for number in range(cases):
        applicant = mother(by, last_name=f"Albers-Wiśniewska von der Lindenstraße {number}")
        make_reminder(applicant=applicant, note=f"Nr. {number}", due_on=TODAY, by=by, at=NOW)
        Notice.objects.create(
            applicant=applicant, kind="member_of_age", day=TODAY + timedelta(days=9), lead_days=30, noted_on=TODAY
        )
        if number % 2:
            lapse(applicant)
        if number % 3:
            transfer(applicant, due_on=TODAY - timedelta(days=number % 5))


def test_130_cases_and_300_lines_take_no_more_queries_than_three(client: Client) -> None:
    by = caseworker()
    fill(by, 3)
    page_of(client, by)
    with CaptureQueriesContext(connection) as few:
        page_of(client, by)
    fill(by, 127)

    with CaptureQueriesContext(connection) as many:
        page = page_of(client, by)

    assert ListedCase.objects.filter(caseworker=by).count() == 130
    assert Reminder.objects.count() + Lapse.objects.count() + Notice.objects.count() >= 300
    assert len(many) <= len(few)
    assert page.count("Alle ") >= 2


def test_the_digest_counts_what_the_page_shows(client: Client) -> None:
    by = caseworker()
    fill(by, 12)
    groups = day.day_groups(viewer(by))

    counts = day.day_counts(viewer(by))

    assert [group.size for group in groups] == list(counts.values())
