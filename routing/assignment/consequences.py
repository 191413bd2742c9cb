"""What follows from an answer, in the same transaction and whoever asked: lapses are recorded, hand-overs proposed.

No case changes hands here; that takes a person. Callers hold the files (`routing.casefile.held_files`), and the acts by
the applicants' ids.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from kit.bulk import write_changes
from routing.acts import Act
from routing.assignment.terms import term_of
from routing.casefile import CaseFile
from routing.enums import HandoverTask, OverrideState, ReturnReason, TransferState, TransferStepKind
from routing.models import Assignment, Decision, Lapse, Transfer, TransferStep
from routing.models import Override as StoredOverride
from routing.rules.facts import Facts
from routing.rules.lapse import lapse
from routing.rules.override import Override

Acts = Mapping[int, Act]
"""Who acts when, by the applicants' ids."""

_AT_ONCE = 500


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


def record_lapses(*, files: Iterable[CaseFile], asked: Mapping[int, Asked], acts: Acts) -> None:
    """Record for each applicant whose status ended why and since when; the same answer never twice."""
    found = []
    for file in files:
        pk = file.applicant.pk
        answer, on = asked[pk], acts[pk].on
        ended = lapse(answer.facts, on, file.policies) if answer.has_lapsed else None
        if ended is not None:
            found.append(
                Lapse(
                    applicant_id=pk,
                    decision=answer.decision,
                    cause=ended.cause.value,
                    since=ended.since,
                    known_on=on,
                )
            )
    Lapse.objects.bulk_create(found, ignore_conflicts=True, batch_size=_AT_ONCE)


def settle_transfers(files: Iterable[CaseFile], acts: Acts) -> None:
    """Bring open hand-overs in line with the standing answers.

    Where the answer names another desk than the responsible one and nothing runs, a hand-over is proposed. A proposal
    that no longer fits is superseded, one that fits rests on the newest answer; one that a person has initiated is left
    to people, with a mark for both sides.
    """
    superseded: list[Transfer] = []
    marked: list[Transfer] = []
    renewed: list[Transfer] = []
    wanted: list[CaseFile] = []
    for file in files:
        if file.responsible is None or file.current is None:
            continue
        decision, transfer = file.current.decision, file.transfer
        if transfer is not None and _fits(transfer, file.responsible, decision.desk_id):
            if _is_renewed(transfer, decision):
                renewed.append(transfer)
        elif transfer is not None and transfer.state == TransferState.PROPOSED:
            superseded.append(transfer)
            file.transfer = None
        elif transfer is not None and not transfer.answer_changed:
            marked.append(transfer)
            transfer.answer_changed = True
        if file.transfer is None and decision.desk_id != file.responsible.desk_id:
            wanted.append(file)
    _supersede(superseded, acts)
    write_changes(marked, ["answer_changed"])
    write_changes(renewed, ["answer_changed", "decision"])
    _note(marked, TransferStepKind.ANSWER_CHANGED, acts)
    _propose(wanted, acts)


def end_transfers(files: Iterable[CaseFile], acts: Acts) -> None:
    """Supersede what still runs for cases that are closed."""
    ended = [file for file in files if file.transfer is not None]
    _supersede([file.transfer for file in ended if file.transfer is not None], acts)
    for file in ended:
        file.transfer = None


def end_overrides(acts: Acts) -> None:
    """End what was asked for or approved for cases that are closed: a new one begins with the rules."""
    ahead = Q(state=OverrideState.REQUESTED) | Q(state=OverrideState.APPROVED)
    for override in StoredOverride.objects.filter(ahead, applicant__in=acts):
        act, last_day = acts[override.applicant_id], override.last_day
        if override.state == OverrideState.REQUESTED or last_day is None or last_day >= act.on:
            end_override(override, act)


def end_override(override: StoredOverride, act: Act) -> None:
    """Note that it holds no longer from the day of the act; the rules are asked by the caller."""
    override.state = OverrideState.ENDED
    override.ended_by, override.ended_on, override.ended_at = act.by, act.on, act.at
    override.save(update_fields=["state", "ended_by", "ended_on", "ended_at"])


def taken(
    transfer: Transfer, kind: TransferStepKind, act: Act, *, note: str = "", reason: ReturnReason | None = None
) -> TransferStep:
    """A step with a hand-over as it is to be stored."""
    return TransferStep(transfer=transfer, kind=kind, at=act.at, by=act.by, note=note, reason=reason or "")


def _fits(transfer: Transfer, responsible: Assignment, named: str) -> bool:
    return transfer.source_id == responsible.desk_id and transfer.target_id == named


def _is_renewed(transfer: Transfer, decision: Decision) -> bool:
    """Whether something changes with a hand-over that fits. A proposal rests on the answer that stands now: the reasons
    and the day may be others than before. An answer that came back to what it was: both sides need not mind any more.
    """
    rests_on = decision.pk if transfer.state == TransferState.PROPOSED else transfer.decision_id
    is_renewed = transfer.answer_changed or transfer.decision_id != rests_on
    transfer.answer_changed, transfer.decision_id = False, rests_on
    return is_renewed


def _supersede(transfers: Collection[Transfer], acts: Acts) -> None:
    for transfer in transfers:
        transfer.state = TransferState.SUPERSEDED
    write_changes(transfers, ["state"])
    _note(transfers, TransferStepKind.SUPERSEDED, acts)


def _propose(wanted: Collection[CaseFile], acts: Acts) -> None:
    if not wanted:
        return
    due_on, attempts = term_of(HandoverTask.INITIATE), _attempts(wanted)
    proposed = Transfer.objects.bulk_create(
        (_proposal(file, attempts.get(file.applicant.pk, 1), acts[file.applicant.pk], due_on) for file in wanted),
        batch_size=_AT_ONCE,
    )
    for file, transfer in zip(wanted, proposed, strict=True):
        file.transfer = transfer
    _note(proposed, TransferStepKind.PROPOSED, acts)


def _proposal(file: CaseFile, attempt: int, act: Act, due_on: Callable[[date], date]) -> Transfer:
    assert file.responsible is not None
    assert file.current is not None
    return Transfer(
        applicant=file.applicant,
        case_id=file.responsible.case_id,
        decision_id=file.current.decision_id,
        source_id=file.responsible.desk_id,
        target_id=file.current.decision.desk_id,
        attempt=attempt,
        proposed_on=act.on,
        due_on=due_on(act.on),
    )


def _attempts(wanted: Iterable[CaseFile]) -> dict[int, int]:
    """Which attempt it is where the last hand-over between the same desks was returned or withdrawn."""
    named = {file.applicant.pk: file.current.decision.desk_id for file in wanted if file.current}
    before = Transfer.objects.filter(case__in=[file.responsible.case_id for file in wanted if file.responsible])
    last = {transfer.applicant_id: transfer for transfer in before.defer("sheet").order_by("pk")}
    tried_again = {TransferState.RETURNED: 1, TransferState.WITHDRAWN: 0}
    return {
        applicant: transfer.attempt + tried_again[TransferState(transfer.state)]
        for applicant, transfer in last.items()
        if transfer.state in tried_again and transfer.target_id == named[applicant]
    }


def _note(transfers: Iterable[Transfer], kind: TransferStepKind, acts: Acts) -> None:
    steps = (taken(transfer, kind, acts[transfer.applicant_id]) for transfer in transfers)
    TransferStep.objects.bulk_create(steps, batch_size=_AT_ONCE)
