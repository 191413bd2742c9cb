"""An answer that people set aside for a time: which desk then, until when that holds, when to ask again.

The rules are asked all the same; what they say of the status, and all seven of their reasons, stay as they are.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from kit.days import ONE_DAY, Period
from routing.rules.codes import DeskCode
from routing.rules.hierarchy import Answer
from routing.rules.wording import german_date


class Override(NamedTuple):
    """An override that a second person approved: for these days, the period has an end. ``id`` is the stored row's;
    ``reason`` is the label of the coded reason.
    """

    id: int
    period: Period
    desk: DeskCode
    reason: str
    approved_by: str

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        assert self.period.last_day is not None
        return self.period.last_day


def in_force(overrides: Collection[Override], on: date) -> Override | None:
    """The override that holds on ``on``; there is at most one on a day."""
    return next((override for override in overrides if override.period.covers(on)), None)


def named_desk(answer: Answer, override: Override | None) -> DeskCode:
    """The desk that is responsible: that of the override, else that of the rules."""
    return override.desk if override else answer.desk


def holds_until(of_rules: date | None, overrides: Collection[Override], on: date) -> date | None:
    """The last day on which neither the rules' answer, which holds until ``of_rules``, nor an override changes."""
    last_days = [day - ONE_DAY for day in _turns_after(overrides, on)]
    return min((day for day in (of_rules, *last_days) if day is not None), default=None)


def review_on(of_rules: date | None, overrides: Collection[Override], on: date) -> date | None:
    """The first day to ask again: that of the rules, or the first or first following day of an override."""
    days = (of_rules, *_turns_after(overrides, on))
    return min((day for day in days if day is not None), default=None)


def words(override: Override) -> str:
    """What holds instead of the rules' answer, until when, why and by whose approval."""
    until = german_date(override.last_day)
    return f"{override.desk.label} bis {until}, genehmigt von {override.approved_by} ({override.reason})"


def reason_despite(override: Override | None, reason: str) -> str:
    """Why this desk is responsible: the override in one sentence before the ``reason`` of the rules."""
    if override is None:
        return reason
    return f"Übersteuert: {words(override)}. Ohne Übersteuerung: {reason}"


def _turns_after(overrides: Collection[Override], on: date) -> Iterator[date]:
    for override in overrides:
        yield from (day for day in override.period if day is not None and day > on)
