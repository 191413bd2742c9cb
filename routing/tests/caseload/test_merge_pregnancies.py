"""Pregnancy marks: proof seen before the list has it, the next pregnancy, and marks that are past."""

from datetime import date, timedelta

import pytest

from kit.days import OPEN_END
from routing.fields import FieldRule
from routing.record import PregnancyRecord
from routing.tests.caseload.building import (
    COLUMNS,
    DUE,
    ON,
    Case,
    asked,
    brought,
    every_field,
    pregnancy,
    record,
    without,
)

SEEN = date(2026, 11, 3)
TWO_YEARS_AGO = date(2024, 10, 1)


def test_a_pregnancy_that_the_list_names_anew_is_marked() -> None:
    case = brought(record())
    (difference,) = case.takes(record(pregnancy(proof_seen_on=SEEN, expected_single_parent=True))).differences
    assert difference.filed == "Termin 18.02.2027, Nachweis 03.11.2026, künftig alleinerziehend"
    assert case.stored.pregnancies == (pregnancy(proof_seen_on=SEEN, expected_single_parent=True),)


def test_proof_entered_by_hand_stays_until_the_list_has_it() -> None:
    seen = pregnancy(proof_seen_on=SEEN, id=2)
    case = brought(record(pregnancy()), record(seen))
    (question,) = case.takes(record(pregnancy())).differences
    assert question.rule is FieldRule.ASK
    assert question.stored == "Termin 18.02.2027, Nachweis 03.11.2026, nicht künftig alleinerziehend"
    assert case.stored.pregnancies == (seen,)
    assert case.takes(record(pregnancy(proof_seen_on=SEEN))).differences == ()
    case.takes(record(pregnancy(proof_seen_on=SEEN, ended_on=ON)))
    assert case.stored.pregnancies == (pregnancy(proof_seen_on=SEEN, ended_on=ON, id=2),)


def test_where_the_list_is_right_its_mark_takes_the_row_of_the_entry() -> None:
    case = Case(record(pregnancy(DUE + timedelta(days=9), proof_seen_on=SEEN, id=2)))
    case.takes(record(pregnancy()), {"pregnancy": FieldRule.FILE})
    assert case.stored.pregnancies == (pregnancy(id=2),)


def test_a_due_date_corrected_in_the_list_is_corrected_in_the_same_row() -> None:
    case = brought(record(pregnancy()), record(pregnancy(id=2)))
    case.takes(record(pregnancy(DUE + timedelta(days=200))))
    assert case.stored.pregnancies == (pregnancy(DUE + timedelta(days=200), id=2),)


def test_the_second_pregnancy_of_the_list_leaves_the_first_as_it_was() -> None:
    first = pregnancy(TWO_YEARS_AGO, proof_seen_on=date(2024, 5, 1))
    case = brought(record(first))
    case.takes(record(pregnancy()))
    assert case.stored.pregnancies == (first, pregnancy())


def test_the_second_pregnancy_of_the_list_leaves_a_first_that_was_changed_by_hand() -> None:
    changed = pregnancy(TWO_YEARS_AGO, ended_on=date(2024, 12, 1), id=1)
    case = brought(record(pregnancy(TWO_YEARS_AGO)), record(changed))
    assert case.takes(record(pregnancy())).changes
    assert case.stored.pregnancies == (changed, pregnancy())


def test_a_second_pregnancy_entered_by_hand_stands_beside_the_first_of_the_list() -> None:
    first, second = pregnancy(TWO_YEARS_AGO, id=1), pregnancy(id=2)
    case = brought(record(pregnancy(TWO_YEARS_AGO)), record(first, second))
    case.rules = every_field(FieldRule.FILE)
    assert case.takes(record(pregnancy(TWO_YEARS_AGO))).differences == ()
    case.takes(record(pregnancy(TWO_YEARS_AGO, ended_on=date(2024, 12, 1))))
    assert set(case.stored.pregnancies) == {pregnancy(TWO_YEARS_AGO, ended_on=date(2024, 12, 1), id=1), second}


def test_two_pregnancies_cannot_lie_ahead() -> None:
    entered = pregnancy(DUE + timedelta(days=200), id=2)
    case = brought(record(), record(entered))
    assert asked(case.takes(record(pregnancy()))) == ["pregnancy"]
    assert case.stored.pregnancies == (entered,)
    case.takes(record(pregnancy()), {"pregnancy": FieldRule.FILE})
    assert case.stored.pregnancies == (pregnancy(id=2),)


@pytest.mark.parametrize(("due_date", "is_asked"), [(ON, True), (ON - timedelta(days=1), False)])
def test_a_pregnancy_is_past_on_the_day_after_its_due_date(due_date: date, is_asked: bool) -> None:
    case = Case(record(pregnancy(due_date)))
    assert bool(asked(case.takes(record(pregnancy(ON + timedelta(days=200)))))) is is_asked


def test_two_pregnancies_cannot_lie_ahead_when_the_list_brought_a_third() -> None:
    entered = pregnancy(DUE, id=2)
    case = brought(record(pregnancy(TWO_YEARS_AGO)), record(pregnancy(TWO_YEARS_AGO, id=1), entered))
    assert asked(case.takes(record(pregnancy(DUE + timedelta(days=200))))) == ["pregnancy"]


