"""The four lists: whom they show to whom, why, and with which next click."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from kit.days import Period
from routing.assignment.actions import close_case
from routing.enums import ClosingReason
from routing.handover.actions import note_first_contact
from routing.handover.turn import Turn
from routing.models import Applicant, ListedCase
from routing.record import StatusRecord
from routing.tests.handover.office import BIRTHDAY, CHILD, mother_of_a_minor, night
from routing.tests.handover.transfers import (
    accepted,
    do_accept,
    do_initiate,
    do_send_back,
    enter,
    initiated,
    live,
    proposed,
)
from staff.models import AccessLog, User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

URL = reverse("transfer_list")
NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def keller() -> User:
    return caseworker("ifk_aez", last_name="Keller")


@pytest.fixture
def marten() -> User:
    return caseworker("placement", last_name="Marten")


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(user: User, kind: str = "in-arbeit", **query: str) -> list[Applicant]:
    """Whom the list shows; the number on its tab is always that of its rows."""
    page = logged_in(user).get(URL, {"liste": kind, **query}).context["page"]
    (tab,) = (tab for tab in page.tabs if tab.is_current)
    assert tab.size == page.count == len(page.subjects)
    return [Applicant.objects.get(key=key) for key in page.subjects]


def clicks(user: User, kind: str = "in-arbeit") -> list[Turn]:
    return [row.turn for row in logged_in(user).get(URL, {"liste": kind}).context["page"].transfers]


def test_both_sides_see_what_runs_and_nobody_else(keller: User, marten: User) -> None:
    mother = proposed(keller).applicant
    for user in (keller, caseworker("ifk_aez"), team_lead("ifk_aez"), marten, team_lead("placement")):
        assert shown(user) == [mother]
    assert shown(caseworker("u25")) == []


def test_each_side_sees_its_own_next_click(keller: User, marten: User) -> None:
    transfer = proposed(keller)
    assert (clicks(keller), clicks(marten)) == ([Turn.INITIATE], [Turn.LOOK])
    do_initiate(transfer, keller)
    assert (clicks(keller), clicks(marten)) == ([Turn.LOOK], [Turn.ACCEPT])
    enter(transfer.applicant, CHILD)
    assert (clicks(keller), clicks(marten)) == ([Turn.WITHDRAW], [Turn.LOOK])


def test_after_the_hand_over_it_stays_with_the_receiving_side_until_the_first_contact(
    keller: User, marten: User
) -> None:
    transfer = do_accept(initiated(keller), marten)
    assert (shown(keller), shown(marten)) == ([], [transfer.applicant])
    assert clicks(marten) == [Turn.FIRST_CONTACT]

    note_first_contact(transfer=transfer, by=marten, on=TODAY, at=NOW)

    assert shown(marten) == []


def test_a_closed_case_awaits_no_first_contact(keller: User, marten: User) -> None:
    transfer = do_accept(initiated(keller), marten)
    close_case(applicant=transfer.applicant, reason=ClosingReason.WORK, by=marten, on=TODAY, at=NOW)
    assert shown(marten) == []


def test_the_sides_can_be_told_apart(keller: User, marten: User) -> None:
    mother = proposed(keller).applicant
    assert (shown(keller, seite="abgeben"), shown(keller, seite="annehmen")) == ([mother], [])
    assert (shown(marten, seite="abgeben"), shown(marten, seite="annehmen")) == ([], [mother])


def test_a_team_of_two_desks_can_look_at_one_of_them() -> None:
    brandt, voss = caseworker("u25_aez"), team_lead("u25")
    mother = proposed(brandt, birth_date=date(2004, 5, 1)).applicant
    assert shown(voss, stelle="u25_aez", seite="abgeben") == [mother]
    assert shown(voss, stelle="u25", seite="abgeben") == []
    assert shown(voss, stelle="u25") == [mother]


@pytest.mark.parametrize("query", [{"liste": "x"}, {"seite": "x"}, {"stelle": "u25"}, {"nach": "x"}])
def test_an_edited_address_narrows_nothing(keller: User, query: dict[str, str]) -> None:
    mother = proposed(keller).applicant
    assert shown(keller, **query) == [mother]


def test_what_was_due_before_today_is_overdue_in_a_word(
    keller: User, marten: User, time_machine: TimeMachineFixture
) -> None:
    late, agreed = proposed(keller), accepted(keller, marten, NEXT_MONTH)
    time_machine.move_to(NOW + timedelta(days=7), tick=False)
    assert shown(keller, "ueberfaellig") == [], "the last day of the term is not over"

    time_machine.move_to(NOW + timedelta(days=8), tick=False)

    assert shown(keller, "ueberfaellig") == [late.applicant]
    assert shown(keller) == [late.applicant, agreed.applicant]
    page = logged_in(keller).get(URL, {"liste": "ueberfaellig"}).content.decode()
    assert '<span class="badge badge--danger">überfällig seit 1 Tag</span>' in page


def test_a_missed_first_contact_is_overdue(keller: User, marten: User, time_machine: TimeMachineFixture) -> None:
    transfer = do_accept(initiated(keller), marten)
    time_machine.move_to(NOW + timedelta(days=15), tick=False)
    assert shown(marten, "ueberfaellig") == [transfer.applicant]


def test_without_anybody_at_the_receiving_desk_there_is_no_receiver(keller: User) -> None:
    mother = proposed(keller).applicant
    assert shown(keller, "ohne-empfaenger") == [mother]
    assert shown(team_lead("placement"), "ohne-empfaenger") == [mother]

    caseworker("placement", is_active=False)
    assert shown(keller, "ohne-empfaenger") == [mother]
    caseworker("placement")
    assert shown(keller, "ohne-empfaenger") == []


def test_a_second_return_goes_to_both_team_leads(keller: User, marten: User) -> None:
    transfer = initiated(keller)
    do_send_back(transfer, marten)
    assert shown(team_lead("ifk_aez"), "ohne-empfaenger") == []
    do_send_back(do_initiate(live(transfer.applicant), keller), marten)

    for lead in (team_lead("ifk_aez"), team_lead("placement")):
        assert shown(lead, "ohne-empfaenger") == [transfer.applicant]
        page = logged_in(lead).get(URL, {"liste": "ohne-empfaenger"}).content.decode()
        assert "zweimal zurückgegeben" in page


def test_a_change_of_desk_within_90_days_is_announced_to_the_desk_that_has_the_case(
    keller: User, marten: User, time_machine: TimeMachineFixture
) -> None:
    mother = mother_of_a_minor(keller)
    time_machine.move_to(NOW + timedelta(days=8), tick=False)
    assert shown(keller, "angekuendigt") == [], "91 days before the last day"

    on = BIRTHDAY - timedelta(days=30)
    night(on)
    time_machine.move_to(NOW.replace(month=on.month, day=on.day), tick=False)

    assert shown(keller, "angekuendigt") == [mother]
    assert shown(marten, "angekuendigt") == []
    (row,) = logged_in(keller).get(URL, {"liste": "angekuendigt"}).context["page"].announced
    assert (row.desk, row.next_desk) == ("IFK AEZ", "IFK Arbeitsvermittlung Ü25")
    assert (row.last_day, row.occasion) == (date(2026, 6, 9), "jüngstes Kind wird volljährig")
    told = logged_in(keller).get(URL, {"liste": "angekuendigt", "seite": "annehmen"}).content.decode()
    assert "sieht nur die Stelle, die sie betreut" in told


def test_an_answer_that_ends_at_the_same_desk_is_not_announced(time_machine: TimeMachineFixture) -> None:
    lohmann, entered = caseworker("self_employed"), record(members=(CHILD,))
    self_employed = StatusRecord("self_employed", Period(date(2025, 1, 1)))
    make_applicant(by=lohmann, record=replace(entered, statuses=(self_employed,)))
    assert ListedCase.objects.get().holds_until == BIRTHDAY - timedelta(days=1), "the status ends"
    time_machine.move_to(NOW.replace(month=5), tick=False)
    assert shown(lohmann, "angekuendigt") == []


def test_what_is_announced_becomes_a_hand_over_on_its_day(keller: User, time_machine: TimeMachineFixture) -> None:
    mother = mother_of_a_minor(keller)
    night(BIRTHDAY)
    time_machine.move_to(NOW.replace(month=6, day=10), tick=False)
    assert shown(keller, "angekuendigt") == []
    assert shown(keller) == [mother]


def test_the_desk_after_the_answer_is_kept_with_it(keller: User) -> None:
    expecting = caseworker("u25")
    mother = mother_of_a_minor(expecting, birth_date=date(2001, 4, 20))
    assert mother.current.next_desk_id == "ifk_aez"
    assert shown(caseworker("u25_aez"), "angekuendigt") == [mother]
    assert mother_of_a_minor(keller).current.next_desk_id == "placement"


def test_pages_go_on_where_the_last_one_ended(keller: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 2)
    all_five = [proposed(keller).applicant for _ in range(5)]
    client, url, found = logged_in(keller), URL, []
    while url:
        page = client.get(url).context["page"]
        assert page.count == 5
        assert len(page.subjects) <= 2
        found += page.subjects
        url = page.next_url

    assert found == [applicant.key for applicant in all_five]


def test_reading_the_list_is_logged_with_everybody_on_it(keller: User) -> None:
    keys = {proposed(keller).applicant.key for _ in range(2)}
    logged_in(keller).get(URL)
    entry = AccessLog.objects.get()
    assert (entry.page, set(entry.subjects)) == ("transfer_list", keys)


def test_an_empty_list_logs_nobody(keller: User) -> None:
    assert "Zurzeit läuft keine Überstellung." in logged_in(keller).get(URL).content.decode()
    assert not AccessLog.objects.exists()


def test_more_rows_take_no_more_queries(keller: User, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(4):
        proposed(keller)
    client = logged_in(keller)
    with django_assert_max_num_queries(13):
        client.get(URL)
