"""A hand-over step by step: initiated, accepted or returned or withdrawn, and spoken about with the applicant.

Every step locks the applicant first, so that of two at once the second sees what the first did.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import prefetch_related_objects

from frame.composition import sheet_of
from kit.bulk import write_changes
from kit.refusals import ActionRefused
from routing.acts import Act, history_of
from routing.assignment.choosing import Choice
from routing.assignment.consequences import settle_transfers, taken
from routing.assignment.terms import term_of
from routing.casefile import CaseFile, held_file
from routing.enums import HandoverTask, ReturnReason, TransferState, TransferStepKind
from routing.handover.carrying_out import carry_out
from routing.handover.checklist import incomplete
from routing.handover.held import held_transfers, in_state, live_of, refuse_unless_giver, refuse_unless_receiver
from routing.handover.together import Together
from routing.models import Transfer, TransferStep
from staff.models import User
from staff.staffing.queries import Served, is_served, served_by

LONGEST_WAIT = timedelta(days=60)
"""For how long an accepted hand-over may wait for its day."""

_AT_ONCE = 500


class Initiation(NamedTuple):
    """A hand-over to initiate, with a note for the receiving side, and who does it when."""

    transfer: Transfer
    note: str
    act: Act


class Acceptance(NamedTuple):
    """A hand-over to accept: who looks after the case, from when, and who says so when."""

    transfer: Transfer
    choice: Choice
    effective_on: date
    act: Act


def initiate(*, transfer: Transfer, note: str, by: User, on: date, at: datetime) -> Transfer:
    """`initiate_many` for one; raises its refusal."""
    return _taken(initiate_many(initiations=[Initiation(transfer, note, Act(by, on, at))]))


@transaction.atomic
def initiate_many(*, initiations: Sequence[Initiation]) -> list[Transfer | ActionRefused]:
    """The giving side hands cases over, with a note and the sheet as it is now, signed with who and when. For each the
    transfer, or why it is refused: unless it is proposed, still what the decision says, and everything on the
    checklist is ticked.

    The rules are asked before: an answer that has changed stands, with all that follows from it, also where the step is
    refused because of it.
    """
    steps = Together(initiations)
    with history_of(steps.acts.values()):
        steps.keep_if(_may_initiate)
        steps.ask_anew()
        steps.keep_if(_is_proposed)
        to_do = incomplete([file.transfer for file, _ in steps.left if file.transfer is not None])
        steps.keep_if(lambda _, step: _is_ticked(step, to_do))
        _write_initiated(steps.left)
    return steps.outcomes()


def accept(*, transfer: Transfer, choice: Choice, effective_on: date, by: User, on: date, at: datetime) -> Transfer:
    """`accept_many` for one; raises its refusal."""
    return _taken(accept_many(acceptances=[Acceptance(transfer, choice, effective_on, Act(by, on, at))]))


@transaction.atomic
def accept_many(*, acceptances: Sequence[Acceptance]) -> list[Transfer | ActionRefused]:
    """The receiving side takes cases from a day on and says who looks after them; until then the giving side stays
    responsible. For each the transfer, or why it is refused: unless it is initiated and still what the decision says,
    which is asked for anew as in `initiate_many`.
    """
    steps = Together(acceptances)
    people = {step.choice.person.pk for step in acceptances} | {step.act.by.pk for step in acceptances if step.act.by}
    served = served_by(people)
    with history_of(steps.acts.values()):
        steps.keep_if(lambda file, step: _may_accept(file, step, served))
        steps.ask_anew()
        steps.keep_if(_is_named)
        _write_accepted(steps.left, served)
    return steps.outcomes()


@transaction.atomic
def send_back(*, transfer: Transfer, reason: ReturnReason, note: str, by: User, on: date, at: datetime) -> Transfer:
    """The receiving side returns the hand-over; where the decision still names it, another one is proposed at once.
    Raises `ActionRefused` unless it is initiated.
    """
    act, file = Act(by, on, at), held_file(transfer.applicant)
    transfer = live_of(file, transfer, TransferState.INITIATED)
    refuse_unless_receiver(transfer, act, to_do="Zurückgeben")
    return _ended(file, transfer, TransferStepKind.RETURNED, act, note=note, reason=reason)


@transaction.atomic
def withdraw(*, transfer: Transfer, note: str, by: User, on: date, at: datetime) -> Transfer:
    """The giving side takes it back before anybody has accepted it; afterwards, until its day, only where the answer
    has changed since. Raises `ActionRefused` else.
    """
    act, file = Act(by, on, at), held_file(transfer.applicant)
    transfer = live_of(file, transfer, TransferState.INITIATED, TransferState.ACCEPTED)
    refuse_unless_giver(transfer, file.responsible, act, to_do="Zurückziehen")
    if transfer.state == TransferState.ACCEPTED and not transfer.answer_changed:
        raise ActionRefused("Die Überstellung ist schon angenommen. Sprechen Sie mit der annehmenden Stelle.")
    return _ended(file, transfer, TransferStepKind.WITHDRAWN, act, note=note)


def note_first_contact(*, transfer: Transfer, by: User, on: date, at: datetime) -> Transfer:
    """`note_first_contacts` for one."""
    return note_first_contacts(transfers=[(transfer, Act(by, on, at))])[0]


@transaction.atomic
def note_first_contacts(*, transfers: Sequence[tuple[Transfer, Act]]) -> list[Transfer]:
    """The receiving side has spoken with applicants for the first time. Raises `ActionRefused` before a case is hers,
    and where it is noted already.
    """
    acts = {transfer.pk: act for transfer, act in transfers}
    held, served = held_transfers(acts), served_by({act.by.pk for act in acts.values() if act.by})
    for transfer in held:
        _may_note_contact(transfer, acts[transfer.pk], served)
        transfer.first_contact_on = acts[transfer.pk].on
    with history_of(acts.values()):
        write_changes(held, ["first_contact_on"])
        _note(taken(transfer, TransferStepKind.FIRST_CONTACT, acts[transfer.pk]) for transfer in held)
    return held


def _may_initiate(file: CaseFile, step: Initiation) -> None:
    transfer = live_of(file, step.transfer, TransferState.PROPOSED)
    refuse_unless_giver(transfer, file.responsible, step.act, to_do="Einleiten")


def _is_proposed(file: CaseFile, step: Initiation) -> None:
    live_of(file, step.transfer, TransferState.PROPOSED)


def _is_ticked(step: Initiation, incomplete_ones: Collection[int]) -> None:
    if step.transfer.pk in incomplete_ones:
        raise ActionRefused("Haken Sie zuerst alle Punkte der Checkliste ab.", field="items")


def _write_initiated(steps: Collection[tuple[CaseFile, Initiation]]) -> None:
    if not steps:
        return
    due_on, written = term_of(HandoverTask.ACCEPT), []
    # The sheet tells of the last one.
    prefetch_related_objects([file.applicant for file, _ in steps], "lapses")
    for file, (_, note, act) in steps:
        assert file.transfer is not None
        file.transfer.state, file.transfer.note = TransferState.INITIATED, note
        file.transfer.sheet = sheet_of(file, act.on) | {"frozen": {"by": str(act.by), "at": act.at.isoformat()}}
        file.transfer.due_on = due_on(act.on)
        written.append(file.transfer)
    write_changes(written, ["state", "note", "sheet", "due_on"])
    _note(taken(step.transfer, TransferStepKind.INITIATED, step.act, note=step.note) for _, step in steps)


def _may_accept(file: CaseFile, step: Acceptance, served: Served) -> None:
    act, transfer = step.act, live_of(file, step.transfer, TransferState.INITIATED)
    _refuse_unless_receiver(transfer, act, served, to_do="Annehmen")
    if not is_served(served, step.choice.person, transfer.target_id, act.on):
        raise ActionRefused(f"Wählen Sie eine IFK der Stelle {transfer.target}.")
    if not act.on <= step.effective_on <= act.on + LONGEST_WAIT:
        raise ActionRefused("Der Fall geht frühestens heute und spätestens in 60 Tagen über. Wählen Sie einen Tag.")


def _refuse_unless_receiver(transfer: Transfer, act: Act, served: Served, *, to_do: str) -> None:
    """Who serves the desk herself is known; everybody else is asked for one by one."""
    if act.by is None or not is_served(served, act.by, transfer.target_id, act.on):
        refuse_unless_receiver(transfer, act, to_do=to_do)


def _is_named(file: CaseFile, step: Acceptance) -> None:
    """Raises `ActionRefused` where the decision names another desk by now than the one to which the case should go."""
    transfer = live_of(file, step.transfer, TransferState.INITIATED)
    assert file.current is not None
    named = file.current.decision
    if named.desk_id != transfer.target_id:
        raise ActionRefused(f"Heute nennt die Entscheidung {named.desk}. Diese Überstellung passt nicht mehr.")


def _write_accepted(steps: Collection[tuple[CaseFile, Acceptance]], served: Served) -> None:
    """Store what was agreed, and carry out what is agreed for today."""
    acts = {file.applicant.pk: step.act for file, step in steps}
    written, noted = [], []
    for file, step in steps:
        transfer = file.transfer
        assert transfer is not None
        transfer.state, transfer.effective_on = TransferState.ACCEPTED, step.effective_on
        transfer.caseworker, transfer.ground, transfer.deviation = step.choice
        transfer.due_on = step.effective_on
        written.append(transfer)
        noted.append(taken(transfer, TransferStepKind.ACCEPTED, step.act))
        if step.effective_on <= step.act.on:
            noted.append(taken(transfer, TransferStepKind.COMPLETED, step.act))
    write_changes(written, ["state", "effective_on", "caseworker", "ground", "deviation", "due_on"])
    carry_out([file for file, step in steps if step.effective_on <= step.act.on], acts, served)
    _note(noted)


def _may_note_contact(transfer: Transfer, act: Act, served: Served) -> None:
    in_state(transfer, TransferState.COMPLETED)
    _refuse_unless_receiver(transfer, act, served, to_do="Den Erstkontakt vermerken")
    if transfer.first_contact_on is not None:
        raise ActionRefused(f"Der Erstkontakt ist schon vermerkt ({transfer.first_contact_on:%d.%m.%Y}).")


def _ended(
    file: CaseFile,
    transfer: Transfer,
    kind: TransferStepKind,
    act: Act,
    *,
    note: str,
    reason: ReturnReason | None = None,
) -> Transfer:
    with history_of([act]):
        transfer.state = TransferState(kind.value)
        transfer.save(update_fields=["state"])
        file.transfer = None
        _note([taken(transfer, kind, act, note=note, reason=reason)])
        settle_transfers([file], {file.applicant.pk: act})
    return transfer


def _note(steps: Iterable[TransferStep]) -> None:
    TransferStep.objects.bulk_create(steps, batch_size=_AT_ONCE)


def _taken(outcomes: Sequence[Transfer | ActionRefused]) -> Transfer:
    (outcome,) = outcomes
    if isinstance(outcome, ActionRefused):
        raise outcome
    return outcome
