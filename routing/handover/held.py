"""Whose turn a step of a hand-over is, asked of what is stored now, with its applicant locked."""

from collections.abc import Collection

from frame.viewer import Viewer
from kit.refusals import ActionRefused
from routing.acts import Act
from routing.casefile import CaseFile, held_applicants
from routing.enums import TransferState
from routing.models import Assignment, Transfer
from routing.permissions import gives, receives

_WITH_EVERYTHING = ("applicant", "source", "target", "caseworker")


def held_transfer(transfer: Transfer) -> Transfer:
    """The transfer as it stands."""
    return held_transfers([transfer.pk])[0]


def held_transfers(transfers: Collection[int]) -> list[Transfer]:
    """These transfers (by id) as they stand, in the order of their applicants."""
    found = Transfer.objects.filter(pk__in=transfers)
    held_applicants(list(found.values_list("applicant", flat=True)))
    return list(found.select_related(*_WITH_EVERYTHING).defer("sheet").order_by("applicant"))


def live_of(file: CaseFile, transfer: Transfer, *states: TransferState) -> Transfer:
    """The transfer as the held file has it; raises `ActionRefused` unless it is in one of these states."""
    is_live = file.transfer is not None and file.transfer.pk == transfer.pk
    return in_state(file.transfer if is_live and file.transfer else _stored(transfer.pk), *states)


def in_state(transfer: Transfer, *states: TransferState) -> Transfer:
    """The transfer; raises `ActionRefused` unless it is in one of these states."""
    if transfer.state not in states:
        who = f" ({transfer.caseworker.short_name})" if transfer.caseworker else ""
        raise ActionRefused(f"Die Überstellung ist inzwischen {transfer.get_state_display()}{who}.")
    return transfer


def refuse_unless_giver(transfer: Transfer, responsible: Assignment | None, act: Act, *, to_do: str) -> None:
    """Raises `ActionRefused` unless whoever acts is of the giving side. ``to_do`` is the step in German, with a capital
    letter.
    """
    if act.by is None or not gives(Viewer(act.by, act.on, act.at), transfer, responsible):
        raise ActionRefused(f"{to_do} kann nur die zuständige IFK, ihre Vertretung oder die Teamleitung.")


def refuse_unless_receiver(transfer: Transfer, act: Act, *, to_do: str) -> None:
    """The same for the receiving side."""
    if act.by is None or not receives(Viewer(act.by, act.on, act.at), transfer):
        raise ActionRefused(f"{to_do} kann nur die Stelle {transfer.target} oder ihre Teamleitung.")


def _stored(pk: int) -> Transfer:
    return Transfer.objects.select_related(*_WITH_EVERYTHING).get(pk=pk)
