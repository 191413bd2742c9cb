"""Statuses, of which the list holds one period each and the record as many as there were."""

from datetime import date

import pytest

from kit.days import Period
from routing.fields import FieldRule
from routing.record import StatusRecord
from routing.tests.caseload.building import (
    COLUMNS,
    SELF_EMPLOYED,
    Case,
    asked,
    brought,
    every_field,
    judged,
    periods,
    record,
    status,
    without,
)

LONG_AGO = (date(2020, 1, 1), date(2022, 1, 1))
SPRING = date(2026, 4, 1)
NEXT_YEAR = date(2027, 1, 1)
IN_TWO_YEARS = date(2028, 1, 1)


def test_a_status_that_the_list_names_anew_is_added() -> None:
    case = brought(record())
    (difference,) = case.takes(record(status(SPRING, NEXT_YEAR))).differences
    assert (difference.stored, difference.filed) == ("–", "01.04.2026 bis 31.12.2026")
    assert periods(case) == [Period(SPRING, NEXT_YEAR)]


def test_an_end_corrected_in_the_list_is_corrected_in_the_same_row() -> None:
    case = brought(record(status(SPRING)), record(status(SPRING, row=4)))
    case.takes(record(status(SPRING, NEXT_YEAR)))
    assert case.stored.statuses == (status(SPRING, NEXT_YEAR, row=4),)


def test_an_end_corrected_by_hand_is_asked_about() -> None:
    case = brought(record(status(SPRING)), record(status(SPRING, NEXT_YEAR, row=4)))
    for filed in (status(SPRING), status(SPRING, IN_TWO_YEARS)):
        (question,) = case.takes(record(filed)).differences
        assert (question.key, question.rule, question.stored) == (
            "self_employed",
            FieldRule.ASK,
            "01.04.2026 bis 31.12.2026",
        )
    assert periods(case) == [Period(SPRING, NEXT_YEAR)]


def test_the_period_of_the_list_takes_the_row_of_the_entry_that_it_replaces() -> None:
    case = brought(record(status(SPRING)), record(status(SPRING, NEXT_YEAR, row=4)))
    case.takes(record(status(SPRING)), {SELF_EMPLOYED: FieldRule.FILE})
    assert case.stored.statuses == (status(SPRING, row=4),)
    assert case.takes(record(status(SPRING))).differences == ()


def test_an_end_that_both_corrected_alike_is_no_difference() -> None:
    case = brought(record(status(SPRING)), record(status(SPRING, NEXT_YEAR)))
    assert case.takes(record(status(SPRING, NEXT_YEAR))).differences == ()
    assert case.takes(record(status(SPRING, IN_TWO_YEARS))).changes


def test_a_period_added_by_hand_beside_the_lists_is_left_alone() -> None:
    both = (status(SPRING, NEXT_YEAR, row=4), status(IN_TWO_YEARS, row=5))
    case = brought(record(status(SPRING, NEXT_YEAR)), record(*both))
    case.rules = every_field(FieldRule.FILE)
    assert case.takes(record(status(SPRING, NEXT_YEAR))).differences == ()
    case.takes(record(status(SPRING, date(2027, 2, 1))))
    assert set(case.stored.statuses) == {status(SPRING, date(2027, 2, 1), row=4), status(IN_TWO_YEARS, row=5)}


def test_a_period_may_begin_on_the_day_on_which_another_is_over() -> None:
    entered = status(NEXT_YEAR, row=5)
    case = brought(record(status(SPRING, date(2026, 12, 1))), record(status(SPRING, date(2026, 12, 1)), entered))
    assert asked(case.takes(record(status(SPRING, NEXT_YEAR)))) == []
    assert periods(case) == [Period(SPRING, NEXT_YEAR), Period(NEXT_YEAR)]
    assert asked(case.takes(record(status(SPRING, date(2027, 1, 2))))) == ["self_employed"]


def test_a_period_added_by_hand_is_asked_about_when_the_list_claims_its_days() -> None:
    both = (status(SPRING, NEXT_YEAR, row=4), status(IN_TWO_YEARS, row=5))
    case = brought(record(status(SPRING, NEXT_YEAR)), record(*both))
    assert asked(case.takes(record(status(SPRING)))) == ["self_employed"]
    assert case.stored.statuses == both
    case.takes(record(status(SPRING)), {SELF_EMPLOYED: FieldRule.FILE})
    assert case.stored.statuses == (status(SPRING, row=4),)


def test_a_period_that_is_over_stays_when_the_list_goes_on_to_the_next() -> None:
    case = brought(record(status(*LONG_AGO)), record(status(*LONG_AGO, row=4)))
    case.takes(record(status(SPRING)))
    assert case.stored.statuses == (status(*LONG_AGO, row=4), status(SPRING))


def test_a_period_that_is_over_changes_when_the_list_corrects_its_days() -> None:
    case = brought(record(status(*LONG_AGO)), record(status(*LONG_AGO, row=4)))
    case.takes(record(status(LONG_AGO[0], SPRING)))
    assert case.stored.statuses == (status(LONG_AGO[0], SPRING, row=4),)


