"""Changing a record: the whole record is replaced, what stays keeps its row, and the rules are asked anew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from kit.days import Period
from kit.refusals import ActionRefused, ChangedMeanwhile
from routing.enums import Occasion, StatusKind
from routing.intake.actions import change
from routing.models import Applicant, Assignment, CurrentDecision, DatedStatus, Decision, HouseholdMember
from routing.problems import NumberTaken
from routing.queries import record_of
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, StatusRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db

TOMORROW, LATER = TODAY + timedelta(days=1), NOW + timedelta(days=1)
MIA = MemberRecord(Relation.CHILD, date(2017, 6, 5), "Mia", "Sommer")
PARTNER = MemberRecord(Relation.PARTNER, date(1988, 1, 1), "Jan", "Sommer", moved_in=TOMORROW)


@pytest.fixture
def by() -> User:
    return caseworker("ifk_aez")


@pytest.fixture
def mother(by: User) -> Applicant:
    return make_applicant(by=by, record=record(members=(MIA,)))


def save(applicant: Applicant, new: ApplicantRecord, by: User, *, revision: int = 1) -> Decision:
    return change(applicant=applicant, revision=revision, record=new, by=by, on=TOMORROW, at=LATER)


def stored(applicant: Applicant) -> ApplicantRecord:
    return record_of(Applicant.objects.get(pk=applicant.pk))


def with_statuses(*statuses: StatusRecord) -> ApplicantRecord:
    return replace(record(), statuses=statuses)


def test_a_second_decision_that_differs_moves_nobody(mother: Applicant, by: User) -> None:
    before = Assignment.objects.get()

    decision = save(mother, replace(stored(mother), members=(*stored(mother).members, PARTNER)), by)

    assert (decision.desk_id, decision.occasion) == ("placement", Occasion.FACTS_CHANGED)
    assert Assignment.objects.get() == before
    assert Assignment.objects.get().desk_id == "ifk_aez"


def test_the_new_decision_stands_and_the_old_one_stays(mother: Applicant, by: User) -> None:
    first = Decision.objects.get()

    second = save(mother, replace(stored(mother), members=()), by)

    assert CurrentDecision.objects.get(applicant=mother).decision == second
    assert list(Decision.objects.order_by("pk")) == [first, second]


def test_what_no_rule_reads_leads_to_no_new_decision(mother: Applicant, by: User) -> None:
    old = stored(mother)
    first = Decision.objects.get()

    kept = save(
        mother,
        replace(old, person=replace(old.person, last_name="Winter", verbis_single_parent=True, gender="m")),
        by,
    )

    assert kept == first
    assert Decision.objects.count() == 1


def test_a_fact_that_changes_no_answer_is_kept_with_a_decision_of_its_own(mother: Applicant, by: User) -> None:
    old = stored(mother)
    sibling = MemberRecord(Relation.CHILD, date(2015, 1, 1), "Ben", "Sommer")

    save(mother, replace(old, members=(*old.members, sibling)), by)

    assert [len(decision.facts["members"]) for decision in Decision.objects.order_by("pk")] == [1, 2]


def test_the_day_of_review_follows_the_facts(mother: Applicant, by: User) -> None:
    old = stored(mother)
    leaving = replace(old.members[0], moved_out=date(2026, 9, 1))

    save(mother, replace(old, members=(leaving,)), by)

    assert CurrentDecision.objects.get(applicant=mother).review_on == date(2026, 9, 1)


def test_each_change_counts_the_revision_up(mother: Applicant, by: User) -> None:
    save(mother, stored(mother), by)
    save(mother, stored(mother), by, revision=2)

    assert Applicant.objects.get().revision == 3


def test_a_change_of_an_older_version_is_refused_and_changes_nothing(mother: Applicant, by: User) -> None:
    old = stored(mother)
    save(mother, replace(old, person=replace(old.person, city="Hagen")), by)

    with pytest.raises(ChangedMeanwhile, match="inzwischen von jemand anderem geändert"):
        save(mother, replace(old, person=replace(old.person, city="Herne"), members=()), by)

    assert Applicant.objects.get().city == "Hagen"
    assert HouseholdMember.objects.count() == 1


def test_a_row_that_stays_keeps_its_id(mother: Applicant, by: User) -> None:
    old = stored(mother)
    renamed = replace(old.members[0], first_name="Maja")

    save(mother, replace(old, members=(PARTNER, renamed)), by)

    assert HouseholdMember.objects.get(first_name="Maja").pk == old.members[0].id
    assert HouseholdMember.objects.count() == 2


def test_a_row_left_out_goes(mother: Applicant, by: User) -> None:
    save(mother, replace(stored(mother), members=()), by)

    assert not HouseholdMember.objects.exists()


def test_nobody_elses_row_is_touched_by_its_id(mother: Applicant, by: User) -> None:
    other = make_applicant(by=by, record=record(members=(MIA,)))
    foreign = stored(other).members[0]

    save(mother, replace(stored(mother), members=(replace(foreign, first_name="Fremd"),)), by)

    assert HouseholdMember.objects.get(applicant=other).first_name == "Mia"
    assert HouseholdMember.objects.get(applicant=mother).first_name == "Fremd"


def test_two_rows_with_one_id_are_both_kept(mother: Applicant, by: User) -> None:
    mia = stored(mother).members[0]

    save(mother, replace(stored(mother), members=(mia, replace(PARTNER, id=mia.id))), by)

    assert sorted(member.first_name for member in stored(mother).members) == ["Jan", "Mia"]
    assert mia in stored(mother).members


def test_a_period_may_take_the_place_of_one_that_goes(by: User) -> None:
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    applicant = make_applicant(by=by, record=with_statuses(StatusRecord(StatusKind.REHABILITATION, year)))

    save(applicant, replace(stored(applicant), statuses=(StatusRecord(StatusKind.REHABILITATION, year),)), by)

    assert DatedStatus.objects.count() == 1


@pytest.mark.parametrize("boundary", [date(2026, 4, 1), date(2026, 10, 1)])
def test_the_boundary_between_two_periods_may_move_either_way(by: User, boundary: date) -> None:
    kind, middle = StatusKind.REHABILITATION, date(2026, 7, 1)
    applicant = make_applicant(
        by=by,
        record=with_statuses(
            StatusRecord(kind, Period(date(2026, 1, 1), middle)), StatusRecord(kind, Period(middle, None))
        ),
    )
    first, second = stored(applicant).statuses

    moved = (
        replace(first, period=Period(date(2026, 1, 1), boundary)),
        replace(second, period=Period(boundary, None)),
    )
    save(applicant, replace(stored(applicant), statuses=moved), by)

    assert {status.id: status.period for status in stored(applicant).statuses} == {
        first.id: moved[0].period,
        second.id: moved[1].period,
    }


def test_two_periods_that_stay_on_top_of_each_other_are_refused_within_the_action(mother: Applicant, by: User) -> None:
    status = StatusRecord(StatusKind.REHABILITATION, Period(TODAY))

    with pytest.raises(IntegrityError, match="status_periods_do_not_overlap"):
        save(mother, replace(stored(mother), statuses=(status, status)), by)


def test_a_new_assessment_may_begin_where_the_old_one_ends(mother: Applicant, by: User) -> None:
    old = replace(stored(mother), assessments=(AssessmentRecord(Period(TODAY), criteria_met=False),))
    save(mother, old, by)
    first = stored(mother).assessments[0]

    ended = replace(first, period=Period(TODAY, TOMORROW))
    save(
        mother,
        replace(stored(mother), assessments=(ended, AssessmentRecord(Period(TOMORROW), criteria_met=True))),
        by,
        revision=2,
    )

    assert CurrentDecision.objects.get(applicant=mother).decision.desk_id == "case_management"


def test_the_number_of_another_applicant_is_refused(mother: Applicant, by: User) -> None:
    other = make_applicant(by=by)
    old = stored(mother)

    with pytest.raises(NumberTaken):
        save(mother, replace(old, person=replace(old.person, customer_number=other.customer_number)), by)

    assert Applicant.objects.get(pk=mother.pk).revision == 1


def test_every_refusal_can_be_shown_to_people() -> None:
    assert all(str(refusal()).endswith(".") for refusal in (ChangedMeanwhile, NumberTaken))
    assert issubclass(ChangedMeanwhile, ActionRefused)
    assert issubclass(NumberTaken, ActionRefused)
