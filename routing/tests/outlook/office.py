"""Cases whose days are known, and the forecast of them."""

from datetime import date

from routing.models import Applicant, ForecastRun
from routing.outlook.actions import compute_forecast
from routing.outlook.reads import last_forecast
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

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
