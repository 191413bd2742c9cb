"""Whoever gave a case away is told what became of it, and finds who has it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from time_machine import TimeMachineFixture

from frame.contracts import AgendaLine
from jobcenter.composition import agenda_of
from routing.assignment.caseworker import change_caseworker
from routing.assignment.choosing import Choice
from routing.enums import ColleagueReason
from routing.handover.carrying_out import complete_due
from routing.models import Transfer
from routing.tests.caselist.office import logged_in
from routing.tests.handover.transfers import do_accept, do_initiate, proposed
from staff.models import AccessLog, User
from staff.roles import Role
from tests.factories import NOW, TODAY, account, caseworker, team_lead, viewer

pytestmark = pytest.mark.django_db

DAY = TODAY + timedelta(days=3)


@pytest.fixture
def keller() -> User:
    return caseworker(first_name="Maria", last_name="Keller")


@pytest.fixture
def marten() -> User:
    return caseworker("placement", first_name="Carla", last_name="Marten", telephone="02331 207-401")


@pytest.fixture
def given(keller: User, marten: User, time_machine: TimeMachineFixture) -> Transfer:
    """A case of hers, accepted today for a day to come."""
    time_machine.move_to(NOW)
    return do_accept(do_initiate(proposed(keller), keller), marten, DAY)


def news(user: User, day: int = 0) -> list[AgendaLine]:
    return [line for line in agenda_of(viewer(user, TODAY + timedelta(days=day))) if "angenommen" in line.text]


def test_who_gave_it_away_reads_who_accepted_it_and_from_when(keller: User, given: Transfer) -> None:
    (line,) = news(keller)

    assert line.text == (
        "Überstellung an IFK Arbeitsvermittlung Ü25 von C. Marten angenommen; ab 05.03.2026 betreut C. Marten den Fall"
    )
    assert line.person == given.applicant.key
    assert logged_in(keller).get(line.url, follow=True).status_code == 200
    assert not news(keller, day=7)


def test_nobody_else_is_told(given: Transfer, marten: User) -> None:
    assert not news(marten)
    assert not news(team_lead())
    assert not news(caseworker())


def test_a_colleague_who_had_the_case_before_is_not_told(keller: User, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)
    before, taker = caseworker(), caseworker("placement")
    transfer = proposed(before)
    later = TODAY + timedelta(days=1)
    change_caseworker(
        applicant=transfer.applicant,
        choice=Choice(keller),
        reason=ColleagueReason.WORKLOAD,
        by=before,
        on=later,
        at=NOW + timedelta(days=1),
    )
    do_accept(do_initiate(transfer, keller, on=later), taker, DAY)

    assert [line.action for line in news(keller)] == ["Überstellung ansehen"]
    assert not news(before)


def test_once_the_case_has_gone_over_the_news_name_nobody(
    keller: User, given: Transfer, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW + timedelta(days=3))
    complete_due(on=DAY, at=NOW + timedelta(days=3))

    (line,) = news(keller, day=3)

    assert (line.subject, line.person) == ("Abgegebener Fall", None)
    assert given.applicant.last_name not in line.text
    assert logged_in(keller).get(line.url, follow=True).status_code == 200


def searched(user: User, number: str) -> Any:
    return logged_in(user).post(reverse("applicant_search"), {"q": number}, follow=True)


def test_a_search_for_its_number_says_who_has_it_since_when(
    keller: User, given: Transfer, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW + timedelta(days=3))
    complete_due(on=DAY, at=NOW + timedelta(days=3))

    page = " ".join(searched(keller, given.applicant.customer_number).content.decode().split())

    assert "Den Fall hat seit 05.03.2026:" in page
    assert "IFK Arbeitsvermittlung Ü25" in page
    assert "Carla Marten" in page
    assert "02331 207-401" in page
    assert "Neu aufnehmen" not in page
    assert given.applicant.last_name not in page
    assert AccessLog.objects.latest("pk").subjects == [given.applicant.key]


def test_a_number_that_nobody_has_can_be_taken_in(keller: User, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)

    page = searched(keller, "999Z999999").content.decode()

    assert "Den Fall hat seit" not in page
    assert "Neu aufnehmen" in page.partition('class="empty-state"')[2]


def test_the_day_of_a_hand_over_that_is_agreed_is_said_to_whoever_asks(keller: User, given: Transfer) -> None:
    asked = {"customer_number": given.applicant.customer_number}

    answer = logged_in(account(Role.RECEPTION)).post(reverse("who_is_responsible"), asked, follow=True).content.decode()

    assert "ab 05.03.2026" in answer
    assert "IFK Arbeitsvermittlung Ü25, Carla Marten, Telefon 02331 207-401" in answer
