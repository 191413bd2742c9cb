"""What apps contribute to pages that several of them make up: small typed parts, bound by `jobcenter.composition`."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import IntEnum
from typing import Any, NamedTuple
from uuid import UUID


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


SheetContributor = Callable[[int, date], Iterable[SheetSection]]
"""What an app has to say in the hand-over sheet of an applicant (by id) on a day."""

SHEET_VERSION = 1
"""The form of a frozen sheet; those that were frozen in an older one stay as they are."""


def frozen_sheet(sections: Iterable[SheetSection], on: date) -> dict[str, Any]:
    """A hand-over sheet as it is frozen: a title, facts, lines and a table for each section."""
    return {
        "version": SHEET_VERSION,
        "on": on.isoformat(),
        "sections": [_as_json(section) for section in sections if section.facts or section.lines or section.table],
    }


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


def _as_json(section: SheetSection) -> dict[str, Any]:
    head, rows = section.table or SheetTable((), ())
    return {
        "title": section.title,
        "facts": [list(pair) for pair in section.facts],
        "lines": list(section.lines),
        "head": list(head),
        "rows": [list(row) for row in rows],
    }
