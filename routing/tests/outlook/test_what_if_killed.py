"""A question at a worker of its own: killed, lost, and answered once all the same."""

import pytest

from routing.models import WhatIfMove, WhatIfRun
from routing.outlook.tasks import resume_what_ifs, what_if
from routing.tests.outlook.office import asked, mother
from routing.tests.processes import finish, held_up, wait_for, worker
from tests.factories import caseworker, team_lead

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_broker")]


def test_a_worker_that_is_killed_is_followed_by_another_that_answers_once() -> None:
    by = caseworker("ifk_aez")
    people = [mother(by).pk for _ in range(3)]
    run = asked(team_lead())
    what_if.delay(run.pk)

    with held_up(worker, WhatIfRun.objects.filter(pk=run.pk)):
        pass
    assert not WhatIfMove.objects.exists()

    another = worker()
    try:
        # Its message is lost for two hours. Beat finds the row before that.
        resume_what_ifs()
        wait_for(WhatIfRun.objects.filter(state="finished").exists)
    finally:
        finish(another)
    run.refresh_from_db()
    assert (run.done, run.pairs) == (3, {"ifk_aez placement": 3})
    assert sorted(WhatIfMove.objects.values_list("applicant", flat=True)) == people
