"""Making somebody responsible from a day on in place of whoever was before."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.bulk import write_changes
from kit.days import Period
from kit.ranges import as_period, as_range
from routing.models import Assignment

_AT_ONCE = 500
_TAKEN_ON = (
    "desk_id",
    "caseworker_id",
    "origin",
    "reason",
    "ground",
    "deviation",
    "decision_id",
    "assigned_at",
    "assigned_by_id",
)
_FIELDS = [name.removesuffix("_id") for name in _TAKEN_ON]


Succession = tuple[Assignment, Assignment]
"""An assignment that stands, and the one that follows on it, not stored yet."""


def succession(standing: Assignment, on: date, **values: Any) -> Succession:
    """Who follows from ``on``, with these values."""
    explained = {"reason": "", "ground": "", "deviation": "", **values}
    period = as_range(Period(on))
    return standing, Assignment(
        applicant_id=standing.applicant_id, case_id=standing.case_id, period=period, **explained
    )


def assign_many(successions: Iterable[Succession]) -> list[Assignment]:
    """End each standing assignment with the day before its successor begins, and store the successor; one that itself
    began on that day or later becomes what the successor is, so that no day is left without a desk. Those that stand
    now, in the same order. Callers have locked the applicants.
    """
    ended: list[Assignment] = []
    replaced: list[Assignment] = []
    begun: list[Assignment] = []
    found: list[Assignment] = []
    for standing, successor in successions:
        start, on = as_period(standing.period).start, as_period(successor.period).start
        if start >= on:
            for name in _TAKEN_ON:
                setattr(standing, name, getattr(successor, name))
            replaced.append(standing)
            found.append(standing)
            continue
        standing.period = as_range(Period(start, on))
        ended.append(standing)
        begun.append(successor)
        found.append(successor)
    write_changes(ended, ["period"])
    write_changes(replaced, _FIELDS)
    Assignment.objects.bulk_create(begun, batch_size=_AT_ONCE)
    return found


def assign_from(standing: Assignment, on: date, **values: Any) -> Assignment:
    """`assign_many` for one."""
    return assign_many([succession(standing, on, **values)])[0]
