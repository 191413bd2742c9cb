"""Opening many cases at once, each where it is looked after today or where the rules would have it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from kit.days import Period
from kit.ranges import as_range
from routing.assignment.actions import decide_many
from routing.assignment.consequences import settle_transfers
from routing.enums import AssignmentOrigin, Occasion
from routing.models import Assignment, Case
from staff.models import User

_AT_ONCE = 1000


class Seat(NamedTuple):
    """Where a case is opened: at the desk that looks after it already, rightly or not, and since when; without ``desk``
    where the rules say.
    """

    applicant_id: int
    desk: str = ""
    caseworker_id: int | None = None
    since: date | None = None


@transaction.atomic
def open_cases(*, seats: Sequence[Seat], occasion: Occasion, by: User, on: date, at: datetime) -> list[Assignment]:
    """Open a case for applicants who have none yet, ask the rules on ``on`` and make the desks of their seats
    responsible; where the rules name another one, a hand-over is proposed. The number of statements does not depend on
    the number of cases.
    """
    cases = Case.objects.bulk_create(
        (
            Case(
                applicant_id=seat.applicant_id,
                period=as_range(Period(seat.since or on)),
                opened_at=at,
                opened_by=by,
            )
            for seat in seats
        ),
        batch_size=_AT_ONCE,
    )
    ids = [seat.applicant_id for seat in seats]
    asked = decide_many(applicants=ids, occasion=occasion, by=by, on=on, at=at)
    assignments = Assignment.objects.bulk_create(
        (
            Assignment(
                applicant_id=seat.applicant_id,
                case=case,
                desk_id=seat.desk or asked[seat.applicant_id].decision.desk_id,
                caseworker_id=seat.caseworker_id,
                period=case.period,
                origin=AssignmentOrigin.AS_IT_STANDS if seat.desk else AssignmentOrigin.FIRST_DECISION,
                decision=asked[seat.applicant_id].decision,
                assigned_at=at,
                assigned_by=by,
            )
            for seat, case in zip(seats, cases, strict=True)
        ),
        batch_size=_AT_ONCE,
    )
    settle_transfers(applicants=ids, by=by, on=on, at=at)
    return assignments
