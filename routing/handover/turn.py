"""Whose turn it is with a hand-over, and what the turn is."""

from enum import StrEnum

from frame.viewer import Viewer
from routing.enums import OPEN_TRANSFER_STATES, TransferState
from routing.models import Assignment, Transfer
from routing.permissions import gives, receives

RETURNED_TWICE = 3
"""The attempt that follows a second return."""


class Turn(StrEnum):
    """The next click with a hand-over, in the words of the button."""

    INITIATE = "Einleiten"
    ACCEPT = "Annehmen oder zurückgeben"
    WITHDRAW = "Zurückziehen"
    FIRST_CONTACT = "Erstkontakt vermerken"
    LOOK = "Ansehen"


def turn_of(who: Viewer, transfer: Transfer, responsible: Assignment | None) -> Turn:
    """What somebody is to do next; nothing but look where it is somebody else's turn."""
    is_giver, is_receiver = gives(who, transfer, responsible), receives(who, transfer)
    match transfer.state:
        case TransferState.PROPOSED if is_giver:
            return Turn.INITIATE
        case TransferState.INITIATED | TransferState.ACCEPTED if is_giver and transfer.answer_changed:
            return Turn.WITHDRAW
        case TransferState.INITIATED if is_receiver and not transfer.answer_changed:
            return Turn.ACCEPT
        case TransferState.COMPLETED if is_receiver and transfer.first_contact_on is None:
            return Turn.FIRST_CONTACT
    return Turn.LOOK


def may_withdraw(who: Viewer, transfer: Transfer, responsible: Assignment | None) -> bool:
    """Whether the giving side may still take it back."""
    is_open = transfer.state == TransferState.INITIATED
    is_wrong = transfer.state == TransferState.ACCEPTED and transfer.answer_changed
    return (is_open or is_wrong) and gives(who, transfer, responsible)


def marks_of(transfer: Transfer) -> list[str]:
    """What both sides have to know besides the state."""
    marks = []
    if transfer.answer_changed:
        marks.append("Antwort hat sich geändert")
    if transfer.state in OPEN_TRANSFER_STATES and transfer.attempt >= RETURNED_TWICE:
        marks.append("zweimal zurückgegeben")
    return marks
