"""Giving a single case to another caseworker of the same desk."""

from datetime import date, datetime

from django.db import transaction

from kit.history import acting_as
from kit.refusals import ActionRefused
from routing.assignment.actions import locked
from routing.assignment.assigning import assign_from
from routing.assignment.choosing import Choice
from routing.enums import AssignmentOrigin, ColleagueReason
from routing.models import Applicant, Assignment
from routing.permissions import may_change_caseworker
from routing.queries import open_assignment
from staff.models import User
from staff.staffing.queries import serves


@transaction.atomic
def change_caseworker(
    *, applicant: Applicant, choice: Choice, reason: ColleagueReason, by: User, on: date, at: datetime
) -> Assignment:
    """Make a colleague of the responsible desk the caseworker from ``on``. Raises `ActionRefused` for a closed case,
    for somebody of another desk, and unless ``by`` is the present caseworker or leads the team.
    """
    applicant, caseworker = locked(applicant), choice.person
    responsible = open_assignment(applicant)
    if responsible is None:
        raise ActionRefused("Der Fall ist geschlossen.")
    if not may_change_caseworker(by, responsible):
        raise ActionRefused("Das können nur die zuständige IFK und die Teamleitung.")
    if not serves(caseworker, responsible.desk_id, on):
        raise ActionRefused(f"Wählen Sie eine IFK der Stelle {responsible.desk}.")
    if caseworker.pk == responsible.caseworker_id:
        raise ActionRefused(f"{caseworker.short_name} betreut den Fall schon.")
    with acting_as(by.pk):
        return assign_from(
            responsible,
            on,
            desk_id=responsible.desk_id,
            caseworker=caseworker,
            origin=AssignmentOrigin.COLLEAGUE,
            reason=reason,
            ground=choice.ground,
            deviation=choice.deviation,
            decision_id=responsible.decision_id,
            assigned_at=at,
            assigned_by=by,
        )
