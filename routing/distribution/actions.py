"""A plan step by step: planned, changed, applied as a whole or discarded.

Whatever changes a plan locks it. Applying locks its applicants first, in the order of their ids, so that two plans with
the same cases wait for each other.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kit.history import acting_as
from kit.refusals import ActionRefused
from routing.assignment.assigning import Succession, assign_many, succession
from routing.casefile import held_applicants
from routing.distribution.checks import Failure, failures_of
from routing.distribution.planner import plan
from routing.distribution.question import Wanted, question
from routing.enums import AssignmentOrigin, DistributionState
from routing.models import Assignment, DistributionItem, DistributionReceiver, DistributionRun
from routing.permissions import may_distribute
from staff.models import User
from staff.staffing.queries import Serving, serving

_AT_ONCE = 1000

NOT_HERS = "Verteilen kann nur die Teamleitung der Stelle."
NOTHING_LEFT = "In diesem Plan steht kein Fall mehr. Verwerfen Sie ihn."


class CasesFailed(ActionRefused):
    """A plan that is not applied, because some of its cases are not as it saw them."""

    def __init__(self, failures: list[Failure]) -> None:
        """``failures``: each with the sentence why."""
        count = len(failures)
        cases = "Ein Fall ist" if count == 1 else f"{count} Fälle sind"
        super().__init__(f"Nichts ist geändert: {cases} nicht mehr so, wie der Plan es annimmt.")
        self.failures = failures


@transaction.atomic
def plan_distribution(
    *,
    wanted: Wanted,
    by: User,
    on: date,
    at: datetime,
    instead_of: DistributionRun | None = None,
) -> DistributionRun:
    """Plan who gets which of the cases that are wanted. Nothing changes but that ``instead_of``, the plan in whose
    place this one comes, is discarded. Raises `ActionRefused` without any case, and without anybody to receive them.
    """
    if not may_distribute(by, wanted.desk):
        raise ActionRefused(NOT_HERS)
    receiving = [each for each in serving([wanted.desk.pk], on) if each.user.pk in wanted.receivers]
    if not receiving:
        raise ActionRefused("Wählen Sie mindestens eine Person, die die Stelle besetzt und Fälle erhält.")
    asked = question(wanted, receiving)
    if not asked.cases:
        raise ActionRefused("In dieser Auswahl ist kein Fall. Wählen Sie andere Fälle.")
    proposed = plan(asked.cases, asked.people).given
    with acting_as(by.pk):
        if instead_of is not None:
            _discard(_held(instead_of), by, at)
        run = DistributionRun.objects.create(
            desk=wanted.desk,
            occasion=wanted.occasion,
            scope=wanted.scope,
            planned_on=on,
            planned_at=at,
            planned_by=by,
        )
        _keep_receivers(run, receiving, {person.id: person.kept for person in asked.people})
        DistributionItem.objects.bulk_create(
            [
                DistributionItem(
                    run=run,
                    applicant_id=case.id,
                    before_id=case.present,
                    proposed_id=proposed[case.id],
                    chosen_id=proposed[case.id],
                )
                for case in asked.cases
            ],
            batch_size=_AT_ONCE,
        )
    return run


@transaction.atomic
def choose_person(
    *, run: DistributionRun, applicants: Collection[UUID], person: int, whole_households: bool, by: User
) -> int:
    """Give cases of the plan, by their applicants' keys, to another of those who receive; with ``whole_households``
    also the others of their households. How many. Raises `ActionRefused` unless the plan still waits.
    """
    run = _held(run)
    if not may_distribute(by, run.desk):
        raise ActionRefused(NOT_HERS)
    if not run.receivers.filter(person=person).exists():
        raise ActionRefused("Wählen Sie eine Person aus, die in diesem Plan Fälle erhält.", field="person")
    items = run.items.filter(applicant__key__in=applicants)
    if whole_households:
        households = items.values("applicant__bg_number")
        items = run.items.filter(applicant__bg_number__in=households)
    changed = list(items.exclude(chosen=person).order_by("pk"))
    for item in changed:
        item.chosen_id = person
    with acting_as(by.pk):
        DistributionItem.objects.bulk_update(changed, ["chosen"], batch_size=_AT_ONCE)
    return len(changed)


@transaction.atomic
def take_out(*, run: DistributionRun, applicants: Collection[UUID], by: User) -> int:
    """Take cases out of the plan: they stay where they are. How many. Raises `ActionRefused` unless it still waits."""
    run = _held(run)
    if not may_distribute(by, run.desk):
        raise ActionRefused(NOT_HERS)
    items = list(run.items.filter(applicant__key__in=applicants))
    kept = [item.before_id for item in items]
    with acting_as(by.pk):
        DistributionItem.objects.filter(pk__in=[item.pk for item in items]).delete()
        for receiver in run.receivers.filter(person__in={person for person in kept if person}):
            receiver.kept += kept.count(receiver.person_id)
            receiver.save(update_fields=["kept"])
    return len(items)


@transaction.atomic
def apply_distribution(*, run: DistributionRun, by: User, on: date, at: datetime) -> DistributionRun:
    """Give every case of the plan to whom it says from ``on``, or none: raises `CasesFailed` with each case that is not
    as the plan saw it, and `ActionRefused` for a plan of another day, an empty one, and one that does not wait.
    """
    ids = list(run.items.values_list("applicant", flat=True))
    held_applicants(ids)
    run = _held(run)
    if not may_distribute(by, run.desk):
        raise ActionRefused(NOT_HERS)
    if run.planned_on != on:
        raise ActionRefused("Der Plan ist von einem anderen Tag. Planen Sie neu.")
    items = list(run.items.select_related("applicant", "chosen").order_by("applicant"))
    if not items:
        raise ActionRefused(NOTHING_LEFT)
    standing = _standing(items)
    if failed := failures_of(run, items, standing, on):
        raise CasesFailed(failed)
    with acting_as(by.pk):
        assign_many(_given(standing[item.applicant_id], item, by, on, at) for item in items if item.is_moved)
        run.state, run.applied_at, run.applied_by = DistributionState.APPLIED, at, by
        run.save(update_fields=["state", "applied_at", "applied_by"])
    return run


@transaction.atomic
def discard_distribution(*, run: DistributionRun, by: User, at: datetime) -> DistributionRun:
    """Throw the plan away; nothing changes. Raises `ActionRefused` unless it still waits."""
    run = _held(run)
    if not may_distribute(by, run.desk):
        raise ActionRefused(NOT_HERS)
    with acting_as(by.pk):
        return _discard(run, by, at)


def _discard(run: DistributionRun, by: User, at: datetime) -> DistributionRun:
    run.state, run.discarded_at, run.discarded_by = DistributionState.DISCARDED, at, by
    run.save(update_fields=["state", "discarded_at", "discarded_by"])
    return run


def _given(standing: Assignment, item: DistributionItem, by: User, on: date, at: datetime) -> Succession:
    return succession(
        standing,
        on,
        desk_id=standing.desk_id,
        caseworker_id=item.chosen_id,
        origin=AssignmentOrigin.DISTRIBUTED,
        decision_id=standing.decision_id,
        assigned_at=at,
        assigned_by=by,
    )


def _keep_receivers(run: DistributionRun, receiving: Collection[Serving], kept: dict[int, int]) -> None:
    DistributionReceiver.objects.bulk_create(
        DistributionReceiver(run=run, person=each.user, places=each.places, kept=kept[each.user.pk])
        for each in receiving
    )


def _standing(items: Collection[DistributionItem]) -> dict[int, Assignment]:
    """Who is responsible for each applicant now; none where the case is closed."""
    ids = [item.applicant_id for item in items]
    found = Assignment.objects.filter(applicant__in=ids, period__upper_inf=True).select_related("desk", "caseworker")
    return {assignment.applicant_id: assignment for assignment in found}


def _held(run: DistributionRun) -> DistributionRun:
    """The plan as it stands, locked; raises `ActionRefused` unless it still waits."""
    run = (
        DistributionRun.objects.select_for_update(of=("self",))
        .select_related("desk", "applied_by", "discarded_by")
        .get(pk=run.pk)
    )
    if run.state != DistributionState.PLANNED:
        who = run.applied_by or run.discarded_by
        by = f" ({who.short_name})" if who else ""
        raise ActionRefused(f"Die Verteilung ist inzwischen {run.get_state_display()}{by}.")
    return run
