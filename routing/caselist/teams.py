"""All teams side by side in figures: stock against capacity, lapses, hand-overs, overrides. Counts only, small ones
hidden.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from routing.caselist.matrix import thousands
from routing.caselist.small import SMALL, WITHHELD, is_small
from routing.handover.lists import Scope, Side, lapsed, overdue, running
from routing.models import ListedCase, Override
from routing.override.lists import running as in_force
from staff.models import Desk, Team
from staff.staffing.queries import capacity

COLUMNS = (
    "offene Fälle",
    "Plätze",
    "Auslastung",
    "ohne IFK",
    "Merkmal entfallen, noch hier",
    "Überstellungen abzugeben",
    "davon überfällig",
    "Übersteuerungen",
)


@dataclass(frozen=True)
class TeamFigures:
    """One team's numbers as they are shown, in the order of `COLUMNS`."""

    team: str
    cells: list[str]


def team_figures(on: date) -> list[TeamFigures]:
    """Every team that has desks, by name."""
    desks: dict[int, list[Desk]] = defaultdict(list)
    for desk in Desk.objects.all():
        desks[desk.team_id].append(desk)
    return [TeamFigures(team.name, _cells(desks[team.pk], on)) for team in Team.objects.all() if team.pk in desks]


def _cells(desks: list[Desk], on: date) -> list[str]:
    codes = [desk.pk for desk in desks]
    cases = ListedCase.objects.filter(desk__in=codes)
    number, room = cases.count(), sum(capacity(codes, [on]).values())
    giving = running(Scope(desks, Side.GIVING))
    moves = giving.aggregate(all=Count("pk"), lapsed=Count("pk", filter=lapsed()), late=Count("pk", filter=overdue(on)))
    counts = (
        cases.filter(caseworker=None).count(),
        moves["lapsed"],
        moves["all"],
        moves["late"],
        Override.objects.filter(in_force(on), source__in=codes).count(),
    )
    return [_shown(number), thousands(room), _load(number, room), *map(_shown, counts)]


def _shown(count: int) -> str:
    """One and two could be somebody whom a colleague recognises."""
    return SMALL if is_small(count) else thousands(count)


def _load(number: int, room: int) -> str:
    """From the load a hidden number of cases could be reckoned."""
    if is_small(number):
        return WITHHELD
    return f"{round(number * 100 / room)} %" if room else "–"
