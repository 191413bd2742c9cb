"""The same for what lies ahead."""

from routing.models import ForecastMove, ForecastRun
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from tests.factories import NOW, TODAY

_RUN = "UPDATE routing_forecastrun SET "
_MOVE = "UPDATE routing_forecastmove SET "


def _move(scene: Scene, **values: object) -> ForecastMove:
    standard = {"day": TODAY, "source_id": "reha_sb", "target_id": "placement", "why": "wird 25", "is_confirmed": True}
    run = ForecastRun.objects.get()
    return ForecastMove(run=run, applicant=scene.applicant, **{**standard, **values})


OUTLOOK = (
    Attempt(
        "a finished forecast that nobody knows the age of",
        "forecast_finished_whole",
        f"{_RUN} finished_at = NULL",
        lambda _: ForecastRun(on=TODAY, started_at=NOW, state="finished"),
        "Ein fertiger Ausblick hat einen Zeitpunkt, ein anderer keinen.",
    ),
    Attempt(
        "a forecast in an unknown state",
        "forecast_finished_whole",
        f"{_RUN} state = 'lost'",
        lambda _: ForecastRun(on=TODAY, started_at=NOW, state="lost"),
        "Ein fertiger Ausblick hat einen Zeitpunkt, ein anderer keinen.",
    ),
    Attempt(
        "two forecasts under way",
        "forecast_one_under_way",
        "UPDATE routing_forecastrun SET state = 'computing', finished_at = NULL;"
        ' INSERT INTO routing_forecastrun ("on", state, started_at, through, stock, left_out)'
        " VALUES ('2026-03-04', 'computing', now(), 0, '{}', 0)",
        lambda _: _second_run(),
        "Es wird schon ein Ausblick berechnet.",
    ),
    Attempt(
        "two moves of a case on one day",
        "forecast_move_once_a_day",
        "INSERT INTO routing_forecastmove (run_id, applicant_id, day, source_id, target_id, why, is_confirmed)"
        " SELECT run_id, applicant_id, day, target_id, source_id, why, true FROM routing_forecastmove",
        _move,
        "Für diesen Tag ist der Wechsel schon eingetragen.",
    ),
    Attempt(
        "a move to the same desk",
        "forecast_move_to_another_desk",
        f"{_MOVE} target_id = source_id",
        lambda scene: _move(scene, target_id="reha_sb"),
        "Ein Wechsel führt zu einer anderen Stelle.",
    ),
)

OUTLOOK_DOUBLES = {
    "routing.ForecastRun.on": (
        'INSERT INTO routing_forecastrun ("on", state, started_at, finished_at, through, stock, left_out)'
        ' SELECT "on", state, started_at, finished_at, through, stock, left_out FROM routing_forecastrun'
    ),
}


def _second_run() -> ForecastRun:
    ForecastRun.objects.update(state="computing", finished_at=None)
    return ForecastRun(on=TODAY.replace(day=4), started_at=NOW)
