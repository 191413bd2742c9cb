"""How many open cases there are: per desk, by basis, with open points. Counts only; small ones hidden from those who
see no persons.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q

from routing.caselist.matrix import by_ladder
from routing.caselist.small import SMALL, WITHHELD, is_small
from routing.models import Assignment
from routing.permissions import desks_of, own_desks, sees_applicants
from routing.rules.codes import Basis, OpenPoint
from staff.models import Desk, User
from staff.roles import SEES_DATA_QUALITY

OPEN = "open"
PROVISIONAL = "provisional"
BASES = tuple(basis.value for basis in Basis)
POINTS = tuple(point.value for point in OpenPoint)


class Column(NamedTuple):
    """What is counted, with its German heading."""

    name: str
    label: str


@dataclass(frozen=True)
class FigureRow:
    """One desk's numbers as they are shown, in the order of the columns."""

    desk: str
    label: str
    cells: list[str]


@dataclass(frozen=True)
class Figures:
    """A table of numbers with its sums. ``has_hidden``: some are not shown, and a footnote says why."""

    columns: list[Column]
    rows: list[FigureRow]
    totals: list[str]
    has_hidden: bool


def figures_for(user: User) -> Figures:
    """The numbers that a role with `staff.roles.SEES_FIGURES` may see: a team lead those of her team, exactly; the
    others those of all desks, with small ones hidden.
    """
    exact = sees_applicants(user)
    desks = desks_of(user) if exact else list(Desk.objects.all())
    counts = _counts(own_desks(user) if exact else Q())
    columns = _columns(with_points=user.role in SEES_DATA_QUALITY)
    nobody = dict.fromkeys((OPEN, PROVISIONAL, *BASES, *POINTS), 0)
    by_desk = [
        (desk, counts.get(desk.code, nobody))
        for desk in sorted(desks, key=lambda desk: by_ladder(desk.code, desk.label))
    ]
    shown = [(desk, _shown(row, {} if exact else hidden_cells(row))) for desk, row in by_desk]
    return Figures(
        columns=columns,
        rows=[FigureRow(desk.code, desk.label, [_text(row[column.name]) for column in columns]) for desk, row in shown],
        totals=[_total([row[column.name] for _, row in shown]) for column in columns],
        has_hidden=any(isinstance(row[column.name], str) for _, row in shown for column in columns),
    )


def hidden_cells(row: dict[str, int]) -> dict[str, str]:
    """Which numbers of a desk are not shown, and what stands in their place.

    One and two could be somebody whom a colleague recognises. What such a number could be reckoned from goes with it:
    the bases, of which one tells the other, and both tell how many cases have neither; and the number of provisional
    answers, which consists of the open points. The bases are hidden in the same words, whichever of them is small.
    """
    neither = row[OPEN] - sum(row[basis] for basis in BASES)
    hidden = {name: SMALL for name in (OPEN, PROVISIONAL, *POINTS) if is_small(row[name])}
    if any(is_small(count) for count in (neither, *(row[basis] for basis in BASES))):
        hidden |= dict.fromkeys(BASES, WITHHELD)
    if any(is_small(row[point]) for point in POINTS):
        hidden.setdefault(PROVISIONAL, WITHHELD)
    return hidden


def _shown(row: dict[str, int], hidden: dict[str, str]) -> dict[str, int | str]:
    return {name: hidden.get(name, count) for name, count in row.items()}


def _counts(desks: Q) -> dict[str, dict[str, int]]:
    decision = "applicant__current__decision__"
    counted: dict[str, Any] = {
        OPEN: Count("pk"),
        PROVISIONAL: Count("pk", filter=Q(**{f"{decision}open_points__len__gt": 0})),
    }
    for basis in BASES:
        counted[basis] = Count("pk", filter=Q(**{f"{decision}basis": basis}))
    for point in POINTS:
        counted[point] = Count("pk", filter=Q(**{f"{decision}open_points__contains": [point]}))
    rows = Assignment.objects.filter(desks, period__upper_inf=True).order_by().values("desk").annotate(**counted)
    return {row.pop("desk"): row for row in rows}


def _columns(*, with_points: bool) -> list[Column]:
    points = [Column(point.value, point.label) for point in OpenPoint] if with_points else []
    return [
        Column(OPEN, "offene Fälle"),
        *(Column(basis.value, f"alleinerziehend: {basis.label}") for basis in Basis),
        Column(PROVISIONAL, "vorläufige Antworten"),
        *points,
    ]


def _total(column: list[int | str]) -> str:
    """The sum of a column; with hidden numbers only that of the visible ones, so that it gives none of them away."""
    visible = sum(number for number in column if isinstance(number, int))
    if all(isinstance(number, int) for number in column):
        return _text(visible)
    return f"mindestens {_text(visible)}" if visible else WITHHELD


def _text(number: int | str) -> str:
    return number if isinstance(number, str) else f"{number:,}".replace(",", ".")
