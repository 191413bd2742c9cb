"""The narrow table behind the list says what the other tables say, whatever changed them."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from kit.days import OPEN_END, Period
from routing.assignment.actions import close_case, take_over_case
from routing.assignment.openings import open_new_case
from routing.enums import ClosingReason, Occasion
from routing.intake.actions import change
from routing.models import Applicant, Assignment, CurrentDecision, ListedCase
from routing.queries import record_of
from routing.record import MemberRecord, StatusRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db

MIA = MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia")


@pytest.fixture
def keller() -> User:
    return caseworker()


def gathered() -> list[tuple[object, ...]]:
    """What the list should hold, from the tables in which people write."""
    rows = []
    for assignment in Assignment.objects.filter(period__upper_inf=True).select_related("applicant"):
        applicant = assignment.applicant
        decision = CurrentDecision.objects.select_related("decision").get(applicant=applicant).decision
        rows.append(
            (
                applicant.pk,
                assignment.desk_id,
                assignment.caseworker_id,
                decision.desk_id,
                applicant.sort_name,
                applicant.birth_date,
                decision.basis,
                decision.open_points,
                decision.holds_until or OPEN_END,
            )
        )
    return sorted(rows)


def assert_listed() -> None:
    fields = ("desk", "caseworker", "decided_desk", "sort_name", "birth_date", "basis", "open_points", "holds_until")
    assert sorted(ListedCase.objects.values_list("applicant", *fields)) == gathered()


def test_a_new_case_is_listed(keller: User) -> None:
    make_applicant(by=keller, record=record(members=(MIA,)))
    make_applicant(by=keller, record=record(birth_date=date(2010, 1, 1)))
    assert ListedCase.objects.count() == 2
    assert_listed()


def test_changed_facts_and_a_changed_name_are_listed(keller: User) -> None:
    applicant = make_applicant(by=keller, record=record(members=(MIA,)))
    stored = record_of(applicant)
    changed = replace(
        stored,
        person=replace(stored.person, last_name="Żak"),
        statuses=(StatusRecord("rehabilitation", Period(date(2026, 1, 1))),),
    )
    change(applicant=applicant, revision=1, record=changed, by=keller, on=TODAY, at=NOW)
    assert ListedCase.objects.get().decided_desk_id == "reha_sb"
    assert_listed()


def test_whoever_takes_a_case_over_is_listed_with_it(keller: User) -> None:
    applicant = make_applicant(by=team_lead(), record=record(members=(MIA,)))
    take_over_case(applicant=applicant, by=keller, on=date(2026, 3, 9), at=NOW)
    assert ListedCase.objects.get().caseworker == keller
    assert_listed()


def test_a_closed_case_is_not_listed_until_it_is_opened_again(keller: User) -> None:
    applicant = make_applicant(by=keller, on=date(2026, 2, 2), record=record(members=(MIA,)))
    close_case(applicant=applicant, reason=ClosingReason.MOVED, by=keller, on=TODAY, at=NOW)
    assert not ListedCase.objects.exists()
    open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=keller, on=TODAY, at=NOW)
    assert ListedCase.objects.count() == 1
    assert_listed()


def test_no_door_can_forget_the_list(keller: User) -> None:
    applicant = make_applicant(by=keller, record=record(members=(MIA,)))
    Applicant.objects.filter(pk=applicant.pk).update(first_name="Zoë")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE routing_assignment SET caseworker_id = NULL")
    assert ListedCase.objects.get().caseworker is None
    assert_listed()
