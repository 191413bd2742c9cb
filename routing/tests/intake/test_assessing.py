"""A new case-management assessment beside those that there are."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kit.days import Period
from routing.intake.assessing import with_assessment
from routing.record import AssessmentRecord, ExceptionRecord

DAY = date(2026, 3, 2)
NEW = AssessmentRecord(Period(DAY), criteria_met=True)
KEPT = ExceptionRecord(Period(date(2026, 1, 1), date(2026, 7, 1)), "trust", "Es läuft gut", 7, "M. Keller")
OLD = AssessmentRecord(Period(date(2026, 1, 1)), criteria_met=True, exception=KEPT, id=3)


def test_the_one_before_and_its_exception_end_with_the_new_one() -> None:
    before, new = with_assessment([OLD], NEW)

    assert before.period == Period(date(2026, 1, 1), DAY)
    assert before.exception == replace(KEPT, period=Period(date(2026, 1, 1), DAY))
    assert (before.id, new) == (3, NEW)


def test_an_exception_that_would_begin_later_goes() -> None:
    ahead = replace(OLD, exception=replace(KEPT, period=Period(DAY, date(2026, 7, 1))))

    assert with_assessment([ahead], NEW)[0].exception is None


def test_one_of_the_same_day_gives_way() -> None:
    assert with_assessment([replace(OLD, period=Period(DAY))], NEW) == (NEW,)


def test_one_that_was_entered_late_holds_up_to_the_later_one() -> None:
    later = AssessmentRecord(Period(date(2026, 5, 1)), criteria_met=False, id=4)

    assert with_assessment([later], NEW) == (later, replace(NEW, period=Period(DAY, date(2026, 5, 1))))


@given(st.lists(st.integers(1, 300), max_size=4), st.integers(-400, 400), st.booleans())
def test_no_day_has_two_results_and_the_new_one_has_its_day(lengths: list[int], shift: int, is_open: bool) -> None:
    start, stored = DAY, []
    for length in lengths:
        stored.append(AssessmentRecord(Period(start, start + timedelta(days=length)), criteria_met=True))
        start += timedelta(days=length)
    if is_open:
        stored.append(AssessmentRecord(Period(start), criteria_met=False))
    new = AssessmentRecord(Period(DAY + timedelta(days=shift)), criteria_met=True, next_due=date(2030, 1, 1))

    rows = sorted(with_assessment(stored, new), key=lambda row: row.period.start)

    for one, other in pairwise(rows):
        assert one.period.end is not None
        assert one.period.end <= other.period.start
    assert [row for row in rows if row.period.covers(new.period.start)] == [
        row for row in rows if row.next_due is not None
    ]
