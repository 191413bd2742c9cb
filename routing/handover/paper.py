"""The hand-over sheet and the letter to the applicant as PDF."""

from dataclasses import asdict
from datetime import datetime

from django.utils.timezone import get_current_timezone

from kit.pdf import render_pdf
from routing.handover.letter import Letter
from routing.handover.shown_sheet import ShownSheet, transfer_facts
from routing.models import Transfer
from staff.models import User


def sheet_pdf(transfer: Transfer, sheet: ShownSheet, *, by: User, at: datetime) -> bytes:
    """The sheet, printed by ``by`` at ``at``."""
    printed_at = at.astimezone(get_current_timezone())
    data = {
        "title": "Übergabebogen",
        "customer_number": transfer.applicant.customer_number,
        "facts": list(transfer_facts(transfer)),
        "standing": sheet.standing,
        "sections": [asdict(section) for section in sheet.sections],
        "printed": f"gedruckt am {printed_at:%d.%m.%Y, %H:%M} Uhr von {by}",
    }
    return render_pdf("handover_sheet", data, at=at)


def letter_pdf(letter: Letter, *, at: datetime) -> bytes:
    """The letter, folded for a window envelope."""
    return render_pdf("handover_letter", asdict(letter), at=at)
