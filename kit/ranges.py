"""Between the half-open periods of the rules and the date ranges of PostgreSQL."""

from psycopg2.extras import DateRange

from kit.days import Period


def as_range(period: Period) -> DateRange:
    """The period as a value for a ``DateRangeField``."""
    return DateRange(period.start, period.end)


def as_period(stored: DateRange) -> Period:
    """The period that a ``DateRangeField`` holds; its start is always set (constraint)."""
    assert stored.lower is not None
    return Period(stored.lower, stored.upper)
