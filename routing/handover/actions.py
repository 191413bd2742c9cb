"""A hand-over step by step: initiated, accepted or returned or withdrawn, and carried out on its day.

Every step locks the applicant first, so that of two at once the second sees what the first did.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from kit.history import acting_as
from routing.assignment.actions import decide_anew, locked
from routing.assignment.assigning import assign_from
from routing.assignment.choosing import Choice
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
from routing.handover.checklist import is_complete
from routing.handover.held import held_by_giver, held_by_receiver
from routing.models import AccessGrant, CurrentDecision, Transfer, TransferStep
from routing.problems import ActionRefused
from routing.queries import open_assignment
from staff.models import User
from staff.staffing.queries import serves

LONGEST_WAIT = timedelta(days=60)
"""For how long an accepted hand-over may wait for its day."""

Sheet = Callable[[Transfer], dict[str, Any]]
"""Makes the hand-over sheet of a transfer, as it is frozen when it is initiated."""

_logger = logging.getLogger(__name__)


def initiate(*, transfer: Transfer, note: str, sheet: Sheet, by: User, on: date, at: datetime) -> Transfer:
    """The giving side hands the case over, with a note and the sheet as it is now, signed with who and when. Raises
    `ActionRefused` unless it is proposed, still what the decision says, and everything on the checklist is ticked.

    The rules are asked in a transaction of its own: an answer that has changed stands, with all that follows from it,
    also where the step is refused because of it.
    """
    with transaction.atomic():
        transfer = held_by_giver(transfer, TransferState.PROPOSED, by=by, on=on, to_do="Einleiten")
        _ask_anew(transfer, by=by, on=on, at=at)
    with transaction.atomic(), acting_as(by.pk):
        transfer = held_by_giver(transfer, TransferState.PROPOSED, by=by, on=on, to_do="Einleiten")
        if not is_complete(transfer):
            raise ActionRefused("Haken Sie zuerst alle Punkte der Checkliste ab.")
        transfer.state, transfer.note = TransferState.INITIATED, note
        transfer.sheet = sheet(transfer) | {"frozen": {"by": str(by), "at": at.isoformat()}}
        transfer.due_on = due_after(on, HandoverTask.ACCEPT)
        transfer.save()
        _log(transfer, TransferStepKind.INITIATED, by=by, at=at, note=note)
    return transfer


def accept(*, transfer: Transfer, choice: Choice, effective_on: date, by: User, on: date, at: datetime) -> Transfer:
    """The receiving side takes the case from ``effective_on`` on and says who. Until then the giving side stays
    responsible. Raises `ActionRefused` unless it is initiated and still what the decision says, which is asked for
    anew as in `initiate`.
    """
    with transaction.atomic():
        transfer = held_by_receiver(transfer, TransferState.INITIATED, by=by, on=on, to_do="Annehmen")
        if not serves(choice.person, transfer.target_id, on):
            raise ActionRefused(f"Wählen Sie eine IFK der Stelle {transfer.target}.")
        if not on <= effective_on <= on + LONGEST_WAIT:
            raise ActionRefused("Der Fall geht frühestens heute und spätestens in 60 Tagen über. Wählen Sie einen Tag.")
        _ask_anew(transfer, by=by, on=on, at=at)
    with transaction.atomic(), acting_as(by.pk):
        transfer = held_by_receiver(transfer, TransferState.INITIATED, by=by, on=on, to_do="Annehmen")
        _refuse_unless_named(transfer)
        transfer.state, transfer.effective_on = TransferState.ACCEPTED, effective_on
        transfer.caseworker, transfer.ground, transfer.deviation = choice
        transfer.due_on = effective_on
        transfer.save()
        _log(transfer, TransferStepKind.ACCEPTED, by=by, at=at)
        if effective_on <= on:
            _carry_out(transfer, by=by, at=at)
    return transfer


@transaction.atomic
def send_back(*, transfer: Transfer, reason: ReturnReason, note: str, by: User, on: date, at: datetime) -> Transfer:
    """The receiving side returns the hand-over; where the decision still names it, another one is proposed at once.
    Raises `ActionRefused` unless it is initiated.
    """
    transfer = held_by_receiver(transfer, TransferState.INITIATED, by=by, on=on, to_do="Zurückgeben")
    return _ended(transfer, TransferStepKind.RETURNED, by=by, on=on, at=at, reason=reason, note=note)


@transaction.atomic
def withdraw(*, transfer: Transfer, note: str, by: User, on: date, at: datetime) -> Transfer:
    """The giving side takes it back before anybody has accepted it; afterwards, until its day, only where the answer
    has changed since. Raises `ActionRefused` else.
    """
    states = (TransferState.INITIATED, TransferState.ACCEPTED)
    transfer = held_by_giver(transfer, *states, by=by, on=on, to_do="Zurückziehen")
    if transfer.state == TransferState.ACCEPTED and not transfer.answer_changed:
        raise ActionRefused("Die Überstellung ist schon angenommen. Sprechen Sie mit der annehmenden Stelle.")
    return _ended(transfer, TransferStepKind.WITHDRAWN, by=by, on=on, at=at, note=note)


@transaction.atomic
def note_first_contact(*, transfer: Transfer, by: User, on: date, at: datetime) -> Transfer:
    """The receiving side has spoken with the applicant for the first time. Raises `ActionRefused` before it is hers,
    and where it is noted already.
    """
    transfer = held_by_receiver(transfer, TransferState.COMPLETED, by=by, on=on, to_do="Den Erstkontakt vermerken")
    if transfer.first_contact_on is not None:
        raise ActionRefused(f"Der Erstkontakt ist schon vermerkt ({transfer.first_contact_on:%d.%m.%Y}).")
    with acting_as(by.pk):
        transfer.first_contact_on = on
        transfer.save(update_fields=["first_contact_on"])
        _log(transfer, TransferStepKind.FIRST_CONTACT, by=by, at=at)
    return transfer


def complete_due(*, on: date, at: datetime) -> int:
    """Carry out what was agreed for ``on`` or a day before; how many cases went over. Each by itself: one that cannot
    be carried out stands in the log by its key, stays on the lists as overdue, and stops no other.
    """
    agreed = Transfer.objects.filter(state=TransferState.ACCEPTED, effective_on__lte=on).order_by("applicant")
    done = 0
    for transfer in agreed.defer("sheet"):
        try:
            done += _complete(transfer, on=on, at=at)
        except Exception as problem:
            # Without the error's text, which may quote the record.
            _logger.error("transfer %s could not be carried out: %s", transfer.key, type(problem).__name__)
    return done


@transaction.atomic
def _complete(transfer: Transfer, *, on: date, at: datetime) -> bool:
    locked(transfer.applicant)
    transfer = Transfer.objects.select_for_update(of=("self",)).select_related("caseworker").get(pk=transfer.pk)
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


def _ask_anew(transfer: Transfer, *, by: User, on: date, at: datetime) -> None:
    decide_anew(applicant=transfer.applicant, occasion=Occasion.TRANSFERRED, by=by, on=on, at=at)


def _refuse_unless_named(transfer: Transfer) -> None:
    """Raises `ActionRefused` where the decision names another desk by now than the one to which the case should go."""
    named = CurrentDecision.objects.select_related("decision__desk").get(applicant=transfer.applicant_id).decision.desk
    if named.pk != transfer.target_id:
        raise ActionRefused(f"Heute nennt die Entscheidung {named}. Diese Überstellung passt nicht mehr.")


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
    """From the agreed day on the receiving desk is responsible, and the former caseworker's access for the day goes.
    Where the chosen caseworker works elsewhere by now, the desk gets the case without one.
    """
    assert transfer.effective_on is not None
    assert transfer.caseworker is not None
    standing = open_assignment(transfer.applicant)
    assert standing is not None
    former, chosen = standing.caseworker_id, transfer.caseworker
    is_there = serves(chosen, transfer.target_id, transfer.effective_on)
    assign_from(
        standing,
        transfer.effective_on,
        desk_id=transfer.target_id,
        caseworker=chosen if is_there else None,
        ground=transfer.ground if is_there else "",
        deviation=transfer.deviation if is_there else "",
        origin=AssignmentOrigin.TRANSFERRED,
        decision_id=transfer.decision_id,
        assigned_at=at,
        assigned_by=by,
    )
    transfer.state = TransferState.COMPLETED
    transfer.due_on = due_after(transfer.effective_on, HandoverTask.FIRST_CONTACT)
    transfer.save(update_fields=["state", "due_on"])
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
