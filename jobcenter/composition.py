"""Which app contributes what to the pages that several apps make up. A reader sees the list; there is no registry."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from frame.contracts import AgendaLine, FigureTile, PanelTile, SheetSection, Tile, frozen_sheet
from routing.assignment.tiles import load_tiles, stock_tiles
from routing.casefile import CaseFile
from routing.caselist.agenda import due_lines, outdated_lines, without_caseworker_lines
from routing.caselist.tiles import open_point_panels
from routing.caseload.agenda import import_lines, missing_lines
from routing.contact import LEFT
from routing.distribution.agenda import departed_lines, received_lines
from routing.followup.agenda import reminder_lines
from routing.followup.handback import handback_lines
from routing.handover.agenda import (
    accepted_lines,
    first_contact_lines,
    lapse_lines,
    notice_lines,
    set_aside_key_lines,
    set_aside_lines,
    transfer_lines,
)
from routing.handover.sheet import sheet_sections
from routing.handover.tiles import transfer_figures, transfer_panels
from routing.outlook.agenda import what_if_lines
from routing.outlook.tiles import outlook_panels
from routing.override.agenda import decided_lines, ending_lines, request_lines
from routing.override.tiles import override_panels
from routing.permissions import departed_from, openable, stood_in
from staff.models import User

AgendaContributor = Callable[[User, date], Iterable[AgendaLine]]
"""What an app puts on somebody's day."""

TileContributor = Callable[[User, date], Iterable[Tile]]
"""What an app shows on the dashboard of a team lead."""

SheetContributor = Callable[[CaseFile, date], Iterable[SheetSection]]
"""What an app has to say in the hand-over sheet of a case on a day."""

AGENDA: tuple[AgendaContributor, ...] = (
    transfer_lines,
    request_lines,
    what_if_lines,
    first_contact_lines,
    lapse_lines,
    set_aside_lines,
    set_aside_key_lines,
    decided_lines,
    handback_lines,
    outdated_lines,
    due_lines,
    accepted_lines,
    received_lines,
    departed_lines,
    reminder_lines,
    without_caseworker_lines,
    import_lines,
    missing_lines,
    notice_lines,
    ending_lines,
)
"""What "Mein Tag" is made of; of one thing that two of them name in the same group, the words of the first stand."""

STANDING_IN: tuple[AgendaContributor, ...] = (
    transfer_lines,
    first_contact_lines,
    lapse_lines,
    decided_lines,
    outdated_lines,
    due_lines,
    notice_lines,
    ending_lines,
)
"""What of somebody's day is her deputy's while she is away: everything about her cases, nothing that is her own."""

LEFT_BEHIND: tuple[AgendaContributor, ...] = (
    transfer_lines,
    first_contact_lines,
    lapse_lines,
    outdated_lines,
    due_lines,
    notice_lines,
    ending_lines,
)
"""What of the day of somebody who does not work here any more is theirs who have her work: what was told to her about
her own requests is not.
"""

SHEET_SECTIONS: tuple[SheetContributor, ...] = (sheet_sections,)
"""The sections of the hand-over sheet, in the order of the sheet."""


TILES: tuple[TileContributor, ...] = (
    stock_tiles,
    transfer_figures,
    load_tiles,
    outlook_panels,
    transfer_panels,
    open_point_panels,
    override_panels,
)
"""What the dashboard of a team is made of, in the order of the page."""


def tiles_of(user: User, on: date) -> tuple[list[FigureTile], list[PanelTile]]:
    """The dashboard of a team lead on a day: the numbers, and the panels below them."""
    tiles = [tile for contribute in TILES for tile in contribute(user, on)]
    figures = [tile for tile in tiles if isinstance(tile, FigureTile)]
    return figures, [tile for tile in tiles if isinstance(tile, PanelTile)]


def agenda_of(user: User, on: date) -> list[AgendaLine]:
    """What somebody has to do on a day, for herself and for whom she stands in: each thing once, in its most urgent
    group; what is due first stands first. Nobody is named whom she may not open.
    """
    lines = [line for contribute in AGENDA for line in contribute(user, on)]
    gone = {person.pk for person in departed_from(user.team_id)}
    for person in stood_in(user, on):
        lines += _left_by(person, on) if person.pk in gone else _for_absent(person, on)
    named = openable(user, {line.person for line in lines if line.person}, on)
    lines = [line for line in lines if line.person is None or line.person in named]
    lines.sort(key=lambda line: line.group)
    once = {line.key: line for line in reversed(lines)}
    return sorted(once.values(), key=lambda line: (line.group, line.due_on or on, line.subject, line.key))


def _for_absent(person: User, on: date) -> Iterator[AgendaLine]:
    for line in (line for contribute in STANDING_IN for line in contribute(person, on)):
        yield line._replace(text=f"{line.text} (in Vertretung für {person.short_name})")


def _left_by(person: User, on: date) -> Iterator[AgendaLine]:
    for line in (line for contribute in LEFT_BEHIND for line in contribute(person, on)):
        yield line._replace(text=f"{line.text} ({person.short_name} {LEFT})")


def sheet_of(file: CaseFile, on: date) -> dict[str, Any]:
    """The hand-over sheet of a case as it is frozen."""
    return frozen_sheet((section for contribute in SHEET_SECTIONS for section in contribute(file, on)), on)
