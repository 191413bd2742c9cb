"""Case management: what people assessed or decided is never overwritten, whatever the rules and the answers."""

from datetime import date

import pytest

from kit.days import Period
from routing.fields import FieldRule
from routing.record import AssessmentRecord
from routing.tests.caseload.building import (
    COLUMNS,
    Case,
    assessment,
    brought,
    every_field,
    judged,
    record,
    without,
)

LONG_AGO = (date(2020, 1, 1), date(2022, 1, 1))
JUNE = date(2026, 6, 1)
OCTOBER = date(2026, 10, 1)
NEXT_YEAR = date(2027, 1, 1)
KEY = "case_management"
ANSWER = {KEY: FieldRule.FILE}


def of_file(case: Case) -> Case:
    case.rules = every_field(FieldRule.FILE)
    return case


def test_an_assessment_that_the_list_brings_is_added() -> None:
    case = of_file(brought(record()))
    case.takes(record(assessment(JUNE)))
    assert case.stored.assessments == (assessment(JUNE),)
    assert case.takes(record(assessment(JUNE))).differences == ()


def test_the_list_changes_and_drops_what_it_brought_itself() -> None:
    case = of_file(brought(record(assessment(JUNE)), record(assessment(JUNE, row=3))))
    case.takes(record(assessment(JUNE, NEXT_YEAR)))
    assert case.stored.assessments == (assessment(JUNE, NEXT_YEAR, row=3),)
    case.takes(record())
    assert case.stored.assessments == ()


def test_an_assessment_of_the_list_that_is_over_stays() -> None:
    case = of_file(brought(record(assessment(*LONG_AGO)), record(assessment(*LONG_AGO, row=3))))
    assert case.takes(record()).differences == ()
    case = of_file(brought(record(assessment(*LONG_AGO)), record(assessment(*LONG_AGO, row=3))))
    case.takes(record(assessment(JUNE)))
    assert case.stored.assessments == (assessment(*LONG_AGO, row=3), assessment(JUNE))


ENTERED = [
    assessment(JUNE, met=False, row=3),
    assessment(OCTOBER, row=3),
    assessment(JUNE, NEXT_YEAR, row=3),
    assessment(JUNE, row=3, kept=Period(JUNE)),
    assessment(JUNE, row=3, kept=Period(OCTOBER, NEXT_YEAR)),
    assessment(*LONG_AGO, row=3, kept=Period(JUNE)),
]


@pytest.mark.parametrize("entered", ENTERED)
@pytest.mark.parametrize("came_from_list", [True, False])
def test_an_assessment_or_exception_of_a_person_is_never_overwritten(
    entered: AssessmentRecord, came_from_list: bool
) -> None:
    case = of_file(brought(record(assessment(JUNE))) if came_from_list else Case(record()))
    case.stored = record(entered)
    for _ in range(2):
        merged = case.takes(record(assessment(JUNE)), ANSWER)
        assert judged(merged) == [(KEY, FieldRule.ENTRY)]
        assert merged.differences[0].contradicts
        assert case.stored.assessments == (entered,)


def test_an_assessment_entered_by_hand_is_not_dropped_because_the_list_does_not_know_it() -> None:
    case = of_file(brought(record(), record(assessment(JUNE, row=3))))
    assert judged(case.takes(record(), ANSWER)) == [(KEY, FieldRule.ENTRY)]
    assert case.stored.assessments == (assessment(JUNE, row=3),)


@pytest.mark.parametrize("then", [[], [assessment(OCTOBER)], [assessment(JUNE, NEXT_YEAR)]])
def test_an_assessment_that_the_list_only_repeats_stays_the_persons(then: list[AssessmentRecord]) -> None:
    case = of_file(Case(record(assessment(JUNE, row=3))))
    assert case.takes(record(assessment(JUNE))).differences == ()
    case.takes(record(*then), ANSWER)
    assert case.stored.assessments == (assessment(JUNE, row=3),)


def test_an_assessment_taken_out_by_hand_does_not_come_back() -> None:
    case = of_file(brought(record(assessment(JUNE)), record()))
    for _ in range(2):
        assert judged(case.takes(record(assessment(JUNE)), ANSWER)) == [(KEY, FieldRule.ENTRY)]
    assert case.stored.assessments == ()
    case.takes(record(assessment(OCTOBER)))
    assert case.stored.assessments == (assessment(OCTOBER),)


def test_a_new_assessment_of_the_list_is_added_beside_an_entry_that_it_does_not_touch() -> None:
    entered = assessment(*LONG_AGO, met=False, row=3)
    case = of_file(Case(record(entered)))
    case.takes(record(assessment(JUNE)))
    assert case.stored.assessments == (entered, assessment(JUNE))


def test_what_is_left_of_an_assessment_beside_its_exception_is_what_a_list_says() -> None:
    case = of_file(Case(record(assessment(JUNE, row=3, kept=Period(OCTOBER)))))
    assert case.takes(record(assessment(JUNE, OCTOBER))).differences == ()
    (difference,) = case.takes(record(assessment(JUNE))).differences
    assert (difference.stored, difference.filed) == ("01.06.2026 bis 30.09.2026", "ab 01.06.2026")


def test_a_criterion_that_is_not_met_is_nothing_that_a_list_has_to_say() -> None:
    case = of_file(Case(record(assessment(JUNE, met=False))))
    assert case.takes(record()).differences == ()


def test_a_list_drops_what_it_brought_and_leaves_what_people_entered_beside_it() -> None:
    entered = assessment(NEXT_YEAR, met=False, row=4)
    stored = record(assessment(JUNE, NEXT_YEAR, row=3), entered)
    case = of_file(brought(record(assessment(JUNE, NEXT_YEAR)), stored))
    case.takes(record())
    assert case.stored.assessments == (entered,)


def test_a_list_that_once_met_an_entry_still_changes_what_it_brought() -> None:
    entered = assessment(NEXT_YEAR, met=False, row=4)
    brought_row = assessment(JUNE, OCTOBER, row=3)
    case = of_file(brought(record(assessment(JUNE, OCTOBER)), record(brought_row, entered)))
    case.takes(record(assessment(JUNE)))
    assert case.stored.assessments == (brought_row, entered)
    case.takes(record(assessment(JUNE, NEXT_YEAR)))
    assert set(case.stored.assessments) == {entered, assessment(JUNE, NEXT_YEAR, row=3)}


def test_a_list_that_goes_silent_about_what_is_over_changes_nothing_beside_an_entry() -> None:
    stored = record(assessment(*LONG_AGO, row=3), assessment(JUNE, row=4))
    case = of_file(brought(record(assessment(*LONG_AGO)), stored))
    merged = case.takes(record())
    assert judged(merged) == [(KEY, FieldRule.ENTRY)]
    assert not merged.changes


def test_a_list_without_the_column_says_nothing_of_case_management() -> None:
    case = of_file(brought(record(assessment(JUNE)), record(assessment(JUNE, row=3))))
    case.columns = without(COLUMNS, "fallmanagement_von", "fallmanagement_bis")
    assert case.takes(record()).differences == ()
    case.columns = COLUMNS
    assert case.takes(record()).changes
    case = of_file(Case(record(assessment(JUNE, met=False))))
    case.columns = without(COLUMNS, "fallmanagement_von", "fallmanagement_bis")
    assert case.takes(record()).differences == ()
