"""Reads of the forecast: the last one that is whole, its numbers, and the moves behind a number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from kit.runs import RunState
from routing.models import ForecastMove, ForecastRun
from routing.outlook.forecast import Span, spans
from routing.outlook.numbers import IN, OUT, Counted
from routing.permissions import visible_applicants
from staff.models import Desk, User


def last_forecast() -> ForecastRun | None:
    """The forecast that can be read; none before the first night."""
    return ForecastRun.objects.filter(state=RunState.FINISHED).first()


def has_failed() -> bool:
    """Whether the forecast of the last night was given up; the one before stays."""
    return ForecastRun.objects.filter(state=RunState.FAILED).exists()


def counted_moves(run: ForecastRun) -> list[Counted]:
    """All moves of the forecast, counted."""
    grouped = run.moves.order_by().values_list("source", "target", TruncMonth("day"), "is_confirmed")
    return [Counted(*row) for row in grouped.annotate(number=Count("pk"))]


@dataclass(frozen=True)
class Asked:
    """A number of the forecast: which desk, which column, and whether what comes or what goes."""

    run: ForecastRun
    desk: Desk
    span: Span
    direction: str

    @property
    def moves(self) -> QuerySet[ForecastMove]:
        """What the number counts."""
        end = Q(target=self.desk) if self.direction == IN else Q(source=self.desk)
        return self.run.moves.filter(end, day__range=(self.span.first, self.span.last))


BY_DAY = ("day", "pk")
"""The order of a list of moves."""


class MoveRow(NamedTuple):
    """An expected move of somebody whose case the reader may see."""

    applicant: UUID
    name: str
    customer_number: str
    day: date
    source: str
    target: str
    why: str
    is_confirmed: bool


def asked_for(run: ForecastRun, desk: Desk, month: str, direction: str) -> Asked | None:
    """The number that an address names by desk, month (JJJJ-MM) and direction; none for one that there is not."""
    span = next((each for each in spans(run.on) if f"{each.first:%Y-%m}" == month), None)
    return Asked(run, desk, span, direction) if span and direction in {IN, OUT} else None


def named_moves(asked: Asked, user: User, on: date) -> QuerySet[ForecastMove]:
    """Those of the moves whose case the user may see, with what their rows show; of the others she knows the number."""
    visible = visible_applicants(user, on).filter(pk=OuterRef("applicant"))
    return asked.moves.filter(Exists(visible)).select_related("applicant", "source", "target").order_by(*BY_DAY)


def move_rows(moves: Iterable[ForecastMove]) -> Iterator[MoveRow]:
    """The moves as a list shows them."""
    for move in moves:
        yield MoveRow(
            move.applicant.key,
            str(move.applicant),
            move.applicant.customer_number,
            move.day,
            str(move.source),
            str(move.target),
            move.why,
            move.is_confirmed,
        )
