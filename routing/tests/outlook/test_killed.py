"""The forecast at a worker of its own: one that is killed in the middle leaves nothing half done.

Workers go by the clock of the machine. The children here came of age years ago, so that their mothers are to move on
whatever day it is.
"""

import pytest

from kit.runs import RunState
from routing.handover.tasks import review_night
from routing.models import Applicant, ForecastMove, ForecastRun, ReviewRun
from routing.outlook.actions import begin_forecast
from routing.outlook.tasks import forecast_night
from routing.tests.outlook.office import mother
from routing.tests.processes import finish, held_up, wait_for, worker
from tests.factories import NOW, TODAY, caseworker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_broker")]


@pytest.fixture
def people() -> list[Applicant]:
    by = caseworker("ifk_aez")
    return [mother(by, born=TODAY.replace(year=2000)) for _ in range(3)]


def review() -> ReviewRun:
    """The night, at a worker."""
    review_night()
    started = worker()
    try:
        wait_for(ReviewRun.objects.filter(finished_at__isnull=False).exists)
    finally:
        finish(started)
    return ReviewRun.objects.get()


def is_whole() -> bool:
    return ForecastRun.objects.filter(state=RunState.FINISHED).exists()


def test_a_worker_that_is_killed_in_a_chunk_leaves_none_of_it_and_the_next_round_of_beat_does_all(
    people: list[Applicant],
) -> None:
    run = begin_forecast(on=review().on, at=NOW)
    forecast_night.delay()

    with held_up(worker, ForecastRun.objects.filter(pk=run.pk)):
        pass
    assert not ForecastMove.objects.exists()

    another = worker()
    try:
        # Its message is lost for two hours. Beat sends another one before that.
        forecast_night.delay()
        wait_for(is_whole)
    finally:
        finish(another)
    run.refresh_from_db()
    assert run.stock == {"placement": 3}
    assert run.through == max(each.pk for each in people)


def test_before_the_night_is_over_there_is_nothing_to_compute(people: list[Applicant]) -> None:
    forecast_night()
    assert not ForecastRun.objects.exists()

    on = review().on
    forecast_night()
    forecast_night()

    run = ForecastRun.objects.get()
    assert (run.on, run.state, sum(run.stock.values())) == (on, RunState.FINISHED, len(people))