def test_a_period_that_the_lists_have_dropped_since_it_was_over_does_not_contradict_a_new_one() -> None:
    case = brought(record(status(*LONG_AGO)))
    assert case.takes(record()).differences == ()
    assert case.takes(record(status(SPRING))).changes
    assert periods(case) == [Period(*LONG_AGO), Period(SPRING)]


def test_a_status_that_the_list_drops_goes_but_what_is_over_stays() -> None:
    case = brought(record(status(SPRING)), record(status(*LONG_AGO), status(SPRING)))
    assert case.takes(record()).changes
    assert periods(case) == [Period(*LONG_AGO)]


@pytest.mark.parametrize(("day", "left"), [(date(2026, 12, 31), 0), (NEXT_YEAR, 1)])
def test_a_period_is_over_on_the_day_after_its_last(day: date, left: int) -> None:
    case = brought(record(status(SPRING, NEXT_YEAR)))
    case.takes(record(), on=day)
    assert len(periods(case)) == left


def test_a_status_entered_by_hand_is_asked_about_when_the_list_does_not_know_it() -> None:
    case = brought(record(), record(status(SPRING)))
    assert asked(case.takes(record())) == ["self_employed"]
    assert periods(case) == [Period(SPRING)]


def test_a_status_entered_by_hand_is_asked_about_when_the_list_knows_only_what_is_over() -> None:
    case = brought(record(), record(status(SPRING)))
    assert asked(case.takes(record(status(*LONG_AGO)))) == ["self_employed"]
    case.takes(record(status(*LONG_AGO)), {SELF_EMPLOYED: FieldRule.FILE})
    assert periods(case) == [Period(*LONG_AGO)]


def test_where_the_list_is_right_only_what_is_over_stays_beside_it() -> None:
    case = Case(record(status(*LONG_AGO, row=1), status(SPRING, NEXT_YEAR, row=2)))
    case.rules = every_field(FieldRule.FILE)
    case.takes(record(status(IN_TWO_YEARS)))
    assert case.stored.statuses == (status(*LONG_AGO, row=1), status(IN_TWO_YEARS, row=2))


@pytest.mark.parametrize("filed", [status(SPRING), status(SPRING, NEXT_YEAR)])
def test_a_status_taken_out_by_hand_does_not_come_back_by_itself(filed: StatusRecord) -> None:
    case = brought(record(status(SPRING)), record())
    assert asked(case.takes(record(filed))) == ["self_employed"]
    assert periods(case) == []


def test_a_status_that_was_taken_out_on_both_sides_may_come_anew() -> None:
    case = brought(record(status(SPRING)), record())
    assert case.takes(record()).differences == ()
    assert case.takes(record(status(SPRING))).changes


def test_a_period_that_was_over_and_changed_by_hand_does_not_hinder_a_new_one() -> None:
    case = brought(record(status(*LONG_AGO)), record(status(LONG_AGO[0], date(2023, 1, 1))))
    assert case.takes(record(status(SPRING))).changes
    assert periods(case) == [Period(LONG_AGO[0], date(2023, 1, 1)), Period(SPRING)]


@pytest.mark.parametrize("filed", [status(*LONG_AGO), status(SPRING)])
def test_the_list_may_name_any_of_the_periods_entered_by_hand(filed: StatusRecord) -> None:
    case = Case(record(status(*LONG_AGO), status(SPRING)))
    case.rules = every_field(FieldRule.FILE)
    assert case.takes(record(filed)).differences == ()


def test_each_status_is_judged_by_itself() -> None:
    case = brought(record(), record(status(SPRING), status(SPRING, kind="rehabilitation")))
    case.rules = every_field(FieldRule.FILE) | {SELF_EMPLOYED: FieldRule.ENTRY}
    merged = case.takes(record())
    assert judged(merged) == [("self_employed", FieldRule.ENTRY), ("rehabilitation", FieldRule.FILE)]
    assert case.stored.statuses == (status(SPRING),)


@pytest.mark.parametrize("missing", [("selbststaendig_von", "selbststaendig_bis"), ("selbststaendig_von",)])
def test_a_list_without_the_column_of_the_first_day_says_nothing_of_a_status(missing: tuple[str, ...]) -> None:
    case = brought(record(status(SPRING)))
    case.rules = every_field(FieldRule.FILE)
    case.columns = without(COLUMNS, *missing)
    assert case.takes(record()).differences == ()
    case.columns = COLUMNS
    assert case.takes(record()).changes


def test_a_list_without_the_column_of_the_last_day_leaves_that_as_it_is() -> None:
    case = brought(record(), record(status(SPRING, NEXT_YEAR)))
    case.columns = without(COLUMNS, "selbststaendig_bis")
    assert case.takes(record(status(SPRING))).differences == ()
    assert asked(case.takes(record(status(date(2026, 5, 1))))) == ["self_employed"]


def test_an_unanswered_question_is_put_again_on_any_later_day() -> None:
    case = Case(record(status(SPRING, NEXT_YEAR)))
    assert asked(case.takes(record(status(IN_TWO_YEARS)))) == ["self_employed"]
    assert asked(case.takes(record(status(IN_TWO_YEARS)), on=date(2027, 6, 1))) == ["self_employed"]
