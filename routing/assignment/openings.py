"""Opening cases: of who was taken in, imported or comes back, one or many at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from django.db import transaction

from kit.days import Period
from kit.ranges import as_period, as_range
from kit.refusals import ActionRefused
from routing.acts import Act, history_of
from routing.assignment.consequences import settle_transfers
from routing.assignment.deciding import decide_held
from routing.casefile import CaseFile, held_files
from routing.enums import AssignmentOrigin, Occasion
from routing.models import Applicant, Assignment, Case
from staff.models import User
from staff.staffing.queries import Served, is_served, served_by

_AT_ONCE = 1000


class Seat(NamedTuple):
    """Where a case is opened that is looked after already, rightly or not: desk, caseworker (by id), and since when,
    where that is known.
    """

    desk: str
    caseworker_id: int | None
    since: date | None


class Opening(NamedTuple):
    """Whose case is opened by whom; without ``seat`` at the desk that the rules name."""

    file: CaseFile
    act: Act
    seat: Seat | None = None


def open_new_case(*, applicant: Applicant, occasion: Occasion, by: User, on: date, at: datetime) -> Assignment:
    """`open_new_cases` for one."""
    return open_new_cases(acts={applicant.pk: Act(by, on, at)}, occasion=occasion)[0]


@transaction.atomic
def open_new_cases(*, acts: dict[int, Act], occasion: Occasion) -> list[Assignment]:
    """Open a new case for each of these applicants (by id), from the day of the act on, or where that is later, from
    the day on which the last one was closed; as in `open_cases`. Raises `ActionRefused` while a case is open.
    """
    files = held_files(acts)
    if any(file.is_open for file in files.values()):
        raise ActionRefused("Der Fall ist schon offen.")
    closed = _closing_days(files)
    openings = [Opening(file, acts[pk]) for pk, file in files.items()]
    return open_cases(openings=openings, occasion=occasion, not_before=closed)


def open_cases(
    *, openings: Sequence[Opening], occasion: Occasion, not_before: Mapping[int, date] = MappingProxyType({})
) -> list[Assignment]:
    """Open a case for each of these applicants, ask the rules, and make the desk of the seat or of that first decision
    responsible; where the rules name another one than the seat, a hand-over is proposed. Callers hold the files.

    The person who opens a case becomes the caseworker if it is her desk; else the desk's team finds one. The number of
    statements does not depend on the number of cases.
    """
    acts = {opening.file.applicant.pk: opening.act for opening in openings}
    files = {opening.file.applicant.pk: opening.file for opening in openings}
    with history_of(acts.values()):
        cases = Case.objects.bulk_create(
            (_case(opening, not_before.get(opening.file.applicant.pk)) for opening in openings), batch_size=_AT_ONCE
        )
        for file in files.values():
            file.is_open = True
        decide_held(files, occasion, acts)
        served = served_by({act.by.pk for act in acts.values() if act.by is not None})
        assignments = Assignment.objects.bulk_create(
            (_assignment(opening, case, served) for opening, case in zip(openings, cases, strict=True)),
            batch_size=_AT_ONCE,
        )
        for opening, assignment in zip(openings, assignments, strict=True):
            opening.file.responsible = assignment
        settle_transfers(files.values(), acts)
    return assignments


def _closing_days(applicants: Iterable[int]) -> dict[int, date]:
    """The latest day on which a case of each applicant was closed."""
    found: dict[int, date] = {}
    for applicant, period in Case.objects.filter(applicant__in=applicants).values_list("applicant", "period"):
        end = as_period(period).end
        if end is not None:
            found[applicant] = max(end, found.get(applicant, end))
    return found


def _case(opening: Opening, earliest: date | None) -> Case:
    act = opening.act
    start = (opening.seat.since if opening.seat else None) or max(act.on, earliest or act.on)
    return Case(applicant=opening.file.applicant, period=as_range(Period(start)), opened_at=act.at, opened_by=act.by)


def _assignment(opening: Opening, case: Case, served: Served) -> Assignment:
    file, act, seat = opening
    assert file.current is not None
    decision = file.current.decision
    if seat is None:
        is_hers = act.by is not None and is_served(served, act.by, decision.desk_id, act.on)
        desk, caseworker = decision.desk_id, act.by.pk if is_hers and act.by else None
    else:
        desk, caseworker = seat.desk, seat.caseworker_id
    return Assignment(
        applicant=file.applicant,
        case=case,
        desk_id=desk,
        caseworker_id=caseworker,
        period=case.period,
        origin=AssignmentOrigin.AS_IT_STANDS if seat else AssignmentOrigin.FIRST_DECISION,
        decision=decision,
        assigned_at=act.at,
        assigned_by=act.by,
    )