@pytest.mark.parametrize(("days_apart", "is_asked"), [(139, True), (140, False)])
def test_due_dates_that_lie_close_together_mean_one_pregnancy(days_apart: int, is_asked: bool) -> None:
    past = ON - timedelta(days=1)
    case = Case(record(pregnancy(past, id=2)))
    merged = case.takes(record(pregnancy(past + timedelta(days=days_apart))))
    assert bool(asked(merged)) is is_asked


def test_a_mark_taken_out_by_hand_does_not_come_back_by_itself() -> None:
    case = brought(record(pregnancy()), record())
    for filed in (pregnancy(), pregnancy(DUE + timedelta(days=9))):
        assert asked(case.takes(record(filed))) == ["pregnancy"]
    assert case.stored.pregnancies == ()


def test_a_mark_that_the_list_drops_goes_when_nobody_changed_it() -> None:
    case = brought(record(pregnancy()))
    assert case.takes(record()).changes
    assert case.stored.pregnancies == ()


def test_a_mark_that_the_list_drops_stays_when_somebody_changed_it() -> None:
    case = brought(record(pregnancy()), record(pregnancy(proof_seen_on=SEEN)))
    assert asked(case.takes(record())) == ["pregnancy"]
    case.takes(record(), {"pregnancy": FieldRule.FILE})
    assert case.stored.pregnancies == ()


@pytest.mark.parametrize(
    "mark",
    [
        pregnancy(ON - timedelta(days=366)),
        pregnancy(ended_on=ON),
        PregnancyRecord(),
        PregnancyRecord(ended_on=OPEN_END),
    ],
    ids=["due long ago", "ended", "says nothing", "never ends"],
)
def test_a_list_need_not_name_a_mark_that_matters_no_more(mark: PregnancyRecord) -> None:
    case = Case(record(mark))
    case.rules = every_field(FieldRule.FILE)
    assert case.takes(record()).differences == ()


@pytest.mark.parametrize("mark", [pregnancy(ON - timedelta(days=365)), pregnancy(ended_on=ON + timedelta(days=1))])
def test_a_list_that_does_not_name_a_mark_that_may_matter_contradicts_it(mark: PregnancyRecord) -> None:
    old = pregnancy(TWO_YEARS_AGO)
    case = Case(record(old, mark))
    case.rules = every_field(FieldRule.FILE)
    case.takes(record())
    assert case.stored.pregnancies == (old,)


def test_the_customary_open_end_is_no_end_of_a_mark() -> None:
    case = Case(record(pregnancy(ended_on=OPEN_END)))
    assert case.takes(record(pregnancy())).differences == ()
    assert case.takes(record(pregnancy(proof_seen_on=SEEN))).changes


def test_a_mark_without_due_date_means_the_pregnancy_of_the_list() -> None:
    case = Case(record(pregnancy(None, proof_seen_on=SEEN, id=2)))
    assert asked(case.takes(record(pregnancy()))) == ["pregnancy"]
    case.takes(record(pregnancy()), {"pregnancy": FieldRule.FILE})
    assert case.stored.pregnancies == (pregnancy(id=2),)


def test_a_mark_without_due_date_leaves_a_pregnancy_that_is_past() -> None:
    past = pregnancy(TWO_YEARS_AGO, id=1)
    case = Case(record(past))
    case.takes(record(pregnancy(None, proof_seen_on=SEEN)))
    assert case.stored.pregnancies == (past, pregnancy(None, proof_seen_on=SEEN))


def test_several_marks_are_put_in_the_order_of_their_due_dates() -> None:
    case = Case(record(pregnancy(None), pregnancy(), pregnancy(TWO_YEARS_AGO)))
    (question,) = case.takes(record(pregnancy(expected_single_parent=True))).differences
    assert [words.split(",")[0] for words in question.stored.split("; ")] == [
        "Termin 01.10.2024",
        "Termin 18.02.2027",
        "ohne Termin",
    ]


def test_a_missing_column_leaves_what_it_would_say_as_it_is() -> None:
    entered = pregnancy(proof_seen_on=SEEN, expected_single_parent=True, id=2)
    case = Case(record(entered))
    case.columns = without(COLUMNS, "schwangerschaft_nachweis_am", "kuenftig_alleinerziehend")
    assert case.takes(record(pregnancy())).differences == ()
    case.takes(record(pregnancy(DUE + timedelta(days=9))), {"pregnancy": FieldRule.FILE})
    assert case.stored.pregnancies == (
        pregnancy(DUE + timedelta(days=9), proof_seen_on=SEEN, expected_single_parent=True, id=2),
    )


@pytest.mark.parametrize(("days_apart", "proof"), [(139, SEEN), (140, None)])
def test_a_missing_column_says_nothing_of_another_pregnancy(days_apart: int, proof: date | None) -> None:
    case = Case(record(pregnancy(proof_seen_on=SEEN, id=2)))
    case.columns = without(COLUMNS, "schwangerschaft_nachweis_am")
    case.rules = every_field(FieldRule.FILE)
    later = DUE + timedelta(days=days_apart)
    case.takes(record(pregnancy(later)))
    assert case.stored.pregnancies == (pregnancy(later, proof_seen_on=proof, id=2),)


def test_a_list_without_due_dates_says_nothing_of_pregnancies() -> None:
    case = brought(record(pregnancy()))
    case.columns = without(COLUMNS, "entbindungstermin")
    assert case.takes(record()).differences == ()
    case.columns = COLUMNS
    assert case.takes(record()).changes
