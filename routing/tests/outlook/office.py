"""Cases whose days are known, and the forecast of them."""

from datetime import date

from routing.models import Applicant, ForecastRun, WhatIfRun
from routing.outlook.actions import compute_forecast
from routing.outlook.reads import last_forecast
from routing.outlook.what_if_actions import begin_comparing, compare_some, propose_values, request_what_if
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.rules.policy import Policy
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

SEVENTEEN = Policy(adult_age=17)
BIRTHDAY = date(2026, 6, 10)
"""The day on which the child of `mother` comes of age: her case goes from IFK AEZ to placement."""


def mother(by: User | None = None, *, born: date = date(2008, 6, 10), **person: object) -> Applicant:
    child = MemberRecord(Relation.CHILD, born, "Mia")
    return make_applicant(by=by or caseworker("ifk_aez"), record=record(members=(child,), **person))


def under_25(by: User | None = None) -> Applicant:
    """She goes from U25 to placement on 14 April 2026."""
    return make_applicant(by=by or caseworker("u25"), record=record(birth_date=date(2001, 4, 14)))


def forecast(on: date = TODAY) -> ForecastRun:
    compute_forecast(on=on, at=NOW)
    run = last_forecast()
    assert run
    return run


def asked(by: User, values: Policy = SEVENTEEN) -> WhatIfRun:
    """Somebody wants to know what these values would change; nobody has compared yet."""
    return request_what_if(asked=values, on=TODAY, by=by, at=NOW)


def compared(by: User, values: Policy = SEVENTEEN) -> WhatIfRun:
    run = asked(by, values)
    begin_comparing(run_id=run.pk)
    while compare_some(run_id=run.pk, at=NOW):
        pass
    run.refresh_from_db()
    return run


def proposed(by: User, valid_from: date, values: Policy = SEVENTEEN) -> WhatIfRun:
    """It is known what they would change, and they are to be in force."""
    run = compared(by, values)
    propose_values(run=run, valid_from=valid_from, by=by, on=TODAY, at=NOW)
    run.refresh_from_db()
    return run
