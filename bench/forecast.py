"""The forecast of a whole office, and what other values of the policy would change."""

from collections.abc import Iterator
from functools import partial

from bench.measurement import Figure, alternately, grouped, timed
from bench.office import AT, LARGE, ON, add_facts, fill, team_lead
from bench.rows import READING, copy_records
from routing.models import ForecastRun
from routing.outlook.actions import compute_forecast
from routing.outlook.what_if_actions import begin_comparing, compare_some, request_what_if
from routing.rules.policy import Policy
from staff.models import User

# Nobody waits for it, but it keeps a worker busy.
_AT_MOST = 100.0


def measure(cases: int = LARGE, rounds: int = 3) -> Iterator[Figure]:
    """The chunks of a forecast, and those of a question "what if", one after another."""
    fill(cases)
    add_facts()
    lead, data = team_lead("lead", "placement"), f"{grouped(cases)} Fälle"
    for name, work in (("Ausblick berechnen", _forecast), ("Was wäre wenn", partial(_ask_what_if, lead))):
        yield timed(name, data, "s", alternately(rounds, work, copy_records), READING, at_most=_AT_MOST)


def _forecast() -> None:
    ForecastRun.objects.all().delete()
    compute_forecast(on=ON, at=AT)


def _ask_what_if(lead: User) -> None:
    run = request_what_if(asked=Policy(adult_age=17), on=ON, by=lead, at=AT)
    begin_comparing(run_id=run.pk)
    while compare_some(run_id=run.pk, at=AT):
        pass
