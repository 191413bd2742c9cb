"""The four lists of hand-overs as queries: whom they show to whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q, QuerySet

from kit.workdays import earliest_within
from routing.enums import LIVE_TRANSFER_STATES, OPEN_TRANSFER_STATES
from routing.handover.turn import RETURNED_TWICE
from routing.models import Assignment, ListedCase, Transfer
from routing.models.handover import RUNNING_TRANSFERS
from staff.models import Desk
from staff.staffing.queries import staffed_desks

AHEAD = timedelta(days=90)
"""So far ahead a change of desk is announced."""


class ListKind(StrEnum):
    """The four lists, by their names in the address. The last two are parts of the second."""

    ANNOUNCED = "angekuendigt"
    RUNNING = "in-arbeit"
    OVERDUE = "ueberfaellig"
    NO_RECEIVER = "ohne-empfaenger"


class Side(StrEnum):
    """Which end of a hand-over is the user's."""

    GIVING = "abgeben"
    RECEIVING = "annehmen"


class LapseAge(StrEnum):
    """How long the lapse that led to a hand-over has been known, by its name in the address: in working days."""

    RECENT = "bis-5"
    MIDDLE = "6-bis-10"
    OLD = "ueber-10"

    def known(self, on: date) -> Q:
        """The lapses that are this old on a day, among hand-overs."""
        recent, middle = earliest_within(5, on), earliest_within(10, on)
        return {
            LapseAge.RECENT: Q(decision__lapse__known_on__gte=recent),
            LapseAge.MIDDLE: Q(decision__lapse__known_on__gte=middle, decision__lapse__known_on__lt=recent),
            LapseAge.OLD: Q(decision__lapse__known_on__lt=middle),
        }[self]


class Scope(NamedTuple):
    """Whose hand-overs: those of these desks, at one end or (no ``side``) at either; ``narrowed`` to some of them."""

    desks: Sequence[Desk]
    side: Side | None
    narrowed: Q = Q()

    @property
    def codes(self) -> list[str]:
        """The desks by their codes."""
        return [desk.code for desk in self.desks]


def running(scope: Scope) -> QuerySet[Transfer]:
    """Hand-overs that are not done with: until the case has gone over for the giving side, until the first contact for
    the receiving one, as long as the case is still hers.
    """
    live = Q(state__in=LIVE_TRANSFER_STATES)
    giving = Q(source__in=scope.codes) & live
    receiving = Q(target__in=scope.codes) & RUNNING_TRANSFERS & (live | Q(applicant__listed__desk=F("target")))
    wanted = {Side.GIVING: giving, Side.RECEIVING: receiving, None: giving | receiving}
    return Transfer.objects.filter(wanted[scope.side], scope.narrowed)


def overdue(on: date) -> Q:
    """Hand-overs whose present step should have been taken before ``on``."""
    return Q(due_on__lt=on)


def lapsed() -> Q:
    """Hand-overs that a lapse of the single-parent status led to."""
    return Q(decision__lapse__isnull=False)


def without_receiver(on: date) -> Q:
    """Open hand-overs to a desk that nobody serves on a day, and those that came back twice."""
    nobody = ~Q(target__in=staffed_desks(on))
    return Q(state__in=OPEN_TRANSFER_STATES) & (nobody | Q(attempt__gte=RETURNED_TWICE))


def announced(scope: Scope, on: date) -> QuerySet[ListedCase]:
    """Cases whose answer runs out soon and names another desk afterwards. Only who looks after them sees them: until a
    hand-over is proposed they are no other desk's business. With everything that a row shows.
    """
    if scope.side is Side.RECEIVING:
        return ListedCase.objects.none()
    return (
        ListedCase.objects.filter(
            desk__in=scope.codes,
            decided_desk=F("desk"),
            holds_until__range=(on, on + AHEAD),
            applicant__current__next_desk__isnull=False,
        )
        .exclude(applicant__current__next_desk=F("desk"))
        .select_related("applicant__current__next_desk", "desk", "caseworker")
    )


def counts(scope: Scope, on: date) -> dict[ListKind, int]:
    """How many rows each list has."""
    found = running(scope).aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=overdue(on)),
        without=Count("pk", filter=without_receiver(on)),
    )
    return {
        ListKind.ANNOUNCED: announced(scope, on).count(),
        ListKind.RUNNING: found["all"],
        ListKind.OVERDUE: found["overdue"],
        ListKind.NO_RECEIVER: found["without"],
    }


def transfers_of(kind: ListKind, scope: Scope, on: date) -> QuerySet[Transfer]:
    """The hand-overs of a list, with everything that a row shows, in a fixed number of queries; without the sheets."""
    found = running(scope)
    if kind is ListKind.OVERDUE:
        found = found.filter(overdue(on))
    if kind is ListKind.NO_RECEIVER:
        found = found.filter(without_receiver(on))
    return with_ends(found)


def with_ends(transfers: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """Hand-overs with the applicant, both desks, the persons, and who is responsible now (see `responsible_of`)."""
    standing = Assignment.objects.filter(period__upper_inf=True).select_related("desk", "caseworker")
    return (
        transfers.select_related("applicant", "source", "target", "caseworker")
        .defer("sheet")
        .prefetch_related(Prefetch("applicant__assignments", standing, to_attr="responsible"))
    )


def responsible_of(transfer: Transfer) -> Assignment | None:
    """Who is responsible now, of a hand-over read by `with_ends`."""
    found: list[Assignment] = getattr(transfer.applicant, "responsible", [])
    return found[0] if found else None
