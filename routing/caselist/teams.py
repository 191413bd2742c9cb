"""All teams side by side in figures: stock against capacity, lapses, hand-overs, overrides. Counts only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from kit.charts import thousands
from routing.handover.lists import Scope, Side, lapsed, overdue, running
from routing.models import ListedCase, Override
from routing.override.lists import running as approved
from routing.permissions import at_desks
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
    "Übersteuerungen, genehmigt",
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
        Override.objects.filter(approved(on), at_desks(desks)).count(),
    )
    load = f"{round(number * 100 / room)} %" if room else "–"
    return [thousands(number), thousands(room), load, *map(thousands, counts)]
