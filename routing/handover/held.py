"""A hand-over held fast for a step: as it stands now, with its applicant locked."""

from datetime import date

from routing.assignment.actions import locked
from routing.enums import TransferState
from routing.models import Transfer
from routing.permissions import acting, gives, receives
from routing.problems import ActionRefused
from routing.queries import open_assignment
from staff.models import User

_WITH_EVERYTHING = ("applicant", "source", "target", "caseworker")


def held_by_giver(transfer: Transfer, *states: TransferState, by: User, on: date, to_do: str) -> Transfer:
    """The transfer in one of these states, for somebody of the giving side; raises `ActionRefused` else. ``to_do`` is
    the step in German, with a capital letter.
    """
    held = _held(transfer, states)
    if not gives(acting(by, on), held, open_assignment(held.applicant)):
        raise ActionRefused(
            f"{to_do} kann nur die zuständige IFK, ihre Vertretung oder die Teamleitung. Laden Sie die Seite neu."
        )
    return held


def held_by_receiver(transfer: Transfer, *states: TransferState, by: User, on: date, to_do: str) -> Transfer:
    """The same for somebody of the receiving side."""
    held = _held(transfer, states)
    if not receives(acting(by, on), held):
        raise ActionRefused(f"{to_do} kann nur die Stelle {held.target} oder ihre Teamleitung.")
    return held


def _held(transfer: Transfer, states: tuple[TransferState, ...]) -> Transfer:
    locked(transfer.applicant)
    held = Transfer.objects.select_related(*_WITH_EVERYTHING).get(pk=transfer.pk)
    if held.state not in states:
        who = f" ({held.caseworker.short_name})" if held.caseworker else ""
        raise ActionRefused(
            f"Die Überstellung ist inzwischen {held.get_state_display()}{who}. Laden Sie die Seite neu."
        )
    return held
