"""Taking a case over: by a caseworker of the desk that the rules name, from a day on, and nobody else."""

from datetime import date, timedelta

import pytest

from kit.days import Period
from kit.ranges import as_period
from kit.refusals import ActionRefused
from routing.assignment.actions import close_case, take_over_case
from routing.enums import AssignmentOrigin, ClosingReason
from routing.intake.actions import change
from routing.models import Applicant, Assignment
from routing.queries import record_of
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db

NEXT_WEEK, THEN = TODAY + timedelta(days=7), NOW + timedelta(days=7)
MIA = MemberRecord(Relation.CHILD, date(2017, 6, 5), "Mia", "Sommer")


@pytest.fixture
def keller() -> User:
    return caseworker("ifk_aez")


@pytest.fixture
def mother(keller: User) -> Applicant:
    return make_applicant(by=keller, record=record(members=(MIA,)))


def take_over(applicant: Applicant, by: User, on: date = NEXT_WEEK) -> Assignment:
    return take_over_case(applicant=applicant, by=by, on=on, at=THEN)


def periods(applicant: Applicant) -> list[tuple[str, User | None, Period]]:
    rows = Assignment.objects.filter(applicant=applicant).order_by("period")
    return [(row.desk_id, row.caseworker, as_period(row.period)) for row in rows]


def loses_her_child(applicant: Applicant, by: User) -> None:
    old = record_of(applicant)
    change(
        applicant=applicant,
        revision=1,
        record=record(customer_number=old.person.customer_number),
        by=by,
        on=TODAY,
        at=NOW,
    )


def test_a_colleague_of_the_desk_takes_over_from_the_day_on(mother: Applicant, keller: User) -> None:
    aydin = caseworker("ifk_aez")

    assignment = take_over(mother, aydin)

    assert assignment.origin == AssignmentOrigin.TAKEN_OVER
    assert periods(mother) == [
        ("ifk_aez", keller, Period(TODAY, NEXT_WEEK)),
        ("ifk_aez", aydin, Period(NEXT_WEEK)),
    ]


def test_on_the_first_day_of_the_assignment_it_is_hers_from_the_start(mother: Applicant) -> None:
    aydin = caseworker("ifk_aez")

    take_over(mother, aydin, on=TODAY)

    assert periods(mother) == [("ifk_aez", aydin, Period(TODAY))]


def test_from_desk_to_desk_a_case_goes_by_a_hand_over_only(mother: Applicant, keller: User) -> None:
    loses_her_child(mother, keller)

    with pytest.raises(ActionRefused, match=r"bei der Stelle IFK AEZ\. Zu einer anderen kommt er nur durch eine"):
        take_over(mother, caseworker("placement"))

    assert periods(mother) == [("ifk_aez", keller, Period(TODAY))]


def test_a_case_without_a_caseworker_can_be_taken() -> None:
    keller = caseworker("ifk_aez")
    mother = make_applicant(by=caseworker("u25"), record=record(members=(MIA,)))

    take_over(mother, keller)

    assert [row[:2] for row in periods(mother)] == [("ifk_aez", None), ("ifk_aez", keller)]


def test_the_desk_that_is_no_longer_named_cannot_take_the_case(mother: Applicant, keller: User) -> None:
    loses_her_child(mother, keller)

    with pytest.raises(ActionRefused, match=r"IFK Arbeitsvermittlung Ü25\. Der Fall geht mit einer Überstellung"):
        take_over(mother, caseworker("ifk_aez"))


def test_a_team_lead_does_not_take_cases(mother: Applicant) -> None:
    with pytest.raises(ActionRefused):
        take_over(mother, team_lead("ifk_aez"))


def test_her_own_case_is_not_taken_over_again(mother: Applicant, keller: User) -> None:
    with pytest.raises(ActionRefused, match="schon zuständig"):
        take_over(mother, keller)


def test_a_closed_case_is_not_taken_over(mother: Applicant, keller: User) -> None:
    close_case(applicant=mother, reason=ClosingReason.WORK, by=keller, on=TODAY, at=NOW)

    with pytest.raises(ActionRefused, match=r"geschlossen\. Nehmen Sie ihn zuerst wieder auf"):
        take_over(mother, caseworker("ifk_aez"))
