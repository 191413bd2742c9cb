"""Working days of an office in North Rhine-Westphalia. No clock and no Django in it."""

from datetime import date
from functools import lru_cache

import holidays

from kit.days import ONE_DAY, OPEN_END

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday of North Rhine-Westphalia."""
    return day.weekday() < _SATURDAY and day not in _holidays_of(day.year)


def working_days_after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``; of the last days that a calendar can name, the last one."""
    left, reached = count, day
    while left > 0 and reached < OPEN_END:
        reached += ONE_DAY
        left -= is_working_day(reached)
    return reached


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after ``first``, up to and including ``last``; 0 where ``last`` is not later."""
    return sum(is_working_day(first + ONE_DAY * number) for number in range(1, (last - first).days + 1))


def earliest_within(count: int, on: date) -> date:
    """The earliest day since which, up to and including ``on``, there were no more than ``count`` working days."""
    day = on
    while working_days_between(day - ONE_DAY, on) <= count:
        day -= ONE_DAY
    return day


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv="NW", years=year))
