"""The hand-over sheet of a transfer as it is shown: frozen from the moment it was initiated, as it is today before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone

from frame.composition import sheet_of
from routing.casefile import file_of
from routing.enums import TransferState
from routing.models import Transfer
from routing.rules.wording import german_date


@dataclass(frozen=True)
class ShownSection:
    """A section with an anchor for the page."""

    anchor: str
    title: str
    facts: list[list[str]]
    lines: list[str]
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class ShownSheet:
    """The sheet with the day it speaks of, and who froze it when; nobody while it is shown as of today."""

    on: date
    sections: list[ShownSection]
    frozen_by: str = ""
    frozen_at: datetime | None = None

    @property
    def standing(self) -> str:
        """Whether this is what one side gave to the other, in words."""
        if self.frozen_at is None:
            return f"Stand heute, {german_date(self.on)}; wird mit dem Einleiten festgehalten."
        at = self.frozen_at.astimezone(get_current_timezone())
        return f"Festgehalten beim Einleiten am {at:%d.%m.%Y, %H:%M} Uhr von {self.frozen_by}."


def shown_sheet(transfer: Transfer, on: date) -> ShownSheet | None:
    """The frozen sheet, or before it is initiated the one of ``on``; none where the transfer ended before that."""
    if transfer.sheet is not None:
        return _read(transfer.sheet)
    if transfer.state != TransferState.PROPOSED:
        return None
    return _read(sheet_of(file_of(transfer.applicant), on))


def transfer_facts(transfer: Transfer) -> Iterator[tuple[str, str]]:
    """What the head of the sheet says of the hand-over itself."""
    yield "Von", str(transfer.source)
    yield "Nach", str(transfer.target)
    yield "Stand", transfer.get_state_display()
    if transfer.effective_on is not None:
        yield "Wirksam ab", f"{german_date(transfer.effective_on)}, neue IFK: {transfer.caseworker}"
    if transfer.note and transfer.sheet is not None:
        yield "Vermerk", transfer.note


def _read(sheet: dict[str, Any]) -> ShownSheet:
    frozen = sheet.get("frozen")
    return ShownSheet(
        on=date.fromisoformat(sheet["on"]),
        sections=[_section(number, section) for number, section in enumerate(sheet["sections"], 1)],
        frozen_by=frozen["by"] if frozen else "",
        frozen_at=datetime.fromisoformat(frozen["at"]) if frozen else None,
    )


def _section(number: int, section: dict[str, Any]) -> ShownSection:
    return ShownSection(
        anchor=f"bogen-{number}",
        title=section["title"],
        facts=section["facts"],
        lines=section["lines"],
        head=section["head"],
        rows=section["rows"],
    )
