"""The checklist before a hand-over is initiated: what is ticked, by whom, and what is still to be done."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from kit.history import acting_as
from routing.acts import Act
from routing.enums import TransferState
from routing.handover.held import held_transfer, in_state, refuse_unless_giver
from routing.models import ChecklistItem, ChecklistTick, Transfer
from routing.queries import open_assignment
from staff.models import User


class CheckedItem(NamedTuple):
    """An item with the tick that counts, if there is one."""

    item: ChecklistItem
    tick: ChecklistTick | None


def checklist_of(transfer: Transfer) -> list[CheckedItem]:
    """The items that the office asks for now, in its order, each with its tick for the present decision."""
    ticks = {
        tick.item_id: tick
        for tick in ChecklistTick.objects.filter(transfer=transfer, decision=transfer.decision_id).select_related("by")
    }
    return [CheckedItem(item, ticks.get(item.pk)) for item in ChecklistItem.objects.filter(is_active=True)]


def incomplete(transfers: Collection[Transfer]) -> set[int]:
    """Those of these hand-overs (by id) with which not everything is ticked that the office asks for."""
    items = set(ChecklistItem.objects.filter(is_active=True).values_list("pk", flat=True))
    if not items:
        return set()
    ticks = ChecklistTick.objects.filter(transfer__in=transfers).values_list("transfer", "decision", "item")
    ticked: dict[tuple[int, int], set[int]] = defaultdict(set)
    for transfer, decision, item in ticks:
        ticked[transfer, decision].add(item)
    return {
        transfer.pk for transfer in transfers if not items <= ticked.get((transfer.pk, transfer.decision_id), set())
    }


@transaction.atomic
def prepare(*, transfer: Transfer, items: Collection[int], note: str, by: User, on: date, at: datetime) -> None:
    """Have exactly these items ticked, and keep the note for the receiving side as a draft. Ticks that were there stay
    in the name of whoever made them. Raises `ActionRefused` unless it is a proposal and ``by`` is of the giving side.
    """
    transfer = in_state(held_transfer(transfer), TransferState.PROPOSED)
    refuse_unless_giver(transfer, open_assignment(transfer.applicant), Act(by, on, at), to_do="Abhaken")
    with acting_as(by.pk):
        if note != transfer.note:
            transfer.note = note
            transfer.save(update_fields=["note"])
        for item, known in checklist_of(transfer):
            if known is not None and item.pk not in items:
                known.delete()
            if known is None and item.pk in items:
                ChecklistTick.objects.create(
                    transfer=transfer, item=item, decision_id=transfer.decision_id, at=at, by=by
                )
