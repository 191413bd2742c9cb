"""What apps contribute to pages that several of them make up: small typed parts, bound by `frame.composition`."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NamedTuple
from uuid import UUID

from kit.charts import FlowChart, LevelChart, LoadChart
from staff.roles import Role


class SheetTable(NamedTuple):
    """A table of the hand-over sheet: a head, and rows as wide as it. The first column names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class SheetSection(NamedTuple):
    """A section of the hand-over sheet: names and values, lines of text, a table; one without any is left out."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    table: SheetTable | None = None


SHEET_VERSION = 1
"""The form of a frozen sheet; those that were frozen in an older one stay as they are."""


def frozen_sheet(sections: Iterable[SheetSection], on: date) -> dict[str, Any]:
    """A hand-over sheet as it is frozen: a title, facts, lines and a table for each section."""
    return {
        "version": SHEET_VERSION,
        "on": on.isoformat(),
        "sections": [_as_json(section) for section in sections if section.facts or section.lines or section.table],
    }


class HistoryLine(NamedTuple):
    """An entry of somebody's chronology: when, what, by whom, and the details line by line."""

    at: datetime
    title: str
    by: str
    details: tuple[str, ...] = ()


class PageSection(NamedTuple):
    """A section of somebody's page: its template, which finds its values in ``part``; whether it stands beside the
    work, where what is only looked up stands; and what it tells in the chronology.
    """

    template: str
    part: Mapping[str, object]
    is_beside: bool = False
    history: tuple[HistoryLine, ...] = ()


class Page(NamedTuple):
    """A page that one can go to: the name of its address, what it is called, and whose it is."""

    url_name: str
    label: str
    roles: frozenset[Role]


class Place(NamedTuple):
    """An entry of the navigation with its pages, which are tabs where a role may open several of them."""

    label: str
    pages: tuple[Page, ...]


class AgendaGroup(IntEnum):
    """How an agenda is ordered, the most urgent first."""

    OVERDUE = 1
    DUE = 2
    NEW = 3
    AHEAD = 4


class AgendaLine(NamedTuple):
    """One thing to do: whom or what it concerns, what it is, by when, and where the next click leads.

    ``key`` names the thing itself, so that the same thing from two contributors is told once. ``person``: the key of
    the person whom the line shows, for the log of who read what. ``done_url``: where a POST says that it is done.
    """

    key: str
    group: AgendaGroup
    subject: str
    text: str
    url: str
    action: str
    due_on: date | None = None
    person: UUID | None = None
    done_url: str = ""


class FigureTile(NamedTuple):
    """A number on a dashboard; ``url`` leads to exactly those whom it counts. ``tone`` repeats what ``remark`` says:
    warning, danger or nothing.
    """

    label: str
    text: str
    url: str = ""
    remark: str = ""
    tone: str = ""


class TileCell(NamedTuple):
    """A cell of a dashboard's table; a number with the address of those whom it counts."""

    text: str
    url: str = ""


class PanelTile(NamedTuple):
    """A panel of a dashboard: a chart or a table, what to know about it, and where to go on (words and address).
    ``name`` is its id on the page; ``head`` names the columns of the table, and what the bars of loads are.
    """

    name: str
    title: str
    head: tuple[str, ...]
    loads: LoadChart | None = None
    flows: FlowChart | None = None
    levels: LevelChart | None = None
    rows: tuple[tuple[TileCell, ...], ...] = ()
    note: str = ""
    links: tuple[tuple[str, str], ...] = ()


Tile = FigureTile | PanelTile
"""What an app shows on a dashboard."""


def _as_json(section: SheetSection) -> dict[str, Any]:
    head, rows = section.table or SheetTable((), ())
    return {
        "title": section.title,
        "facts": [list(pair) for pair in section.facts],
        "lines": list(section.lines),
        "head": list(head),
        "rows": [list(row) for row in rows],
    }
