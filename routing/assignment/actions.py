"""Taking over and closing cases, and looking into foreign ones; each step for one and for many."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from kit.bulk import write_changes
from kit.days import Period
from kit.ranges import as_period, as_range
from kit.refusals import ActionRefused
from routing.acts import Act, history_of
from routing.assignment.assigning import Succession, assign_many, succession
from routing.assignment.consequences import Acts, end_overrides, end_transfers
from routing.assignment.deciding import decide_held
from routing.casefile import CaseFile, held_files
from routing.enums import AccessReason, AssignmentOrigin, ClosingReason, Occasion
from routing.models import AccessGrant, Applicant, Assignment, Case, CurrentDecision
from routing.queries import open_case
from staff.models import User
from staff.staffing.queries import Served, is_served, served_by

_AT_ONCE = 500


class Closing(NamedTuple):
    """A case to close: whose (by id), why, and who does it when."""

    applicant: int
    reason: ClosingReason
    act: Act


def locked(applicant: Applicant) -> Applicant:
    """The applicant as stored now, locked until the end of the transaction: whoever comes second waits."""
    return Applicant.objects.select_for_update(of=("self",)).get(pk=applicant.pk)


def take_over_case(*, applicant: Applicant, by: User, on: date, at: datetime) -> Assignment:
    """`take_over_cases` for one."""
    return take_over_cases(acts={applicant.pk: Act(by, on, at)})[0]


@transaction.atomic
def take_over_cases(*, acts: Mapping[int, Act]) -> list[Assignment]:
    """Make whoever acts the caseworker of each of these applicants (by id) from the day of the act, of a case that is
    with her desk, when the rules name that desk on that day.

    They are asked anew, because the standing decision may be older than a birthday. Raises `ActionRefused` when a case
    is closed or with another desk, another desk is responsible by the rules, or it is hers already.
    """
    files, served = held_files(acts), served_by({act.by.pk for act in acts.values() if act.by})
    for pk, file in files.items():
        _refuse_unless_hers_to_take(file, acts[pk], served)
    with history_of(acts.values()):
        decide_held(files, Occasion.TAKEN_OVER, acts)
        return assign_many(_taken_over(file, acts[pk]) for pk, file in files.items())


def close_case(*, applicant: Applicant, reason: ClosingReason, by: User, on: date, at: datetime) -> Case:
    """`close_cases` for one."""
    return close_cases(closings=[Closing(applicant.pk, reason, Act(by, on, at))])[0]


@transaction.atomic
def close_cases(*, closings: Sequence[Closing]) -> list[Case]:
    """Close open cases: from the day of the act on no desk is responsible, and nothing is reviewed any more.

    A case opened on that day itself or later still counts for its first day. Raises `ActionRefused` without open case.
    """
    acts = {closing.applicant: closing.act for closing in closings}
    files = held_files(acts)
    with history_of(acts.values()):
        responsible = [_ended(file, acts[pk]) for pk, file in files.items() if file.responsible is not None]
        write_changes(responsible, ["period"])
        cases = [_closed(files[closing.applicant], closing) for closing in closings]
        fields = ["period", "closed_at", "closed_by", "closing_reason"]
        write_changes(cases, fields)
        CurrentDecision.objects.filter(applicant__in=acts).update(review_on=None, notice_on=None)
        end_transfers(files.values(), acts)
        end_overrides(acts)
    return cases


@transaction.atomic
def grant_access(*, applicant: Applicant, reason: AccessReason, by: User, on: date, at: datetime) -> None:
    """Open a foreign applicant's record to ``by`` for the day ``on``; asking twice is one grant."""
    grant_accesses({applicant.pk: Act(by, on, at)}, reason)


def grant_accesses(acts: Acts, reason: AccessReason) -> None:
    """Open the records of these applicants (by id) to those who act, for the day of the act."""
    grants = (
        AccessGrant(user=act.by, applicant_id=pk, reason=reason, on=act.on, granted_at=act.at)
        for pk, act in acts.items()
    )
    with history_of(acts.values()):
        AccessGrant.objects.bulk_create(grants, ignore_conflicts=True, batch_size=_AT_ONCE)


def _refuse_unless_hers_to_take(file: CaseFile, act: Act, served: Served) -> None:
    responsible, by = file.responsible, act.by
    if responsible is None:
        raise ActionRefused("Der Fall ist geschlossen. Nehmen Sie ihn zuerst wieder auf.")
    if by is not None and responsible.caseworker_id == by.pk:
        raise ActionRefused("Sie sind für diesen Fall schon zuständig.")
    if by is None or not is_served(served, by, responsible.desk_id, act.on):
        raise ActionRefused(
            f"Der Fall ist bei der Stelle {responsible.desk}. Zu einer anderen kommt er nur durch eine Überstellung."
        )


def _taken_over(file: CaseFile, act: Act) -> Succession:
    """The standing assignment and its successor; raises `ActionRefused` where the rules name another desk."""
    assert file.responsible is not None
    assert file.current is not None
    decision = file.current.decision
    if decision.desk_id != file.responsible.desk_id:
        raise ActionRefused(
            f"Die Entscheidung nennt die Stelle {decision.desk}. Der Fall geht mit einer Überstellung dorthin."
        )
    return succession(
        file.responsible,
        act.on,
        desk_id=decision.desk_id,
        caseworker=act.by,
        origin=AssignmentOrigin.TAKEN_OVER,
        decision=decision,
        assigned_at=act.at,
        assigned_by=act.by,
    )


def _ended(file: CaseFile, act: Act) -> Assignment:
    assert file.responsible is not None
    started = as_period(file.responsible.period).start
    file.responsible.period = as_range(Period(started, max(act.on, started + timedelta(days=1))))
    return file.responsible


def _closed(file: CaseFile, closing: Closing) -> Case:
    """The case as it is to be stored, closed with the end of its last assignment."""
    act, responsible = closing.act, file.responsible
    case = responsible.case if responsible else open_case(file.applicant)
    if case is None:
        raise ActionRefused("Der Fall ist schon geschlossen.")
    started = as_period(case.period).start
    end = as_period(responsible.period).end if responsible else max(act.on, started + timedelta(days=1))
    case.period = as_range(Period(started, end))
    case.closed_at, case.closed_by, case.closing_reason = act.at, act.by, closing.reason
    return case
