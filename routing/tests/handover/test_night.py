"""What the night finds, writes and leaves alone."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from celery.app.task import Context
from django.db import connection
from time_machine import TimeMachineFixture

from routing.handover.review import Reviewed, begin_night, set_aside
from routing.handover.tasks import review_some
from routing.models import CurrentDecision, Decision, Lapse, Notice, ReviewRun, SetAside, Transfer, TransferStep
from routing.tests.handover.office import BIRTHDAY, TAKEN_IN, mother_of_a_minor, night, night_of
from tests.factories import caseworker, make_applicant

pytestmark = pytest.mark.django_db


def test_the_status_that_ends_by_a_birthday_is_found_in_that_night() -> None:
    mother = mother_of_a_minor()
    assert night(BIRTHDAY - timedelta(days=1)).lapsed == 0
    assert night(BIRTHDAY) == Reviewed(reviewed=1, lapsed=1, desk_changed=1)
    lapse = Lapse.objects.get(applicant=mother)
    assert (lapse.cause, lapse.since, lapse.known_on) == ("youngest_child_came_of_age", BIRTHDAY, BIRTHDAY)
    decision = Decision.objects.filter(applicant=mother).latest("pk")
    assert (decision.desk_id, decision.occasion, decision.decided_by) == ("placement", "reviewed", None)


def test_a_hand_over_is_proposed_and_nobody_is_moved() -> None:
    mother = mother_of_a_minor()
    night(BIRTHDAY)
    transfer = Transfer.objects.get(applicant=mother)
    assert (transfer.source_id, transfer.target_id, transfer.state) == ("ifk_aez", "placement", "proposed")
    # Five working days after Wednesday, 10 June 2026.
    assert transfer.due_on == date(2026, 6, 17)
    assert mother.assignments.get().desk_id == "ifk_aez"
    assert [(step.kind, step.by) for step in TransferStep.objects.all()] == [("proposed", None)]


def test_a_missed_night_is_caught_up_with_both_dates_kept() -> None:
    mother = mother_of_a_minor()
    late = BIRTHDAY + timedelta(days=9)
    night(late)
    lapse = Lapse.objects.get(applicant=mother)
    assert (lapse.since, lapse.known_on) == (BIRTHDAY, late)


def test_a_night_that_was_broken_off_ends_with_the_one_that_catches_up_with_it() -> None:
    mother_of_a_minor()
    begin_night(on=BIRTHDAY, at=night_of(BIRTHDAY))

    night(BIRTHDAY + timedelta(days=2))

    assert not ReviewRun.objects.filter(finished_at=None).exists()


def test_a_second_night_of_the_same_day_does_nothing() -> None:
    mother_of_a_minor()
    night(BIRTHDAY)
    assert night(BIRTHDAY) == Reviewed()
    assert Lapse.objects.count() == Transfer.objects.count() == ReviewRun.objects.count() == 1


def test_whoever_is_not_due_is_not_touched() -> None:
    placed = make_applicant(by=caseworker("placement"))
    stood = CurrentDecision.objects.get(applicant=placed)
    assert night(BIRTHDAY) == Reviewed()
    assert CurrentDecision.objects.get(applicant=placed).decision_id == stood.decision_id
    assert Decision.objects.count() == 1


def test_a_birthday_is_announced_ninety_and_thirty_days_before_and_once_each() -> None:
    mother = mother_of_a_minor()
    day = TAKEN_IN
    while day < BIRTHDAY:
        night(day)
        day += timedelta(days=1)
    announced = Notice.objects.filter(applicant=mother).values_list("kind", "day", "lead_days", "noted_on")
    assert sorted(announced) == [
        ("member_of_age", BIRTHDAY, 30, BIRTHDAY - timedelta(days=30)),
        ("member_of_age", BIRTHDAY, 90, BIRTHDAY - timedelta(days=90)),
    ]
    assert Decision.objects.count() == 1


def test_what_lies_near_already_when_it_is_entered_is_announced_in_the_next_night() -> None:
    mother = mother_of_a_minor()
    night(date(2026, 5, 1))
    assert list(Notice.objects.filter(applicant=mother).values_list("lead_days", flat=True)) == [90]


def test_the_night_counts_what_it_did() -> None:
    mother_of_a_minor()
    mother_of_a_minor()
    night(BIRTHDAY)
    run = ReviewRun.objects.get(on=BIRTHDAY)
    assert (run.reviewed, run.lapsed, run.desk_changed) == (2, 2, 2)
    assert run.finished_at == night_of(BIRTHDAY)


def test_a_case_that_cannot_be_reviewed_is_set_aside_and_stops_nobody() -> None:
    healthy = [mother_of_a_minor() for _ in range(3)]
    poisoned = mother_of_a_minor()
    # A relation that no rule knows, as only a damaged row can have it.
    _damage(poisoned.pk)
    assert night(BIRTHDAY) == Reviewed(reviewed=3, lapsed=3, desk_changed=3, set_aside=1)
    assert {lapse.applicant_id for lapse in Lapse.objects.all()} == {mother.pk for mother in healthy}
    aside = SetAside.objects.get()
    assert (aside.applicant_id, aside.since) == (poisoned.pk, BIRTHDAY)
    assert aside.reason.startswith("ValueError in ")
    assert ReviewRun.objects.get().finished_at is not None


def test_a_case_that_was_set_aside_is_reviewed_as_soon_as_it_can_be() -> None:
    poisoned = mother_of_a_minor()
    _damage(poisoned.pk)
    night(BIRTHDAY)
    _mend(poisoned.pk)
    following = BIRTHDAY + timedelta(days=1)
    assert night(following) == Reviewed(reviewed=1, lapsed=1, desk_changed=1)
    assert not SetAside.objects.exists()


def test_the_reason_for_setting_aside_quotes_nothing_of_the_record() -> None:
    poisoned = mother_of_a_minor(last_name="Geheimnisvoll")
    _damage(poisoned.pk)
    night(BIRTHDAY)
    reason = SetAside.objects.get().reason
    assert "Geheimnisvoll" not in reason
    assert "damaged" not in reason


def _damage(applicant: int) -> None:
    _write("ALTER TABLE routing_householdmember DROP CONSTRAINT member_relation_known")
    _write("UPDATE routing_householdmember SET relation = 'damaged' WHERE applicant_id = %s", applicant)


def _mend(applicant: int) -> None:
    _write("UPDATE routing_householdmember SET relation = 'child' WHERE applicant_id = %s", applicant)


def _write(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, values or None)


@pytest.fixture
def comes_back() -> Iterator[None]:
    """As the broker marks what a dead process had in hand."""
    review_some.request_stack.push(Context({"delivery_info": {"redelivered": True}}))
    yield
    review_some.request_stack.pop()


@pytest.mark.usefixtures("comes_back")
def test_whoever_ends_the_process_that_reviews_her_twice_in_a_night_is_set_aside_until_the_next(
    time_machine: TimeMachineFixture,
) -> None:
    mother = mother_of_a_minor()
    set_aside(applicant=mother.pk, reason="Der Prozess brach ab", on=BIRTHDAY, at=night_of(BIRTHDAY))
    time_machine.move_to(night_of(BIRTHDAY))

    review_some.run([mother.pk], BIRTHDAY.isoformat())
    assert not Lapse.objects.exists()
    assert SetAside.objects.get().applicant_id == mother.pk

    night(BIRTHDAY + timedelta(days=1))
    assert Lapse.objects.get().applicant_id == mother.pk
    assert not SetAside.objects.exists()


@pytest.mark.usefixtures("comes_back")
def test_who_comes_back_alone_for_the_first_time_is_tried_once_more(time_machine: TimeMachineFixture) -> None:
    mother = mother_of_a_minor()
    time_machine.move_to(night_of(BIRTHDAY))

    review_some.run([mother.pk], BIRTHDAY.isoformat())

    assert Lapse.objects.get().applicant_id == mother.pk
    assert not SetAside.objects.exists()
