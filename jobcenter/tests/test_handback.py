"""Whoever was away reads what others did with her cases meanwhile."""

from datetime import timedelta

import pytest
from django.urls import reverse
from time_machine import TimeMachineFixture

from frame.contracts import AgendaLine
from jobcenter.composition import agenda_of
from routing.followup.actions import write_note
from routing.handover.carrying_out import complete_due
from routing.tests.caselist.office import logged_in
from routing.tests.handover.office import mother_of_a_minor
from routing.tests.handover.transfers import PARTNER, do_accept, do_initiate, enter, proposed
from staff.enums import Restriction
from staff.models import AccessLog, Unavailability, User
from staff.staffing.actions import note_unavailable, stand_in
from tests.factories import NOW, TODAY, caseworker, team_lead, viewer

pytestmark = pytest.mark.django_db

BACK = TODAY + timedelta(days=3)
LAST = BACK - timedelta(days=1)
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _back_at_work(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW + timedelta(days=3))


@pytest.fixture
def keller() -> User:
    return caseworker(first_name="Maria", last_name="Keller")


@pytest.fixture
def aydin() -> User:
    return caseworker(first_name="Selin", last_name="Aydın")


def away(person: User, deputy: User | None = None) -> Unavailability:
    if deputy:
        stand_in(user=person, deputy=deputy, first=TODAY, last=LAST, by=person)
    return note_unavailable(user=person, kind=Restriction.ABSENT, first=TODAY, last=LAST, by=person)


def about(lines: list[AgendaLine], text: str) -> list[AgendaLine]:
    return [line for line in lines if text in line.text]


def test_a_deputy_has_the_work_on_her_own_day_and_the_absent_one_keeps_the_case(keller: User, aydin: User) -> None:
    transfer = proposed(keller)
    away(keller, aydin)

    (line,) = about(agenda_of(viewer(aydin)), "in Vertretung für M. Keller")
    do_initiate(transfer, aydin)

    assert line.action == "Überstellung einleiten"
    assert transfer.applicant.listed.caseworker == keller
    assert not about(agenda_of(viewer(aydin, BACK)), "in Vertretung")


def test_without_a_deputy_the_work_is_on_the_day_of_the_team_lead(keller: User) -> None:
    proposed(keller)
    away(keller)

    assert about(agenda_of(viewer(team_lead())), "in Vertretung für M. Keller")


def test_back_again_she_reads_what_her_deputy_and_the_night_did(keller: User, aydin: User) -> None:
    transfer = proposed(keller)
    absence = away(keller, aydin)
    do_initiate(transfer, aydin)
    write_note(applicant=transfer.applicant, text="Hat angerufen.", noted_on=TODAY, by=aydin, at=LATER)

    (line,) = [line for line in agenda_of(viewer(keller, BACK)) if line.key == f"absence:{absence.pk}"]
    client = logged_in(keller)
    page = client.get(reverse("handback", args=[absence.pk])).content.decode()

    assert line.text.endswith("bei 1 Fall")
    assert "Vermerk: Hat angerufen." in page
    assert "Überstellung IFK AEZ an IFK Arbeitsvermittlung Ü25: eingeleitet" in page
    assert "S. Aydın" in page
    assert AccessLog.objects.latest("pk").subjects == [transfer.applicant.key]
    assert not [line for line in agenda_of(viewer(keller, LAST)) if line.key == f"absence:{absence.pk}"], "still away"
    assert not [line for line in agenda_of(viewer(keller, BACK + timedelta(days=14))) if "absence" in line.key]


def test_what_she_did_herself_is_no_news_to_her(keller: User) -> None:
    mother = mother_of_a_minor(keller)
    absence = away(keller)
    write_note(applicant=mother, text="Selbst geschrieben.", noted_on=TODAY, by=keller, at=LATER)

    page = logged_in(keller).get(reverse("handback", args=[absence.pk])).content.decode()

    assert "In dieser Zeit hat sich an den Fällen nichts geändert." in page


def test_a_case_that_has_gone_meanwhile_is_told_without_its_name(keller: User, aydin: User) -> None:
    transfer, marten = proposed(keller), caseworker("placement")
    absence = away(keller, aydin)
    do_initiate(transfer, aydin)
    do_accept(transfer, marten, TODAY + timedelta(days=1))
    complete_due(on=TODAY + timedelta(days=1), at=NOW + timedelta(days=1))

    page = logged_in(keller).get(reverse("handback", args=[absence.pk])).content.decode()

    assert str(transfer.applicant) not in page
    assert page.count("Fall abgegeben") == 4


def test_a_change_of_the_record_by_somebody_else_is_told_once(keller: User, aydin: User) -> None:
    mother = mother_of_a_minor(keller)
    absence = note_unavailable(user=keller, kind=Restriction.ABSENT, first=TODAY, last=None, by=keller)
    enter(mother, PARTNER, by=aydin)

    page = logged_in(keller).get(reverse("handback", args=[absence.pk])).content.decode()

    assert page.count("Angaben geändert") == 1
