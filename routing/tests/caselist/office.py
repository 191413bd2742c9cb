"""Cases for lists, many at once: written row by row as they stand, because it is the reading that is tested."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.test import Client

from kit.days import Period
from kit.ranges import as_range
from routing.enums import AssignmentOrigin, ClosingReason, Occasion
from routing.models import Applicant, Assignment, Case, CurrentDecision, Decision
from staff.models import User

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OPENED = date(2024, 1, 1)

_numbers = count(1)


@dataclass
class Listed:
    """A case as the list reads it; ``decided`` is the desk of the standing decision, that of the case by default."""

    last_name: str = "Sommer"
    first_name: str = "Ayşe"
    birth_date: date = date(1991, 3, 14)
    desk: str = "ifk_aez"
    decided: str = ""
    basis: str = ""
    open_points: list[str] = field(default_factory=list)
    holds_until: date | None = None
    review_on: date | None = None
    caseworker: User | None = None
    closed_on: date | None = None
    customer_number: str = ""
    bg_number: str = ""


def store(by: User, *cases: Listed) -> list[Applicant]:
    """Write the cases and return their applicants, in this order."""
    applicants = Applicant.objects.bulk_create(_applicant(case) for case in cases)
    together = list(zip(cases, applicants, strict=True))
    stored = Case.objects.bulk_create(_case(case, applicant, by) for case, applicant in together)
    decisions = Decision.objects.bulk_create(_decision(case, applicant) for case, applicant in together)
    CurrentDecision.objects.bulk_create(
        CurrentDecision(applicant=decision.applicant, decision=decision, review_on=_review_on(case))
        for case, decision in zip(cases, decisions, strict=True)
    )
    Assignment.objects.bulk_create(
        Assignment(
            applicant=opened.applicant,
            case=opened,
            desk_id=case.desk,
            caseworker=case.caseworker,
            period=opened.period,
            origin=AssignmentOrigin.FIRST_DECISION,
            assigned_at=NOW,
            assigned_by=by,
        )
        for case, opened in zip(cases, stored, strict=True)
    )
    return applicants


def set_page_size(patch: pytest.MonkeyPatch, size: int) -> None:
    """Let so many rows fit on a page of the list."""
    patch.setattr("kit.paging.PAGE_SIZE", size)


def logged_in(user: User) -> Client:
    """A browser in which ``user`` is logged in."""
    client = Client()
    client.force_login(user)
    return client


def _applicant(case: Listed) -> Applicant:
    number = next(_numbers)
    return Applicant(
        customer_number=case.customer_number or f"700B{number:06}",
        bg_number=case.bg_number or f"70001//{number:07}",
        last_name=case.last_name,
        first_name=case.first_name,
        birth_date=case.birth_date,
    )


def _case(case: Listed, applicant: Applicant, by: User) -> Case:
    closed = {"closed_at": NOW, "closed_by": by, "closing_reason": ClosingReason.WORK} if case.closed_on else {}
    period = as_range(Period(OPENED, case.closed_on))
    return Case(applicant=applicant, period=period, opened_at=NOW, opened_by=by, **closed)


def _decision(case: Listed, applicant: Applicant) -> Decision:
    return Decision(
        applicant=applicant,
        occasion=Occasion.TAKEN_IN,
        on=OPENED,
        decided_at=NOW,
        desk_id=case.decided or case.desk,
        rule=6,
        basis=case.basis,
        open_points=case.open_points,
        holds_until=case.holds_until,
        reason="Begründung",
        trace=[],
        facts={},
        policy=[],
    )


def _review_on(case: Listed) -> date | None:
    if case.closed_on or case.holds_until is None:
        return case.review_on
    return case.review_on or case.holds_until
