"""Which app contributes what to the pages that several apps make up. A reader sees the list; there is no registry."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from kit.contracts import AgendaLine, SheetContributor, frozen_sheet
from routing.caselist.agenda import outdated_lines, without_caseworker_lines
from routing.caseload.agenda import import_lines
from routing.distribution.agenda import received_lines
from routing.followup.agenda import reminder_lines
from routing.handover.agenda import (
    first_contact_lines,
    lapse_lines,
    notice_lines,
    set_aside_key_lines,
    set_aside_lines,
    transfer_lines,
)
from routing.handover.sheet import sheet_sections
from routing.override.agenda import decided_lines, ending_lines, request_lines
from staff.models import User

AgendaContributor = Callable[[User, date], Iterable[AgendaLine]]
"""What an app puts on somebody's day."""

AGENDA: tuple[AgendaContributor, ...] = (
    transfer_lines,
    request_lines,
    first_contact_lines,
    lapse_lines,
    set_aside_lines,
    set_aside_key_lines,
    decided_lines,
    outdated_lines,
    received_lines,
    reminder_lines,
    without_caseworker_lines,
    import_lines,
    notice_lines,
    ending_lines,
)
"""What "Mein Tag" is made of; of one thing that two of them name in the same group, the words of the first stand."""

SHEET_SECTIONS: tuple[SheetContributor, ...] = (sheet_sections,)
"""The sections of the hand-over sheet, in the order of the sheet."""


def agenda_of(user: User, on: date) -> list[AgendaLine]:
    """What somebody has to do on a day: each thing once, in its most urgent group; what is due first stands first."""
    lines = [line for contribute in AGENDA for line in contribute(user, on)]
    lines.sort(key=lambda line: line.group)
    once = {line.key: line for line in reversed(lines)}
    return sorted(once.values(), key=lambda line: (line.group, line.due_on or on, line.subject, line.key))


def sheet_of(applicant_id: int, on: date) -> dict[str, Any]:
    """The hand-over sheet of an applicant as it is frozen."""
    return frozen_sheet((section for contribute in SHEET_SECTIONS for section in contribute(applicant_id, on)), on)
