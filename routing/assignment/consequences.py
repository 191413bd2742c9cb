"""What follows from an answer, in the same transaction and whoever asked: lapses are recorded, hand-overs proposed.

No case changes hands here; that takes a person.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from routing.assignment.terms import due_after
from routing.enums import LIVE_TRANSFER_STATES, HandoverTask, OverrideState, TransferState, TransferStepKind
from routing.models import Assignment, CurrentDecision, Decision, Lapse, Transfer, TransferStep
from routing.models import Override as StoredOverride
from routing.rules.facts import Facts
from routing.rules.lapse import lapse
from routing.rules.override import Override
from routing.rules.policy import PolicySchedule
from staff.models import User


class Asked(NamedTuple):
    """An answer: the decision that stands now, the one that stood before, and what the rules were told."""

    decision: Decision
    before: Decision | None
    facts: Facts
    overrides: tuple[Override, ...] = ()

    @property
    def has_lapsed(self) -> bool:
        """Whether the single-parent status ended with it."""
        return self.before is not None and self.before.single_parent and not self.decision.single_parent


def record_lapses(*, asked: Iterable[Asked], policies: PolicySchedule, on: date) -> list[Lapse]:
    """Record for each applicant whose status ended why and since when; the same answer never twice."""
    found = []
    for answer in asked:
        ended = lapse(answer.facts, on, policies) if answer.has_lapsed else None
        if ended is not None:
            found.append(
                Lapse(
                    applicant_id=answer.decision.applicant_id,
                    decision=answer.decision,
                    cause=ended.cause.value,
                    since=ended.since,
                    known_on=on,
                )
            )
    return Lapse.objects.bulk_create(found, ignore_conflicts=True)


@transaction.atomic
def settle_transfers(*, applicants: Collection[int], by: User | None, on: date, at: datetime) -> int:
    """Bring open hand-overs in line with the standing answers; how many were proposed.

    Where the answer names another desk than the responsible one and nothing runs, a hand-over is proposed. A proposal
    that no longer fits is superseded, one that fits rests on the newest answer; one that a person has initiated is left
    to people, with a mark for both sides. Callers have locked the applicants.
    """
    running = {
        transfer.applicant_id: transfer
        for transfer in Transfer.objects.filter(applicant__in=applicants, state__in=LIVE_TRANSFER_STATES)
    }
    current = CurrentDecision.objects.filter(applicant__in=applicants)
    standing = list(current.values_list("applicant", "decision__desk", "decision"))
    named = {applicant: desk for applicant, desk, _ in standing}
    decided = {applicant: decision for applicant, _, decision in standing}
    responsible = list(Assignment.objects.filter(applicant__in=applicants, period__upper_inf=True))
    unfit = [
        running[assignment.applicant_id]
        for assignment in responsible
        if assignment.applicant_id in running
        and not _fits(running[assignment.applicant_id], assignment, named[assignment.applicant_id])
    ]
    superseded = [transfer for transfer in unfit if transfer.state == TransferState.PROPOSED]
    _supersede(superseded, by=by, at=at)
    _mark([transfer for transfer in unfit if transfer not in superseded], by=by, at=at)
    _unmark(running.values(), unfit)
    _renew((transfer for transfer in running.values() if transfer not in unfit), decided)
    over = {transfer.applicant_id for transfer in superseded}
    wanted = [
        assignment
        for assignment in responsible
        if named[assignment.applicant_id] != assignment.desk_id
        and (assignment.applicant_id not in running or assignment.applicant_id in over)
    ]
    return len(_propose(wanted, named, decided, by=by, on=on, at=at))


def end_transfers(*, applicant_id: int, by: User, at: datetime) -> None:
    """Supersede what still runs for a case that is closed, or that somebody has taken over."""
    _supersede(Transfer.objects.filter(applicant=applicant_id, state__in=LIVE_TRANSFER_STATES), by=by, at=at)


def end_overrides(*, applicant_id: int, by: User, on: date, at: datetime) -> None:
    """End from ``on`` what was asked for or approved for a case that is closed: a new one begins with the rules."""
    ahead = Q(state=OverrideState.REQUESTED) | Q(state=OverrideState.APPROVED, period__endswith__gt=on)
    for override in StoredOverride.objects.filter(ahead, applicant=applicant_id):
        end_override(override, by=by, on=on, at=at)


def end_override(override: StoredOverride, *, by: User, on: date, at: datetime) -> None:
    """Note that it holds no longer from ``on``; the rules are asked by the caller."""
    override.state = OverrideState.ENDED
    override.ended_by, override.ended_on, override.ended_at = by, on, at
    override.save(update_fields=["state", "ended_by", "ended_on", "ended_at"])


def _fits(transfer: Transfer, assignment: Assignment, named: str) -> bool:
    return transfer.source_id == assignment.desk_id and transfer.target_id == named


def _supersede(transfers: Iterable[Transfer], *, by: User | None, at: datetime) -> None:
    ended = list(transfers)
    for transfer in ended:
        transfer.state = TransferState.SUPERSEDED
    Transfer.objects.bulk_update(ended, ["state"])
    _note(ended, TransferStepKind.SUPERSEDED, by=by, at=at)


def _mark(transfers: Iterable[Transfer], *, by: User | None, at: datetime) -> None:
    marked = [transfer for transfer in transfers if not transfer.answer_changed]
    for transfer in marked:
        transfer.answer_changed = True
    Transfer.objects.bulk_update(marked, ["answer_changed"])
    _note(marked, TransferStepKind.ANSWER_CHANGED, by=by, at=at)


def _unmark(running: Iterable[Transfer], unfit: Collection[Transfer]) -> None:
    """An answer that came back to what it was: both sides need not mind any more."""
    fitting = [transfer for transfer in running if transfer.answer_changed and transfer not in unfit]
    for transfer in fitting:
        transfer.answer_changed = False
    Transfer.objects.bulk_update(fitting, ["answer_changed"])


def _renew(fitting: Iterable[Transfer], decided: Mapping[int, int]) -> None:
    """Have proposals rest on the answer that stands now: the reasons and the day may be others than before."""
    older = [
        transfer
        for transfer in fitting
        if transfer.state == TransferState.PROPOSED and transfer.decision_id != decided[transfer.applicant_id]
    ]
    for transfer in older:
        transfer.decision_id = decided[transfer.applicant_id]
    Transfer.objects.bulk_update(older, ["decision"])


def _propose(
    wanted: Collection[Assignment],
    named: Mapping[int, str],
    decided: Mapping[int, int],
    *,
    by: User | None,
    on: date,
    at: datetime,
) -> list[Transfer]:
    if not wanted:
        return []
    due_on = due_after(on, HandoverTask.INITIATE)
    attempts = _attempts(wanted, named)
    proposed = Transfer.objects.bulk_create(
        Transfer(
            applicant_id=assignment.applicant_id,
            case_id=assignment.case_id,
            decision_id=decided[assignment.applicant_id],
            source_id=assignment.desk_id,
            target_id=named[assignment.applicant_id],
            attempt=attempts.get(assignment.applicant_id, 1),
            proposed_on=on,
            due_on=due_on,
        )
        for assignment in wanted
    )
    _note(proposed, TransferStepKind.PROPOSED, by=by, at=at)
    return proposed


def _attempts(wanted: Iterable[Assignment], named: Mapping[int, str]) -> dict[int, int]:
    """Which attempt it is where the last hand-over between the same desks was returned or withdrawn."""
    before = Transfer.objects.filter(case__in=[assignment.case_id for assignment in wanted]).order_by("pk")
    last = {transfer.applicant_id: transfer for transfer in before}
    tried_again = {TransferState.RETURNED: 1, TransferState.WITHDRAWN: 0}
    return {
        applicant: transfer.attempt + tried_again[TransferState(transfer.state)]
        for applicant, transfer in last.items()
        if transfer.state in tried_again and transfer.target_id == named[applicant]
    }


def _note(transfers: Iterable[Transfer], kind: TransferStepKind, *, by: User | None, at: datetime) -> None:
    TransferStep.objects.bulk_create(TransferStep(transfer=transfer, kind=kind, at=at, by=by) for transfer in transfers)
