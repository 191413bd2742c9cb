"""How many open cases there are: per desk, by basis, with open points. Counts only."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q

from kit.charts import thousands
from routing.caselist.matrix import by_ladder
from routing.caselist.reduced import SINGLE_PARENTS, reduced
from routing.models import Assignment
from routing.permissions import desks_of, own_desks, sees_applicants
from routing.roles import SEES_DATA_QUALITY, SEES_EXACT_FIGURES
from routing.rules.codes import Basis, OpenPoint
from staff.models import Desk, User

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
    """A table of numbers with its sums; without sums, and with a note for its file, where it is the reduced one."""

    caption: str
    columns: list[Column]
    rows: list[FigureRow]
    totals: list[str]
    note: str = ""


def figures_for(user: User, on: date) -> Figures:
    """The numbers that a role with `staff.roles.SEES_FIGURES` may see: a team lead those of her team, Bereichsleitung
    and Controlling those of all desks, exactly; the others the reduced ones.
    """
    return _exact(user) if user.role in SEES_EXACT_FIGURES else reduced_figures(on)


def reduced_figures(on: date) -> Figures:
    """How many single parents each desk has today, which is ``on``: all that those see who see no exact figures."""
    counts = _counts(Q())
    numbers = [(desk, sum(counts.get(desk.code, {}).get(basis, 0) for basis in BASES)) for desk in Desk.objects.all()]
    what = f"{SINGLE_PARENTS.counted} je {SINGLE_PARENTS.by}"
    return Figures(
        caption=what,
        columns=[Column(SINGLE_PARENTS.counted, SINGLE_PARENTS.counted)],
        rows=[FigureRow(desk.code, desk.label, [reduced(number)]) for desk, number in sorted(numbers, key=_place)],
        totals=[],
        note=f"Für die Weitergabe nach außen: {what} am {on:%d.%m.%Y}; „{reduced(1)}“ heißt eine oder zwei Personen.",
    )


def _exact(user: User) -> Figures:
    is_lead = sees_applicants(user)
    desks = desks_of(user) if is_lead else list(Desk.objects.all())
    counts = _counts(own_desks(user) if is_lead else Q())
    columns = _columns(with_points=user.role in SEES_DATA_QUALITY)
    nobody = dict.fromkeys((OPEN, PROVISIONAL, *BASES, *POINTS), 0)
    by_desk = sorted(((desk, counts.get(desk.code, nobody)) for desk in desks), key=_place)
    return Figures(
        caption="Offene Fälle je Stelle, davon alleinerziehend nach Grundlage, und Antworten mit offenen Punkten",
        columns=columns,
        rows=[
            FigureRow(desk.code, desk.label, [thousands(row[column.name]) for column in columns])
            for desk, row in by_desk
        ],
        totals=[thousands(sum(row[column.name] for _, row in by_desk)) for column in columns],
    )


def _place(counted: tuple[Desk, object]) -> tuple[int, str]:
    desk, _ = counted
    return by_ladder(desk.code, desk.label)


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
