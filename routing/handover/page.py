"""What the page of a hand-over shows, but for the sheet, which several apps make up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from frame.viewer import Viewer
from kit.days import overdue_words
from routing.assignment.ladder import LadderRow, ladder_of_stored
from routing.enums import LIVE_TRANSFER_STATES, OPEN_TRANSFER_STATES, TransferState, TransferStepKind
from routing.handover.checklist import CheckedItem, checklist_of
from routing.handover.turn import Turn, marks_of, may_withdraw, turn_of
from routing.models import Assignment, Transfer, TransferStep
from routing.permissions import visible_applicants, visible_transfers
from routing.queries import open_assignment
from routing.rules.codes import Basis
from routing.rules.wording import german_date
from staff.models import Desk


@dataclass(frozen=True, slots=True)
class StepLine:
    """What happened to the hand-over: when, what, by whom, and what was said."""

    at: datetime
    title: str
    by: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class TransferPage:
    """Everything on the page. ``named``: the desk that the rules name now. ``successor``: what runs after this one has
    ended, if the reader may see it. ``may_open``: whether she may open the applicant's own page. ``returned``: why the
    attempt before this one came back.
    """

    transfer: Transfer
    responsible: Assignment | None
    named: Desk
    steps: list[StepLine]
    returned: StepLine | None
    ladder: list[LadderRow]
    checklist: list[CheckedItem]
    turn: Turn
    may_withdraw: bool
    may_open: bool
    successor: Transfer | None
    marks: list[str]
    overdue: str

    @property
    def runs(self) -> bool:
        """Whether it is still on its way."""
        return self.transfer.state in LIVE_TRANSFER_STATES

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Names and values beside the steps."""
        return list(_facts(self))


def transfer_page(key: UUID, viewer: Viewer) -> TransferPage:
    """The page of a hand-over, in a fixed number of queries; raises ``Http404`` alike for a missing and for one that is
    not the viewer's to see.
    """
    found = visible_transfers(viewer.user).select_related(
        "applicant__current__decision__desk",
        "source__team",
        "target__team",
        "caseworker",
        "decision__desk",
        "decision__lapse",
    )
    transfer = get_object_or_404(found, key=key)
    responsible, on = open_assignment(transfer.applicant), viewer.on
    may_open = visible_applicants(viewer.user, on).filter(pk=transfer.applicant_id).exists()
    return TransferPage(
        transfer=transfer,
        responsible=responsible,
        named=transfer.applicant.current.decision.desk,
        steps=list(_lines(transfer.steps.order_by("-at", "-pk"))),
        returned=_returned(transfer),
        ladder=ladder_of_stored(transfer.decision.trace),
        checklist=checklist_of(transfer) if transfer.state == TransferState.PROPOSED else [],
        turn=turn_of(viewer, transfer, responsible),
        may_withdraw=may_withdraw(viewer, transfer, responsible),
        may_open=may_open,
        successor=_successor(transfer) if may_open else None,
        marks=marks_of(transfer),
        overdue=overdue_words(transfer.due_on, on) if _is_running(transfer) else "",
    )


def _is_running(transfer: Transfer) -> bool:
    awaits_contact = transfer.state == TransferState.COMPLETED and transfer.first_contact_on is None
    return awaits_contact or transfer.state in LIVE_TRANSFER_STATES


def _successor(transfer: Transfer) -> Transfer | None:
    if transfer.state in LIVE_TRANSFER_STATES:
        return None
    running = Transfer.objects.filter(applicant=transfer.applicant_id, state__in=LIVE_TRANSFER_STATES)
    return running.select_related("target").first()


def _returned(transfer: Transfer) -> StepLine | None:
    if transfer.attempt == 1 or transfer.state not in OPEN_TRANSFER_STATES:
        return None
    before = TransferStep.objects.filter(
        kind=TransferStepKind.RETURNED,
        transfer__case=transfer.case_id,
        transfer__source=transfer.source_id,
        transfer__target=transfer.target_id,
    )
    return next(_lines(before.order_by("-at", "-pk")[:1]), None)


def _lines(steps: QuerySet[TransferStep]) -> Iterator[StepLine]:
    for step in steps.select_related("by"):
        reason = f"Grund: {step.get_reason_display()}" if step.reason else ""
        yield StepLine(
            step.at,
            step.get_kind_display(),
            step.by.short_name if step.by else "Nachtlauf",
            tuple(filter(None, (reason, step.note))),
        )


def _facts(page: TransferPage) -> Iterator[tuple[str, str]]:
    transfer, responsible = page.transfer, page.responsible
    yield "Kundennummer", transfer.applicant.customer_number
    yield "von", f"{transfer.source} (Team {transfer.source.team})"
    yield "nach", f"{transfer.target} (Team {transfer.target.team})"
    if responsible is not None:
        yield "zuständig", str(responsible.desk)
        yield "IFK", responsible.caseworker.short_name if responsible.caseworker else "noch keine"
    if transfer.caseworker and transfer.state == TransferState.ACCEPTED:
        yield "neue IFK", transfer.caseworker.short_name
    if transfer.effective_on:
        yield "wirksam ab", german_date(transfer.effective_on)
    if _is_running(transfer) and transfer.state != TransferState.ACCEPTED:
        yield "fällig", german_date(transfer.due_on)
    if transfer.first_contact_on:
        yield "Erstkontakt", german_date(transfer.first_contact_on)
    if transfer.attempt > 1:
        yield "Versuch", str(transfer.attempt)
    basis = transfer.decision.basis
    yield "Merkmal", f"alleinerziehend ({Basis(basis).label})" if basis else "nicht alleinerziehend"
