"""What apps contribute to pages that several of them make up: small typed parts, bound by `jobcenter.composition`."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple
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
