"""The checklist before a hand-over is initiated, in the office's own words."""

from datetime import timedelta

import pytest

from kit.refusals import ActionRefused
from routing.enums import TransferState
from routing.handover.checklist import checklist_of, prepare
from routing.models import ChecklistItem, ChecklistTick, Transfer
from routing.tests.handover.office import CHILD
from routing.tests.handover.transfers import PARTNER, do_initiate, enter, proposed
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def keller() -> User:
    return caseworker("ifk_aez")


@pytest.fixture
def talk() -> ChecklistItem:
    return ChecklistItem.objects.create(text="Gespräch geführt", position=2)


@pytest.fixture
def papers() -> ChecklistItem:
    return ChecklistItem.objects.create(text="Unterlagen vollständig", position=1)


def ticked(transfer: Transfer) -> list[tuple[str, User | None]]:
    return [(item.text, done.by if done else None) for item, done in checklist_of(transfer)]


def test_all_that_the_office_asks_for_has_to_be_ticked(
    keller: User, talk: ChecklistItem, papers: ChecklistItem
) -> None:
    transfer = proposed(keller)
    prepare(transfer=transfer, items=[talk.pk], note="", by=keller, on=TODAY, at=NOW)
    with pytest.raises(ActionRefused, match="alle Punkte der Checkliste"):
        do_initiate(transfer, keller)

    prepare(transfer=transfer, items=[talk.pk, papers.pk], note="", by=keller, on=TODAY, at=NOW)

    assert do_initiate(transfer, keller).state == TransferState.INITIATED


def test_what_is_switched_off_is_not_asked_for(keller: User, talk: ChecklistItem) -> None:
    talk.is_active = False
    talk.save()
    assert do_initiate(proposed(keller), keller).state == TransferState.INITIATED


def test_each_tick_keeps_who_and_when(keller: User, talk: ChecklistItem, papers: ChecklistItem) -> None:
    transfer, lead = proposed(keller), team_lead("ifk_aez")
    prepare(transfer=transfer, items=[talk.pk], note="", by=keller, on=TODAY, at=NOW)

    prepare(transfer=transfer, items=[talk.pk, papers.pk], note="", by=lead, on=TODAY, at=LATER)

    assert ticked(transfer) == [("Unterlagen vollständig", lead), ("Gespräch geführt", keller)]
    assert ChecklistTick.objects.get(item=talk).at == NOW


def test_a_tick_can_be_taken_back(keller: User, talk: ChecklistItem) -> None:
    transfer = proposed(keller)
    prepare(transfer=transfer, items=[talk.pk], note="", by=keller, on=TODAY, at=NOW)

    prepare(transfer=transfer, items=[], note="", by=keller, on=TODAY, at=LATER)

    assert ticked(transfer) == [("Gespräch geführt", None)]


def test_with_a_new_answer_the_list_begins_anew(keller: User, talk: ChecklistItem) -> None:
    transfer = proposed(keller)
    prepare(transfer=transfer, items=[talk.pk], note="", by=keller, on=TODAY, at=NOW)

    enter(transfer.applicant, CHILD, PARTNER, CHILD)

    transfer.refresh_from_db()
    assert transfer.state == TransferState.PROPOSED
    assert ticked(transfer) == [("Gespräch geführt", None)]
    with pytest.raises(ActionRefused, match="alle Punkte der Checkliste"):
        do_initiate(transfer, keller)


@pytest.mark.parametrize("who", ["receiver", "stranger", "receiving lead"])
def test_only_the_giving_side_ticks(keller: User, talk: ChecklistItem, who: str) -> None:
    by = {
        "receiver": caseworker("placement"),
        "stranger": caseworker("u25"),
        "receiving lead": team_lead("placement"),
    }[who]
    with pytest.raises(ActionRefused, match="Abhaken kann nur die zuständige IFK"):
        prepare(transfer=proposed(keller), items=[talk.pk], note="", by=by, on=TODAY, at=NOW)


def test_what_is_initiated_is_not_ticked_any_more(keller: User, talk: ChecklistItem) -> None:
    transfer = proposed(keller)
    prepare(transfer=transfer, items=[talk.pk], note="", by=keller, on=TODAY, at=NOW)
    do_initiate(transfer, keller)
    with pytest.raises(ActionRefused, match="inzwischen eingeleitet"):
        prepare(transfer=transfer, items=[], note="", by=keller, on=TODAY, at=LATER)
