"""The page "Mein Tag" as it is shown: the agenda in its groups, each with its number and the first of its lines."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from jobcenter.composition import COMPOSITION, agenda_of
from kit.paging import numbered_page
from staff.roles import Role

SHOWN_FIRST = 10
"""So many lines of each group stand on the page; the others are one click away."""

PAGE_SIZE = 100
"""So many lines of one group stand on a page of its own."""

# Name in the address, and heading.
GROUPS = {
    AgendaGroup.OVERDUE: ("ueberfaellig", "Überfällig"),
    AgendaGroup.DUE: ("zu-erledigen", "Zu erledigen"),
    AgendaGroup.NEW: ("neu", "Neu"),
    AgendaGroup.AHEAD: ("demnaechst", "Demnächst"),
}


class DayGroup(NamedTuple):
    """Lines of one group. ``size``: how many it has in all; ``all_url`` leads to all where not all are here."""

    name: str
    title: str
    size: int
    lines: Sequence[AgendaLine]
    all_url: str = ""


class GroupPage(NamedTuple):
    """A page of one group: its lines, and where the pages before and behind it are."""

    group: DayGroup
    first_url: str | None
    next_url: str | None


def day_groups(viewer: Viewer) -> list[DayGroup]:
    """The groups that have lines, the most urgent first."""
    return [_group(group, lines, SHOWN_FIRST) for group, lines in _grouped(viewer).items()]


def group_page(viewer: Viewer, name: str, number: str) -> GroupPage | None:
    """The page of the group with this name and of this number in the address; none for a name that means no group."""
    group = next((group for group, (known, _) in GROUPS.items() if known == name), None)
    if group is None:
        return None
    lines = _grouped(viewer).get(group, [])
    page = numbered_page(lines, number, PAGE_SIZE)
    return GroupPage(
        DayGroup(name, GROUPS[group][1], len(lines), list(page)),
        first_url=_url(name) if page.has_previous() else None,
        next_url=f"{_url(name)}&seite={page.number + 1}" if page.has_next() else None,
    )


def work_words(role: Role) -> str:
    """Where the work of a role comes from, in a sentence, for a day without any."""
    if words := COMPOSITION.work_words.get(role):
        return f"Hier steht, was auf Sie wartet: {words}."
    return "Noch kommt aus keinem Teil der Anwendung Arbeit zu Ihnen."


def day_counts(viewer: Viewer) -> dict[AgendaGroup, int]:
    """How many lines each group of somebody's day has."""
    return {group: len(lines) for group, lines in _grouped(viewer).items()}


def _grouped(viewer: Viewer) -> dict[AgendaGroup, list[AgendaLine]]:
    return {group: list(lines) for group, lines in groupby(agenda_of(viewer), key=lambda line: line.group)}


def _group(group: AgendaGroup, lines: list[AgendaLine], at_most: int) -> DayGroup:
    name, title = GROUPS[group]
    return DayGroup(name, title, len(lines), lines[:at_most], _url(name) if len(lines) > at_most else "")


def _url(name: str) -> str:
    return f"{reverse('my_day')}?gruppe={name}"
