"""A hand-over step by step: initiated, accepted or returned or withdrawn, and carried out on its day.

Every step locks the applicant first, so that of two at once the second sees what the first did.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from kit.days import Period
from kit.history import acting_as
from kit.ranges import as_period, as_range
from routing.assignment.actions import decide_anew, locked
from routing.assignment.consequences import settle_transfers
from routing.assignment.terms import due_after
from routing.enums import (
    AssignmentOrigin,
    HandoverTask,
    Occasion,
    ReturnReason,
    TransferState,
    TransferStepKind,
)
from routing.models import AccessGrant, Assignment, Transfer, TransferStep
from routing.permissions import gives, receives, works_at
from routing.problems import ActionRefused
from routing.queries import open_assignment
from staff.models import User

LONGEST_WAIT = timedelta(days=60)
"""For how long an accepted hand-over may wait for its day."""

_GIVERS = "die zuständige IFK, eine IFK derselben Stelle oder die Teamleitung."

Sheet = Callable[[Transfer], dict[str, Any]]
"""Makes the hand-over sheet of a transfer, as it is frozen when it is initiated."""


@transaction.atomic
def initiate(*, transfer: Transfer, note: str, sheet: Sheet, by: User, on: date, at: datetime) -> Transfer:
    """The giving side hands the case over, with a note and the sheet as it is now, signed with who and when. Raises
    `ActionRefused` unless it is proposed and still what the rules say.
    """
    transfer = _held(transfer, TransferState.PROPOSED)
    if not gives(by, transfer, open_assignment(transfer.applicant)):
        raise ActionRefused(f"Einleiten kann nur {_GIVERS}")
    transfer = _asked_anew(transfer, by=by, on=on, at=at)
    with acting_as(by.pk):
        transfer.state, transfer.note = TransferState.INITIATED, note
        transfer.sheet = sheet(transfer) | {"frozen": {"by": str(by), "at": at.isoformat()}}
        transfer.due_on = due_after(on, HandoverTask.ACCEPT)
        transfer.save()
        _log(transfer, TransferStepKind.INITIATED, by=by, at=at, note=note)
    return transfer


@transaction.atomic
def accept(*, transfer: Transfer, caseworker: User, effective_on: date, by: User, on: date, at: datetime) -> Transfer:
    """The receiving side takes the case from ``effective_on`` on and says who. Until then the giving side stays
    responsible. Raises `ActionRefused` unless it is initiated and still what the rules say.
    """
    transfer = _held(transfer, TransferState.INITIATED)
    if not receives(by, transfer):
        raise ActionRefused(f"Annehmen kann nur die Stelle {transfer.target}.")
    if not works_at(caseworker, transfer.target_id):
        raise ActionRefused(f"Wählen Sie eine IFK der Stelle {transfer.target}.")
    if not on <= effective_on <= on + LONGEST_WAIT:
        raise ActionRefused("Der Fall geht frühestens heute und spätestens in 60 Tagen über. Wählen Sie einen Tag.")
    transfer = _asked_anew(transfer, by=by, on=on, at=at)
    with acting_as(by.pk):
        transfer.state, transfer.caseworker, transfer.effective_on = TransferState.ACCEPTED, caseworker, effective_on
        transfer.due_on = due_after(effective_on, HandoverTask.FIRST_CONTACT)
        transfer.save()
        _log(transfer, TransferStepKind.ACCEPTED, by=by, at=at)
        if effective_on <= on:
            _carry_out(transfer, by=by, at=at)
    return transfer


@transaction.atomic
def send_back(*, transfer: Transfer, reason: ReturnReason, note: str, by: User, on: date, at: datetime) -> Transfer:
    """The receiving side returns the hand-over; where the rules still name it, another one is proposed at once. Raises
    `ActionRefused` unless it is initiated.
    """
    transfer = _held(transfer, TransferState.INITIATED)
    if not receives(by, transfer):
        raise ActionRefused(f"Zurückgeben kann nur die Stelle {transfer.target}.")
    return _ended(transfer, TransferStepKind.RETURNED, by=by, on=on, at=at, reason=reason, note=note)


@transaction.atomic
def withdraw(*, transfer: Transfer, note: str, by: User, on: date, at: datetime) -> Transfer:
    """The giving side takes it back before anybody has accepted it. Raises `ActionRefused` unless it is initiated."""
    transfer = _held(transfer, TransferState.INITIATED)
    if not gives(by, transfer, open_assignment(transfer.applicant)):
        raise ActionRefused(f"Zurückziehen kann nur {_GIVERS}")
    return _ended(transfer, TransferStepKind.WITHDRAWN, by=by, on=on, at=at, note=note)


@transaction.atomic
def note_first_contact(*, transfer: Transfer, by: User, on: date) -> Transfer:
    """The receiving side has spoken with the applicant for the first time. Raises `ActionRefused` before it is hers."""
    transfer = _held(transfer, TransferState.COMPLETED)
    if not receives(by, transfer):
        raise ActionRefused(f"Das kann nur die Stelle {transfer.target}.")
    with acting_as(by.pk):
        transfer.first_contact_on = on
        transfer.save(update_fields=["first_contact_on"])
    return transfer


def complete_due(*, on: date, at: datetime) -> int:
    """Carry out what was agreed for ``on`` or a day before; how many cases went over. Each by itself."""
    agreed = Transfer.objects.filter(state=TransferState.ACCEPTED, effective_on__lte=on).order_by("applicant")
    return sum(_complete(transfer, on=on, at=at) for transfer in agreed)


@transaction.atomic
def _complete(transfer: Transfer, *, on: date, at: datetime) -> bool:
    locked(transfer.applicant)
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if transfer.state != TransferState.ACCEPTED:
        return False
    by = _acceptor(transfer)
    with acting_as(by.pk):
        _carry_out(transfer, by=by, at=at)
        settle_transfers(applicants=[transfer.applicant_id], by=None, on=on, at=at)
    return True


def _acceptor(transfer: Transfer) -> User:
    step = transfer.steps.filter(kind=TransferStepKind.ACCEPTED).select_related("by").latest("at")
    assert step.by is not None
    return step.by


def _held(transfer: Transfer, state: TransferState) -> Transfer:
    """The transfer as it stands, its applicant locked; raises `ActionRefused` unless it is in that state."""
    locked(transfer.applicant)
    transfer = Transfer.objects.select_related("applicant", "source", "target", "caseworker").get(pk=transfer.pk)
    if transfer.state != state:
        who = f" ({transfer.caseworker.short_name})" if transfer.caseworker else ""
        state_now = transfer.get_state_display()
        raise ActionRefused(f"Die Überstellung ist inzwischen {state_now}{who}. Laden Sie die Seite neu.")
    return transfer


def _asked_anew(transfer: Transfer, *, by: User, on: date, at: datetime) -> Transfer:
    """The transfer after the rules were asked anew; raises `ActionRefused` where they name another desk by now."""
    decision = decide_anew(applicant=transfer.applicant, occasion=Occasion.TRANSFERRED, by=by, on=on, at=at)
    if decision.desk_id != transfer.target_id:
        raise ActionRefused(
            f"Nach den Regeln ist heute {decision.desk} zuständig. Diese Überstellung passt nicht mehr."
        )
    return Transfer.objects.select_related("applicant", "source", "target").get(pk=transfer.pk)


def _ended(
    transfer: Transfer,
    kind: TransferStepKind,
    *,
    by: User,
    on: date,
    at: datetime,
    note: str,
    reason: ReturnReason | None = None,
) -> Transfer:
    with acting_as(by.pk):
        transfer.state = TransferState(kind.value)
        transfer.save(update_fields=["state"])
        _log(transfer, kind, by=by, at=at, note=note, reason=reason)
        settle_transfers(applicants=[transfer.applicant_id], by=by, on=on, at=at)
    return transfer


def _carry_out(transfer: Transfer, *, by: User, at: datetime) -> None:
    """From the agreed day on the receiving desk is responsible, and the former caseworker's access for the day goes."""
    assert transfer.effective_on is not None
    standing = open_assignment(transfer.applicant)
    assert standing is not None
    former, started = standing.caseworker_id, as_period(standing.period).start
    changed: dict[str, Any] = {
        "desk_id": transfer.target_id,
        "caseworker_id": transfer.caseworker_id,
        "origin": AssignmentOrigin.TRANSFERRED,
        "decision_id": transfer.decision_id,
        "assigned_at": at,
        "assigned_by": by,
    }
    if started >= transfer.effective_on:
        Assignment.objects.filter(pk=standing.pk).update(**changed)
    else:
        standing.period = as_range(Period(started, transfer.effective_on))
        standing.save(update_fields=["period"])
        Assignment.objects.create(
            applicant_id=transfer.applicant_id,
            case_id=standing.case_id,
            period=as_range(Period(transfer.effective_on)),
            **changed,
        )
    transfer.state = TransferState.COMPLETED
    transfer.save(update_fields=["state"])
    _log(transfer, TransferStepKind.COMPLETED, by=by, at=at)
    AccessGrant.objects.filter(applicant=transfer.applicant_id, user=former).delete()


def _log(
    transfer: Transfer,
    kind: TransferStepKind,
    *,
    by: User,
    at: datetime,
    note: str = "",
    reason: ReturnReason | None = None,
) -> None:
    TransferStep.objects.create(transfer=transfer, kind=kind, at=at, by=by, note=note, reason=reason or "")
