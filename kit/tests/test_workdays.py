"""Terms in working days, as an office in Hagen counts them."""

from datetime import date

import pytest

from kit.days import OPEN_END
from kit.workdays import is_working_day, working_days_after, working_days_between


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "Saturday"),
        (date(2026, 11, 22), "Sunday"),
        (date(2026, 6, 4), "Corpus Christi, a holiday in North Rhine-Westphalia"),
        (date(2026, 11, 1), "All Saints' Day"),
        (date(2026, 12, 25), "Christmas"),
    ],
)
def test_nobody_works_on_a(day: date, why: str) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 1, 6), date(2025, 8, 15), date(2026, 11, 23)])
def test_the_office_works_on_days_that_are_holidays_elsewhere_or_nowhere(day: date) -> None:
    assert is_working_day(day)


def test_a_term_passes_over_weekends_and_holidays() -> None:
    assert working_days_after(date(2026, 12, 23), 3) == date(2026, 12, 29)


def test_a_term_that_begins_on_a_sunday_begins_to_count_on_monday() -> None:
    assert working_days_after(date(2026, 11, 22), 1) == date(2026, 11, 23)


def test_no_term_leaves_the_calendar() -> None:
    assert working_days_after(OPEN_END, 5) == OPEN_END


def test_the_days_between_are_those_that_the_term_counts() -> None:
    first = date(2026, 12, 23)
    assert working_days_between(first, working_days_after(first, 3)) == 3
    assert working_days_between(first, first) == 0
