"""Carrying out accepted hand-overs: from the agreed day on the receiving desk is responsible."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from kit.bulk import write_changes
from routing.acts import Act, history_of
from routing.assignment.assigning import Succession, assign_many, succession
from routing.assignment.consequences import Acts, settle_transfers, taken
from routing.assignment.terms import term_of
from routing.casefile import CaseFile, held_files
from routing.enums import AssignmentOrigin, HandoverTask, TransferState, TransferStepKind
from routing.models import AccessGrant, Transfer, TransferStep
from staff.models import User
from staff.staffing.queries import Served, is_served, served_by

_AT_ONCE = 500

_logger = logging.getLogger(__name__)


def complete_due(*, on: date, at: datetime) -> int:
    """Carry out what was agreed for ``on`` or a day before; how many cases went over. One that cannot be carried out
    stands in the log by its key, stays on the lists as overdue, and stops no other.
    """
    agreed = Transfer.objects.filter(state=TransferState.ACCEPTED, effective_on__lte=on)
    accepted = TransferStep.objects.filter(transfer__in=agreed, kind=TransferStepKind.ACCEPTED)
    acceptors = {step.transfer_id: step.by for step in accepted.select_related("by").order_by("at", "pk")}
    # The history names who accepted, so those of one person go together.
    together: dict[User | None, list[Transfer]] = defaultdict(list)
    for transfer in agreed.order_by("applicant").defer("sheet"):
        together[acceptors.get(transfer.pk)].append(transfer)
    return sum(_complete(transfers, Act(by, on, at)) for by, transfers in together.items())


def carry_out(files: Collection[CaseFile], acts: Acts, served: Served) -> None:
    """Make the receiving desks of these agreed hand-overs responsible from their days on; the former caseworkers'
    access for the day goes. Where a chosen caseworker works elsewhere by now, the desk gets the case without one.

    ``served`` tells of those who were chosen. The caller notes the steps.
    """
    if not files:
        return
    due_on, former = term_of(HandoverTask.FIRST_CONTACT), _former_caseworkers(files)
    stand_now = assign_many(_succession(file, acts[file.applicant.pk], served) for file in files)
    done = []
    for file, assignment in zip(files, stand_now, strict=True):
        transfer = file.transfer
        assert transfer is not None
        assert transfer.effective_on is not None
        transfer.state, transfer.due_on = TransferState.COMPLETED, due_on(transfer.effective_on)
        file.responsible, file.transfer = assignment, None
        done.append(transfer)
    write_changes(done, ["state", "due_on"])
    if former:
        hers = (Q(user=caseworker, applicant__in=cases) for caseworker, cases in former.items())
        AccessGrant.objects.filter(reduce(or_, hers)).delete()


def _complete(transfers: Sequence[Transfer], act: Act) -> int:
    try:
        return _complete_together(transfers, act)
    except Exception as problem:
        if len(transfers) > 1:
            return sum(_complete([transfer], act) for transfer in transfers)
        # Without the error's text, which may quote the record.
        _logger.error("transfer %s could not be carried out: %s", transfers[0].key, type(problem).__name__)
        return 0


@transaction.atomic
def _complete_together(transfers: Sequence[Transfer], act: Act) -> int:
    wanted = {transfer.pk for transfer in transfers}
    files = held_files([transfer.applicant_id for transfer in transfers])
    due = [file for file in files.values() if _is_to_go(file.transfer, wanted)]
    moved = [file.transfer for file in due if file.transfer is not None]
    acts = {file.applicant.pk: act for file in due}
    with history_of([act]):
        chosen = {transfer.caseworker_id for transfer in moved if transfer.caseworker_id is not None}
        carry_out(due, acts, served_by(chosen))
        TransferStep.objects.bulk_create(taken(transfer, TransferStepKind.COMPLETED, act) for transfer in moved)
        settle_transfers(due, {pk: act._replace(by=None) for pk in acts})
    return len(due)


def _is_to_go(transfer: Transfer | None, wanted: Collection[int]) -> bool:
    return transfer is not None and transfer.pk in wanted and transfer.state == TransferState.ACCEPTED


def _former_caseworkers(files: Iterable[CaseFile]) -> dict[int, list[int]]:
    """Who looked after the cases until now, with the applicants of each."""
    former: dict[int, list[int]] = defaultdict(list)
    for file in files:
        if file.responsible is not None and file.responsible.caseworker_id is not None:
            former[file.responsible.caseworker_id].append(file.applicant.pk)
    return former


def _succession(file: CaseFile, act: Act, served: Served) -> Succession:
    transfer, standing = file.transfer, file.responsible
    assert transfer is not None
    assert transfer.caseworker is not None
    assert transfer.effective_on is not None
    assert standing is not None
    is_there = is_served(served, transfer.caseworker, transfer.target_id, transfer.effective_on)
    return succession(
        standing,
        transfer.effective_on,
        desk_id=transfer.target_id,
        caseworker=transfer.caseworker if is_there else None,
        ground=transfer.ground if is_there else "",
        deviation=transfer.deviation if is_there else "",
        origin=AssignmentOrigin.TRANSFERRED,
        decision_id=transfer.decision_id,
        assigned_at=act.at,
        assigned_by=act.by,
    )
