"""Days, periods and ages."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.days import (
    ONE_DAY,
    OPEN_END,
    Period,
    age_on,
    day_after,
    inclusive_period,
    latest_birth_to_have_completed,
    overdue_words,
    year_of_life_completed,
)

steady = settings(derandomize=True, deadline=None, database=None)
LEAP_DAYS = [date(year, 2, 29) for year in (1904, 1972, 2000, 2008, 2024)]
births = st.dates(date(1880, 1, 1), date(2030, 12, 31)) | st.sampled_from(LEAP_DAYS)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31)) | st.sampled_from(LEAP_DAYS)
DAY = date(2026, 11, 22)


class TestPeriod:
    def test_both_ends_that_are_written_belong_to_it(self) -> None:
        period = inclusive_period(date(2026, 1, 1), date(2026, 1, 31))
        assert [period.covers(date(2026, 1, day)) for day in (1, 31)] == [True, True]
        assert not period.covers(date(2025, 12, 31))
        assert not period.covers(date(2026, 2, 1))
        assert period.last_day == date(2026, 1, 31)

    def test_one_day_is_a_period(self) -> None:
        period = inclusive_period(DAY, DAY)
        assert [period.covers(DAY + timedelta(days=away)) for away in (-1, 0, 1)] == [False, True, False]

    @pytest.mark.parametrize("last", [None, OPEN_END])
    def test_no_end_and_the_customary_open_end_are_open(self, last: date | None) -> None:
        period = inclusive_period(DAY, last)
        assert period == Period(DAY, None)
        assert period.last_day is None
        assert period.covers(DAY)
        assert period.covers(OPEN_END)
        assert not period.covers(DAY - ONE_DAY)

    def test_the_day_before_the_open_end_is_an_end(self) -> None:
        assert inclusive_period(DAY, date(9999, 12, 30)).last_day == date(9999, 12, 30)

    def test_ending_before_it_starts_is_refused(self) -> None:
        with pytest.raises(ValueError, match="ends before it starts"):
            inclusive_period(DAY, DAY - ONE_DAY)

    @steady
    @given(days, days, days)
    def test_covers_exactly_the_days_from_first_to_last(self, one: date, two: date, day: date) -> None:
        first, last = min(one, two), max(one, two)
        assert inclusive_period(first, last).covers(day) is (first <= day <= last)


class TestDayAfter:
    def test_goes_across_the_end_of_a_month_and_a_leap_day(self) -> None:
        assert day_after(date(2028, 2, 28)) == date(2028, 2, 29)
        assert day_after(date(2027, 2, 18), 84) == date(2027, 5, 13)
        assert day_after(DAY, 0) == DAY

    def test_stops_at_the_last_day_that_a_calendar_can_name(self) -> None:
        assert day_after(OPEN_END) == OPEN_END
        assert day_after(date(9999, 12, 1), 84) == OPEN_END
        assert day_after(date(9999, 12, 30)) == OPEN_END
        assert day_after(date(9999, 12, 29)) == date(9999, 12, 30)


class TestYearsOfLife:
    """§ 187 Abs. 2 S. 2, § 188 Abs. 2 BGB."""

    @pytest.mark.parametrize(
        ("born", "years", "first_day"),
        [
            (date(2008, 11, 22), 18, date(2026, 11, 22)),
            (date(2001, 11, 23), 25, date(2026, 11, 23)),
            (date(2008, 2, 29), 18, date(2026, 3, 1)),
            (date(2000, 2, 29), 25, date(2025, 3, 1)),
            (date(2008, 2, 29), 16, date(2024, 2, 29)),
            (date(2007, 3, 1), 18, date(2025, 3, 1)),
            (date(2006, 2, 28), 18, date(2024, 2, 28)),
            (date(1884, 2, 29), 16, date(1900, 3, 1)),
            (date(2008, 1, 1), 18, date(2026, 1, 1)),
        ],
    )
    def test_completed_from_the_birthday_on(self, born: date, years: int, first_day: date) -> None:
        assert year_of_life_completed(born, years) == first_day
        assert age_on(born, first_day) == years
        assert age_on(born, first_day - ONE_DAY) == years - 1

    def test_nobody_completes_more_years_than_the_calendar_has(self) -> None:
        assert year_of_life_completed(date(9990, 1, 1), 18) == OPEN_END
        assert year_of_life_completed(date(9981, 12, 31), 18) == OPEN_END
        assert year_of_life_completed(date(9981, 12, 30), 18) == date(9999, 12, 30)

    def test_so_early_that_nobody_can_have_completed_it(self) -> None:
        assert latest_birth_to_have_completed(18, date(5, 1, 1)) == date.min
        assert latest_birth_to_have_completed(18, date(19, 1, 1)) == date.min
        assert latest_birth_to_have_completed(18, date(19, 1, 2)) == date(1, 1, 2)

    def test_age_is_negative_before_birth(self) -> None:
        assert age_on(DAY, DAY) == 0
        assert age_on(DAY, DAY - ONE_DAY) == -1

    @steady
    @given(births, st.integers(1, 99), days)
    def test_the_three_ways_to_ask_for_an_age_agree(self, born: date, years: int, on: date) -> None:
        by_birthday = year_of_life_completed(born, years) <= on
        assert (born <= latest_birth_to_have_completed(years, on)) is by_birthday
        assert (age_on(born, on) >= years) is by_birthday

    @steady
    @given(births, st.integers(1, 99), st.integers(-2, 2))
    def test_they_agree_around_the_birthday(self, born: date, years: int, away: int) -> None:
        on = year_of_life_completed(born, years) + timedelta(days=away)
        assert (age_on(born, on) >= years) is (away >= 0)
        assert (born <= latest_birth_to_have_completed(years, on)) is (away >= 0)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 3, 2), ""),
        (date(2026, 3, 3), ""),
        (date(2026, 3, 1), "überfällig seit 1 Tag"),
        (date(2026, 1, 27), "überfällig seit 34 Tagen"),
    ],
)
def test_since_when_something_is_overdue_is_said_in_days(due: date, words: str) -> None:
    assert overdue_words(due, date(2026, 3, 2)) == words
