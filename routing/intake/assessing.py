"""Entering a new case-management assessment beside those that there are. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.days import Period
from routing.record import AssessmentRecord


def with_assessment(stored: Sequence[AssessmentRecord], new: AssessmentRecord) -> tuple[AssessmentRecord, ...]:
    """The assessments after ``new``: what stood before holds up to its day, an exception included, for keeping the case
    is decided anew; one of the same day gives way. Where a later one is known, the new one holds up to that.
    """
    later = [row.period.start for row in stored if row.period.start > new.period.start]
    placed = replace(new, period=Period(new.period.start, min(later, default=new.period.end)))
    return (*_ended(stored, placed), placed)


def _ended(stored: Sequence[AssessmentRecord], new: AssessmentRecord) -> Iterator[AssessmentRecord]:
    day = new.period.start
    for row in stored:
        if row.period.start > day:
            yield row
        elif row.period.start < day:
            exception = row.exception
            if exception is not None:
                start, end = exception.period
                kept = Period(start, min(end or day, day))
                exception = replace(exception, period=kept) if start < day else None
            ends = row.period.end
            yield replace(row, period=Period(row.period.start, min(ends or day, day)), exception=exception)
