"""Which app contributes what to the pages that several apps make up. A reader sees the list; there is no registry."""

from datetime import date
from typing import Any

from kit.contracts import SheetContributor, SheetSection, SheetTable
from routing.handover.sheet import sheet_sections

SHEET_SECTIONS: tuple[SheetContributor, ...] = (sheet_sections,)
"""The sections of the hand-over sheet, in the order of the sheet."""

SHEET_VERSION = 1
"""The form of a frozen sheet; those that were frozen in an older one stay as they are."""


def sheet_of(applicant_id: int, on: date) -> dict[str, Any]:
    """The hand-over sheet of an applicant as it is frozen: a title, facts, lines and a table for each section."""
    sections = (section for contribute in SHEET_SECTIONS for section in contribute(applicant_id, on))
    return {
        "version": SHEET_VERSION,
        "on": on.isoformat(),
        "sections": [_as_json(section) for section in sections if section.facts or section.lines or section.table],
    }


def _as_json(section: SheetSection) -> dict[str, Any]:
    head, rows = section.table or SheetTable((), ())
    return {
        "title": section.title,
        "facts": [list(pair) for pair in section.facts],
        "lines": list(section.lines),
        "head": list(head),
        "rows": [list(row) for row in rows],
    }
