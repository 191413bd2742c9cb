"""How long it took from the day on which a lapse was known to the day on which the case went over."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from kit.workdays import working_days_between
from routing.enums import TransferState
from routing.models import Transfer
from routing.permissions import desks_of
from staff.models import User

COUNTED_FOR = timedelta(days=365)
"""So far back hand-overs are counted."""


class Duration(StrEnum):
    """Spans of working days, by their names in the address."""

    label: str
    first: int
    last: int

    def __new__(cls, value: str, label: str, first: int, last: int) -> "Duration":
        """A name with the words for it, and the days that it means."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.first, member.last = label, first, last
        return member

    WEEK = "bis-5", "bis zu 5 Arbeitstage", 0, 5
    TWO_WEEKS = "6-bis-10", "6 bis 10 Arbeitstage", 6, 10
    MONTH = "11-bis-20", "11 bis 20 Arbeitstage", 11, 20
    LONGER = "ueber-20", "über 20 Arbeitstage", 21, 100_000

    def covers(self, days: int) -> bool:
        """Whether so many working days lie in the span."""
        return self.first <= days <= self.last


class HandedOver(NamedTuple):
    """A hand-over after a lapse, without the person: she is another desk's by now."""

    known_on: date
    effective_on: date
    source: str
    target: str
    working_days: int


def durations(user: User, on: date) -> list[HandedOver]:
    """The hand-overs after a lapse that the user's desks gave in the last twelve months, the latest first."""
    done = Transfer.objects.filter(
        state=TransferState.COMPLETED,
        source__in=[desk.pk for desk in desks_of(user)],
        decision__lapse__isnull=False,
        effective_on__gt=on - COUNTED_FOR,
        effective_on__lte=on,
    ).order_by("-effective_on", "-pk")
    rows = done.values_list("decision__lapse__known_on", "effective_on", "source__label", "target__label")
    return [
        HandedOver(known, effective, source, target, working_days_between(known, effective))
        for known, effective, source, target in rows
        if effective is not None
    ]
