"""The night at workers of its own: one that is killed in the middle changes nothing, several at once do nothing twice.

Workers go by the clock of the machine. What is due here has been due for years.
"""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet

from routing.assignment.choosing import Choice
from routing.enums import TransferState, TransferStepKind
from routing.handover import tasks
from routing.handover.actions import accept, initiate
from routing.models import (
    Applicant,
    Assignment,
    CurrentDecision,
    Decision,
    Lapse,
    ReviewRun,
    SetAside,
    Transfer,
    TransferStep,
)
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.caseload.office import everything
from routing.tests.handover.office import night, night_of
from routing.tests.processes import (
    command,
    finish,
    held_up,
    holding,
    kill_children,
    wait_for,
    waiting,
    worker,
)
from staff.models import User
from tests.factories import caseworker, make_applicant, record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_broker")]

TAKEN_IN = date(2015, 3, 2)
OF_AGE = date(2015, 6, 10)
CHILD = MemberRecord(Relation.CHILD, date(1997, 6, 10), "Mia")


def taken_in(by: User, *members: MemberRecord) -> Applicant:
    person = record(members=members, birth_date=date(1975, 3, 14))
    return make_applicant(by=by, on=TAKEN_IN, at=night_of(TAKEN_IN), record=person)


@pytest.fixture
def keller() -> User:
    return caseworker("ifk_aez")


@pytest.fixture
def mothers(keller: User) -> list[int]:
    """Single parents whose children came of age long ago, and whom no night has reviewed since."""
    return [taken_in(keller, CHILD).pk for _ in range(3)]


@pytest.fixture
def bystander() -> Applicant:
    """Somebody who is never due."""
    return taken_in(caseworker("placement"))


def is_over() -> bool:
    return ReviewRun.objects.filter(on__gt=OF_AGE, finished_at__isnull=False).exists()


def counters() -> QuerySet[ReviewRun]:
    """What a chunk writes last."""
    return ReviewRun.objects.all()


def next_round() -> None:
    """Another worker, and what beat sends each half hour."""
    another = worker()
    try:
        tasks.review_night.delay()
        wait_for(is_over)
    finally:
        finish(another)


def accepted(mother: Applicant, by: User) -> Transfer:
    """A hand-over that a night proposed, accepted for the day after."""
    on, marten = OF_AGE, caseworker("placement")
    night(on)
    transfer = initiate(transfer=mother.transfers.get(), note="", by=by, on=on, at=night_of(on))
    return accept(
        transfer=transfer, choice=Choice(marten), effective_on=on + timedelta(days=1), by=marten, on=on, at=night_of(on)
    )


def assert_done_once(mothers: list[int], bystander: Applicant) -> None:
    """One of everything for each of them, and nothing for anybody else."""
    assert set(Applicant.objects.values_list("pk", flat=True)) == {*mothers, bystander.pk}
    for effects in (Decision.objects.filter(occasion="reviewed"), Lapse.objects.all(), Transfer.objects.all()):
        assert sorted(effects.values_list("applicant", flat=True)) == mothers
    assert set(Transfer.objects.values_list("state", "target")) == {(TransferState.PROPOSED, "placement")}
    assert TransferStep.objects.count() == len(mothers)
    assert Decision.objects.filter(applicant=bystander).count() == 1
    current = CurrentDecision.objects.filter(applicant__in=mothers)
    assert set(current.values_list("decision__occasion", "decision__desk")) == {("reviewed", "placement")}
    assert not Assignment.objects.filter(period__upper_inf=False).exists()
    assert not SetAside.objects.exists()
    runs = ReviewRun.objects.values_list("reviewed", "lapsed", "desk_changed")
    assert [sum(counted) for counted in zip(*runs, strict=True)] == [len(mothers)] * 3
    assert is_over()


def test_a_worker_that_is_killed_in_a_chunk_changes_nothing_and_the_next_round_of_beat_does_all(
    mothers: list[int], bystander: Applicant
) -> None:
    tasks.review_night()
    before = everything()

    with held_up(worker, counters()):
        pass
    assert everything() == before

    # Its message is lost for two hours. Beat sends the night anew before that.
    next_round()
    assert_done_once(mothers, bystander)


def test_a_worker_that_is_killed_while_it_begins_the_night_keeps_nobody_from_beginning_it(keller: User) -> None:
    agreed = accepted(taken_in(keller, CHILD), keller)
    mother = taken_in(keller, CHILD)
    before = everything()
    tasks.review_night.delay()

    with held_up(worker, Transfer.objects.filter(pk=agreed.pk)):
        pass
    assert everything() == before

    next_round()
    agreed.refresh_from_db()
    assert agreed.state == TransferState.COMPLETED
    assert agreed.steps.filter(kind=TransferStepKind.COMPLETED).count() == 1
    assert [transfer.applicant_id for transfer in Transfer.objects.exclude(pk=agreed.pk)] == [mother.pk]


def test_where_only_the_process_that_does_the_work_is_killed_its_worker_begins_the_chunk_anew(
    mothers: list[int], bystander: Applicant
) -> None:
    tasks.review_night()
    started = worker()
    try:
        with holding(counters()):
            wait_for(waiting)
            kill_children(started)
        wait_for(is_over)
    finally:
        finish(started)
    assert_done_once(mothers, bystander)


def test_a_process_that_is_killed_by_chance_over_one_case_leaves_her_reviewed_the_same_night(
    keller: User, bystander: Applicant
) -> None:
    mother = taken_in(keller, CHILD)
    tasks.review_night()
    started = worker()
    try:
        with holding(counters()):
            wait_for(waiting)
            kill_children(started)
        wait_for(Lapse.objects.exists)
        wait_for(is_over)
    finally:
        finish(started)
    assert_done_once([mother.pk], bystander)


def test_workers_and_a_command_at_the_same_chunk_do_it_once(mothers: list[int], bystander: Applicant) -> None:
    for _ in range(3):
        tasks.review_night()
    workers = []
    try:
        with holding(Applicant.objects.filter(pk__in=mothers)):
            workers += [worker(), worker(), worker()]
            by_hand = command("review")
            wait_for(lambda: len(waiting()) == 4)
        wait_for(is_over)
        by_hand.join()
        assert by_hand.exitcode == 0
    finally:
        finish(*workers)
    assert_done_once(mothers, bystander)
