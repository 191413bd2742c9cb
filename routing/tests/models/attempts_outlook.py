"""The same for what lies ahead."""

from datetime import date

from routing.models import ForecastMove, ForecastRun, PolicyVersion, WhatIfMove, WhatIfRun
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from tests.factories import NOW, TODAY

_RUN = "UPDATE routing_forecastrun SET "
_MOVE = "UPDATE routing_forecastmove SET "
_WHAT_IF = "UPDATE routing_whatifrun SET "
_PROPOSED = f"{_WHAT_IF} state = 'proposed', valid_from = '2090-01-01', proposed_at = now()"
_VERSION = (
    "INSERT INTO routing_policyversion (valid_from, adult_age, u25_age, waiting_days, other_adults_count)"
    " VALUES ('2090-01-01', 18, 25, 84, true)"
)
_IN_FORCE = (
    f"{_PROPOSED}, decided_at = now(), decided_by_id = requested_by_id, version_id = version.id"
    " FROM routing_policyversion version"
).replace("'proposed'", "'in_force'")
_COLLEAGUE = (
    "INSERT INTO staff_user (username, password, is_active, date_joined, first_name, last_name, email, role, telephone,"
    " wants_digest, team_id, desk_id) SELECT 'colleague', password, is_active, date_joined, first_name, last_name,"
    " email, role, telephone, wants_digest, team_id, desk_id FROM staff_user"
)
_BY_COLLEAGUE = f"{_WHAT_IF} requested_by_id = colleague.id FROM staff_user colleague WHERE username = 'colleague'"
_COLUMNS = (
    '"on", adult_age, u25_age, waiting_days, other_adults_count, state, requested_at, requested_by_id, finished_at,'
    " attempts, through, total, done, left_out, pairs, valid_from, proposed_at, decided_at, decided_by_id, version_id"
)
_AGAIN = "INSERT INTO routing_whatifrun (key, {0}) SELECT {1}, {0} FROM routing_whatifrun"
_SECOND = _AGAIN.format(_COLUMNS, "gen_random_uuid()")


def _move(scene: Scene, **values: object) -> ForecastMove:
    standard = {"day": TODAY, "source_id": "reha_sb", "target_id": "placement", "why": "wird 25", "is_confirmed": True}
    run = ForecastRun.objects.get()
    return ForecastMove(run=run, applicant=scene.applicant, **{**standard, **values})


def _what_if(scene: Scene, **values: object) -> WhatIfRun:
    standard = {"on": TODAY, "requested_at": NOW, "requested_by": scene.by, "state": "finished"}
    asked = {"adult_age": 18, "u25_age": 25, "waiting_days": 84, "other_adults_count": False}
    return WhatIfRun(**{**standard, **asked, **values})


def _in_force_alone(scene: Scene) -> WhatIfRun:
    version = PolicyVersion.objects.create(valid_from=date(2090, 1, 1))
    decided = {"decided_at": NOW, "decided_by": scene.by, "version": version}
    return _what_if(scene, state="in_force", valid_from=date(2090, 1, 1), proposed_at=NOW, **decided)


def _second_question(scene: Scene) -> WhatIfRun:
    WhatIfRun.objects.update(state="computing")
    return _what_if(scene, state="computing")


def _what_if_move(scene: Scene, **values: object) -> WhatIfMove:
    run = WhatIfRun.objects.get()
    standard = {"run": run, "applicant": scene.applicant, "before_id": "reha_sb", "after_id": "placement"}
    return WhatIfMove(**{**standard, **values})


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
        ' INSERT INTO routing_forecastrun ("on", state, attempts, started_at, through, stock, left_out)'
        " VALUES ('2026-03-04', 'computing', 0, now(), 0, '{}', 0)",
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
    Attempt(
        "a question in an unknown state",
        "what_if_state_known",
        f"{_WHAT_IF} state = 'forgotten'",
        lambda scene: _what_if(scene, state="forgotten"),
        "Diesen Stand gibt es nicht.",
    ),
    Attempt(
        "a question about values that cannot be",
        "what_if_values_plausible",
        f"{_WHAT_IF} adult_age = 0",
        lambda scene: _what_if(scene, adult_age=0),
        "Alter zwischen 1 und 99 Jahren, Frist höchstens 730 Tage.",
    ),
    Attempt(
        "two questions of one person under way",
        "what_if_one_under_way",
        f"{_WHAT_IF} state = 'computing'; {_SECOND}",
        _second_question,
        "Ihre vorige Frage wird noch gerechnet.",
    ),
    Attempt(
        "a request without its first day",
        "what_if_proposed_whole",
        f"{_PROPOSED}; {_WHAT_IF} valid_from = NULL",
        lambda scene: _what_if(scene, state="proposed", proposed_at=NOW),
        "Zum Antrag gehört der Tag, ab dem die Werte gelten sollen.",
    ),
    Attempt(
        "values in force that nobody has put in force",
        "what_if_in_force_whole",
        f"{_PROPOSED}; {_WHAT_IF} state = 'in_force'",
        lambda scene: _what_if(scene, state="in_force", valid_from=TODAY, proposed_at=NOW),
        "Zu Werten in Kraft gehört, wer sie wann in Kraft gesetzt hat.",
    ),
    Attempt(
        "values that somebody puts in force alone",
        "what_if_in_force_by_somebody_else",
        f"{_VERSION}; {_IN_FORCE}",
        _in_force_alone,
        "In Kraft setzt jemand anderes als wer es beantragt hat.",
    ),
    Attempt(
        "a case compared twice",
        "what_if_move_once",
        "INSERT INTO routing_whatifmove (run_id, applicant_id, before_id, after_id)"
        " SELECT run_id, applicant_id, after_id, before_id FROM routing_whatifmove",
        _what_if_move,
        "Der Fall ist schon verglichen.",
    ),
    Attempt(
        "a case that would stay where it is",
        "what_if_move_to_another_desk",
        "UPDATE routing_whatifmove SET after_id = before_id",
        lambda scene: _what_if_move(scene, after_id="reha_sb"),
        "Ein Wechsel führt zu einer anderen Stelle.",
    ),
)

OUTLOOK_DOUBLES = {
    "routing.WhatIfRun.key": _AGAIN.format(_COLUMNS, "key"),
    "routing.WhatIfRun.version": (
        f"{_VERSION}; {_COLLEAGUE}; {_BY_COLLEAGUE}; {_IN_FORCE.replace('= requested_by_id', '= %(user)s')}; {_SECOND}"
    ),
    "routing.ForecastRun.on": (
        'INSERT INTO routing_forecastrun ("on", state, attempts, started_at, finished_at, through, stock, left_out)'
        ' SELECT "on", state, attempts, started_at, finished_at, through, stock, left_out FROM routing_forecastrun'
    ),
}


def _second_run() -> ForecastRun:
    ForecastRun.objects.update(state="computing", finished_at=None)
    return ForecastRun(on=TODAY.replace(day=4), started_at=NOW)
