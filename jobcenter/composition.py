"""Which app contributes what to the pages that several apps make up. A reader sees the list; there is no registry."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kit.contracts import SheetContributor
from routing.handover.sheet import sheet_sections

SHEET_SECTIONS: tuple[SheetContributor, ...] = (sheet_sections,)
"""The sections of the hand-over sheet, in the order of the sheet."""


def sheet_of(applicant_id: int, on: date) -> dict[str, Any]:
    """The hand-over sheet of an applicant as it is frozen: a title and its facts and lines for each section."""
    return {"on": on.isoformat(), "sections": list(_sections(applicant_id, on))}


def _sections(applicant_id: int, on: date) -> Iterator[dict[str, Any]]:
    for contribute in SHEET_SECTIONS:
        for section in contribute(applicant_id, on):
            if section.facts or section.lines:
                yield {
                    "title": section.title,
                    "facts": [list(pair) for pair in section.facts],
                    "lines": list(section.lines),
                }
