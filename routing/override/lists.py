"""The overrides of a team: those that wait for a decision, those in force, those that ended lately; and for what
reasons.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from routing.enums import OverrideReason, OverrideState
from routing.models import Override
from routing.permissions import may_decide_override, visible_overrides
from staff.models import User

LATELY = timedelta(days=90)
SHOWN_AT_MOST = 200


@dataclass(frozen=True)
class OverrideLine:
    """An override as a list shows it. ``to_decide``: it waits for the user who looks at it."""

    override: Override
    to_decide: bool


@dataclass(frozen=True)
class OverrideSection:
    """A part of the page: its title, what stands there when it is empty, and its lines."""

    name: str
    title: str
    empty: str
    lines: list[OverrideLine]

    @property
    def is_cut(self) -> bool:
        """Whether there may be more."""
        return len(self.lines) == SHOWN_AT_MOST


def override_sections(user: User, on: date, reason: OverrideReason | None = None) -> list[OverrideSection]:
    """What the user sees of overrides on ``on``, of all reasons or of one, what waits longest first."""
    seen = (
        visible_overrides(user)
        .filter(Q(reason=reason) if reason else Q())
        .select_related("applicant", "source", "desk", "requested_by", "decided_by")
    )
    parts = (
        (
            "beantragt",
            "Warten auf Entscheidung",
            "Kein Antrag wartet.",
            seen.filter(waiting()).order_by("requested_at"),
        ),
        ("laufend", "Genehmigt", "Keine Übersteuerung ist in Kraft.", seen.filter(running(on)).order_by("period")),
        (
            "beendet",
            "Beendet oder abgelehnt in den letzten 90 Tagen",
            "In den letzten 90 Tagen endete keine, und keine wurde abgelehnt.",
            seen.filter(ended_lately(on)).order_by("-requested_at"),
        ),
    )
    return [OverrideSection(name, title, empty, list(_lines(found, user))) for name, title, empty, found in parts]


def reason_counts(user: User, on: date) -> list[tuple[OverrideReason, int]]:
    """How many of the overrides that the user sees have which reason, in the order of the list of reasons; those
    without any are left out.
    """
    shown = visible_overrides(user).filter(waiting() | running(on) | ended_lately(on))
    counted = dict(shown.order_by().values_list("reason").annotate(Count("pk", distinct=True)))
    return [(reason, counted[reason.value]) for reason in OverrideReason if reason.value in counted]


def waiting() -> Q:
    """Nobody has decided yet."""
    return Q(state=OverrideState.REQUESTED)


def running(on: date) -> Q:
    """Approved, and the last day is not over by ``on``; the first may be to come."""
    return Q(state=OverrideState.APPROVED, period__endswith__gt=on)


def ended_lately(on: date) -> Q:
    """Over by ``on``, rejected or ended, not longer than `LATELY` ago."""
    since = on - LATELY
    return (
        Q(state=OverrideState.APPROVED, period__endswith__lte=on, period__endswith__gt=since)
        | Q(state=OverrideState.REJECTED, decided_at__date__gt=since)
        | Q(state=OverrideState.ENDED, ended_on__gt=since)
    )


def _lines(found: QuerySet[Override], user: User) -> Iterator[OverrideLine]:
    for override in found[:SHOWN_AT_MOST]:
        is_open = override.state == OverrideState.REQUESTED
        yield OverrideLine(override, to_decide=is_open and may_decide_override(user, override))
