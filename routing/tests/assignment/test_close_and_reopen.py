"""A closed case has no responsible desk; reopened, it keeps its history."""

from datetime import date, timedelta

import pytest

from kit.days import Period
from kit.ranges import as_period
from kit.refusals import ActionRefused
from routing.assignment.actions import close_case
from routing.assignment.openings import open_new_case
from routing.enums import ClosingReason, Occasion
from routing.intake.actions import change
from routing.models import Applicant, Assignment, Case, CurrentDecision, Decision
from routing.queries import open_assignment, open_case, record_of
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db

NEXT_DAY = TODAY + timedelta(days=1)
JUNE, OCTOBER = date(2026, 6, 1), date(2026, 10, 1)
MIA = MemberRecord(Relation.CHILD, date(2017, 6, 5), "Mia", "Sommer")


@pytest.fixture
def by() -> User:
    return caseworker("ifk_aez")


@pytest.fixture
def mother(by: User) -> Applicant:
    return make_applicant(by=by, record=record(members=(MIA,)))


def close(applicant: Applicant, by: User, on: date = JUNE, reason: ClosingReason = ClosingReason.WORK) -> Case:
    return close_case(applicant=applicant, reason=reason, by=by, on=on, at=NOW)


def reopen(applicant: Applicant, by: User, on: date = OCTOBER) -> Assignment:
    return open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=by, on=on, at=NOW)


def case_periods() -> list[Period]:
    return [as_period(case.period) for case in Case.objects.order_by("period")]


def assignment_periods() -> list[Period]:
    return [as_period(assignment.period) for assignment in Assignment.objects.order_by("period")]


def test_from_the_closing_day_on_no_desk_is_responsible(mother: Applicant, by: User) -> None:
    close(mother, by)

    assert open_assignment(mother) is None
    assert open_case(mother) is None
    assert (case_periods(), assignment_periods()) == ([Period(TODAY, JUNE)], [Period(TODAY, JUNE)])


def test_it_is_kept_who_closed_it_and_why(mother: Applicant, by: User) -> None:
    case = close(mother, by, reason=ClosingReason.PENSION)

    assert (case.closed_by, case.closed_at, case.closing_reason) == (by, NOW, ClosingReason.PENSION)


def test_a_closed_case_is_not_reviewed(mother: Applicant, by: User) -> None:
    close(mother, by)

    assert CurrentDecision.objects.get(applicant=mother).review_on is None


def test_facts_of_a_closed_case_can_be_changed_and_still_nobody_reviews_it(mother: Applicant, by: User) -> None:
    close(mother, by)
    old = record_of(mother)

    change(
        applicant=mother, revision=1, record=record(customer_number=old.person.customer_number), by=by, on=JUNE, at=NOW
    )

    assert CurrentDecision.objects.get(applicant=mother).review_on is None
    assert CurrentDecision.objects.get(applicant=mother).decision.desk_id == "placement"
    assert open_assignment(mother) is None


def test_a_case_closed_on_its_first_day_counts_for_that_day(mother: Applicant, by: User) -> None:
    close(mother, by, on=TODAY)

    assert (case_periods(), assignment_periods()) == ([Period(TODAY, NEXT_DAY)], [Period(TODAY, NEXT_DAY)])


def test_a_closed_case_is_not_closed_again(mother: Applicant, by: User) -> None:
    close(mother, by)

    with pytest.raises(ActionRefused, match="schon geschlossen"):
        close(mother, by)


def test_an_open_case_is_not_opened_again(mother: Applicant, by: User) -> None:
    with pytest.raises(ActionRefused, match="schon offen"):
        reopen(mother, by)

    assert Case.objects.count() == 1


def test_reopened_later_the_desk_of_that_day_is_responsible_and_the_history_stays(mother: Applicant, by: User) -> None:
    close(mother, by)

    assignment = reopen(mother, by, on=date(2036, 1, 7))

    assert assignment.desk_id == "placement"
    assert case_periods() == [Period(TODAY, JUNE), Period(date(2036, 1, 7))]
    assert [(row.desk_id, row.caseworker) for row in Assignment.objects.order_by("period")] == [
        ("ifk_aez", by),
        ("placement", None),
    ]


def test_reopening_is_reviewed_again(mother: Applicant, by: User) -> None:
    close(mother, by)
    reopen(mother, by)

    assert CurrentDecision.objects.get(applicant=mother).review_on == date(2035, 6, 5)


def test_the_answer_that_led_to_the_new_assignment_is_stored_even_if_it_is_the_same(
    mother: Applicant, by: User
) -> None:
    close(mother, by)
    assignment = reopen(mother, by)

    assert Decision.objects.count() == 2
    assert assignment.decision == Decision.objects.latest("pk")


def test_reopened_on_the_closing_day_there_is_no_gap(mother: Applicant, by: User) -> None:
    close(mother, by)
    reopen(mother, by, on=JUNE)

    assert case_periods() == assignment_periods() == [Period(TODAY, JUNE), Period(JUNE)]


def test_opened_closed_and_reopened_on_one_day_the_new_case_follows_on_the_next(mother: Applicant, by: User) -> None:
    close(mother, by, on=TODAY)
    reopen(mother, by, on=TODAY)

    assert case_periods() == assignment_periods() == [Period(TODAY, NEXT_DAY), Period(NEXT_DAY)]


def test_closed_and_reopened_over_and_over_on_one_day_it_stays_in_order(mother: Applicant, by: User) -> None:
    for _ in range(3):
        close(mother, by, on=TODAY)
        reopen(mother, by, on=TODAY)

    assert case_periods() == assignment_periods()
    assert [period.end is None for period in case_periods()] == [False, False, False, True]
