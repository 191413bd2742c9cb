"""Calendar days, periods and ages in the sense of German law. No clock and no Django in it."""

from datetime import date, timedelta
from typing import NamedTuple

OPEN_END = date(9999, 12, 31)
"""The customary "open end" of administrative systems; read as "no end"."""

ONE_DAY = timedelta(days=1)


class Period(NamedTuple):
    """The days from ``start`` up to, but not including, ``end``; no ``end`` means for ever."""

    start: date
    end: date | None = None

    def covers(self, on: date) -> bool:
        """Whether ``on`` is one of the days of the period."""
        return self.start <= on and (self.end is None or on < self.end)

    @property
    def last_day(self) -> date | None:
        """The last day of the period, as forms and files write it; none for an open end."""
        return None if self.end is None else self.end - ONE_DAY


def inclusive_period(first: date, last: date | None) -> Period:
    """The period written "von ``first`` bis ``last``", both days included.

    Raises ``ValueError`` when ``last`` is before ``first``.
    """
    if last is None or last == OPEN_END:
        return Period(first, None)
    if last < first:
        raise ValueError("a period ends before it starts")
    return Period(first, last + ONE_DAY)


def day_after(day: date, days: int = 1) -> date:
    """``day`` plus ``days``, at most the last day that a calendar can name."""
    return day + timedelta(days=days) if (OPEN_END - day).days > days else OPEN_END


def year_of_life_completed(born: date, years: int) -> date:
    """The first day on which someone born on ``born`` has completed ``years`` years of life.

    A year of life is completed with the end of the day before the birthday (§ 187 Abs. 2 S. 2, § 188 Abs. 2 BGB);
    someone born on 29 February completes it with the end of 28 February, so in a common year the day is 1 March.
    """
    year = born.year + years
    if year > OPEN_END.year:
        return OPEN_END
    try:
        return born.replace(year=year)
    except ValueError:  # 29 February in a common year
        return date(year, 3, 1)


def latest_birth_to_have_completed(years: int, on: date) -> date:
    """Whoever is born on or before the result has completed ``years`` years of life on ``on``, and nobody else.

    The inverse of `year_of_life_completed`, for asking about many people on one day. On days so early that nobody can
    have completed them it is the first day that a calendar can name.
    """
    year = on.year - years
    if year < 1:
        return date.min
    try:
        return on.replace(year=year)
    except ValueError:  # 29 February in a common year
        return date(year, 2, 28)


def age_on(born: date, on: date) -> int:
    """The age in completed years of life on ``on``; negative before birth."""
    before_birthday = (on.month, on.day) < (born.month, born.day)
    return on.year - born.year - before_birthday


def ahead_words(first: date, on: date) -> str:
    """As in "ab morgen" or "ab 05.12.2026"; empty where ``first`` is not still to come on ``on``."""
    if first <= on:
        return ""
    return "ab morgen" if first == on + ONE_DAY else f"ab {first:%d.%m.%Y}"


def overdue_words(due: date, on: date) -> str:
    """As in "überfällig seit 34 Tagen"; empty where the last day ``due`` is not over on ``on``."""
    days = (on - due).days
    if days < 1:
        return ""
    return f"überfällig seit {days} {'Tag' if days == 1 else 'Tagen'}"


def german_day(day: date) -> str:
    """The day as TT.MM.JJJJ, the year always with four digits."""
    return f"{day:%d.%m.}{day.year:04}"
