"""Deciding anew at a worker of its own: killed, and whole all the same.

Workers go by the clock of the machine. What has changed here has been so for years.
"""

from datetime import date

import pytest

from routing.enums import Occasion
from routing.handover.reconcile import deviations
from routing.handover.tasks import decide_anew, resume_policy_runs
from routing.models import Applicant, Decision, PolicyRun, PolicyVersion
from routing.policy_actions import put_in_force
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.handover.office import night_of
from routing.tests.processes import finish, held_up, wait_for, worker
from tests.factories import caseworker, make_applicant, record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_broker")]

TAKEN_IN = date(2015, 3, 2)
CHILD = MemberRecord(Relation.CHILD, date(1997, 6, 10), "Mia")


def test_a_worker_that_is_killed_is_followed_by_another_that_decides_each_case_once() -> None:
    by, then = caseworker("ifk_aez"), night_of(TAKEN_IN)
    people = [
        make_applicant(by=by, on=TAKEN_IN, at=then, record=record(members=(CHILD,), birth_date=date(1975, 3, 14))).pk
        for _ in range(3)
    ]
    version = PolicyVersion(valid_from=date(2015, 4, 1), waiting_days=90)
    run = put_in_force(version=version, on=TAKEN_IN, at=then).run
    decide_anew.delay(run.pk)

    with held_up(worker, Applicant.objects.filter(pk=people[1])):
        pass
    assert not Decision.objects.filter(occasion=Occasion.NEW_POLICY).exists()

    another = worker()
    try:
        resume_policy_runs()
        wait_for(PolicyRun.objects.filter(finished_at__isnull=False).exists)
    finally:
        finish(another)
    anew = Decision.objects.filter(occasion=Occasion.NEW_POLICY)
    assert sorted(anew.values_list("applicant", flat=True)) == people
    assert list(deviations(date(2026, 1, 1))) == []
