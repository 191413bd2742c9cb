"""What follows from an answer at once, whoever asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from routing.assignment.actions import close_case
from routing.enums import ClosingReason
from routing.intake.actions import change
from routing.models import Applicant, Lapse, Transfer, TransferStep
from routing.queries import record_of
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.handover.office import CHILD, TAKEN_IN, mother_of_a_minor
from tests.factories import NOW, caseworker

pytestmark = pytest.mark.django_db

PARTNER = MemberRecord(Relation.PARTNER, date(1985, 5, 5), "Jan", moved_in=date(2026, 2, 20))


def with_household(applicant: Applicant, *members: MemberRecord, on: date = TAKEN_IN) -> None:
    stored = Applicant.objects.get(pk=applicant.pk)
    record = replace(record_of(stored), members=members)
    change(applicant=stored, revision=stored.revision, record=record, by=caseworker(), on=on, at=NOW)


def states(applicant: Applicant) -> list[tuple[str, str]]:
    return list(Transfer.objects.filter(applicant=applicant).order_by("pk").values_list("target", "state"))


def test_a_partner_entered_late_lapses_the_status_since_the_day_of_moving_in() -> None:
    mother = mother_of_a_minor()
    with_household(mother, CHILD, PARTNER)
    lapse = Lapse.objects.get(applicant=mother)
    assert (lapse.cause, lapse.since, lapse.known_on) == ("partner_moved_in", date(2026, 2, 20), TAKEN_IN)
    assert states(mother) == [("placement", "proposed")]


def test_a_proposal_is_superseded_when_the_answer_comes_back() -> None:
    mother = mother_of_a_minor()
    with_household(mother, CHILD, PARTNER)
    with_household(mother, CHILD)
    assert states(mother) == [("placement", "superseded")]
    assert list(TransferStep.objects.order_by("pk").values_list("kind", flat=True)) == ["proposed", "superseded"]


def test_a_status_that_came_back_lapses_a_second_time() -> None:
    mother = mother_of_a_minor()
    with_household(mother, CHILD, PARTNER)
    with_household(mother, CHILD)
    with_household(mother, CHILD, PARTNER)
    assert Lapse.objects.filter(applicant=mother).count() == 2
    assert states(mother) == [("placement", "superseded"), ("placement", "proposed")]


def test_a_change_that_changes_no_answer_has_no_consequence() -> None:
    mother = mother_of_a_minor()
    with_household(mother, replace(CHILD, first_name="Maja"))
    assert not Lapse.objects.exists()
    assert not Transfer.objects.exists()


def test_closing_the_case_ends_the_hand_over() -> None:
    mother = mother_of_a_minor()
    with_household(mother, CHILD, PARTNER)
    close_case(applicant=mother, reason=ClosingReason.MOVED, by=caseworker(), on=TAKEN_IN + timedelta(days=3), at=NOW)
    assert states(mother) == [("placement", "superseded")]


def test_facts_that_change_in_a_closed_case_propose_nothing() -> None:
    mother = mother_of_a_minor()
    later = TAKEN_IN + timedelta(days=3)
    close_case(applicant=mother, reason=ClosingReason.MOVED, by=caseworker(), on=later, at=NOW)
    with_household(mother, CHILD, PARTNER, on=later)
    assert not Transfer.objects.exists()
    assert not Lapse.objects.exists()
