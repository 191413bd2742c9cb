"""Writing what the office learns about an applicant. Every door ends here, and here the rules are asked anew."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from psycopg2.errors import UniqueViolation

from kit.history import acting_as
from kit.ranges import as_range
from routing.assignment.actions import decide_anew, grant_access, locked, open_new_case
from routing.enums import AccessReason, Occasion
from routing.models import Applicant, CaseManagementAssessment, DatedStatus, Decision, HouseholdMember, Pregnancy
from routing.problems import ChangedMeanwhile, NumberTaken
from routing.queries import PERSON_FIELDS
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, PregnancyRecord, StatusRecord
from staff.models import User

ROWS_TOGETHER = "status_periods_do_not_overlap, assessment_periods_do_not_overlap, pregnancy_once_per_due_date"
RowValues = tuple[int | None, dict[str, Any]]


@transaction.atomic
def take_in(*, record: ApplicantRecord, by: User, on: date, at: datetime) -> Applicant:
    """Store a new applicant, open her case and let the rules name the responsible desk.

    ``by`` may look at the record for the rest of the day, whichever desk it is. Raises `NumberTaken`.
    """
    with acting_as(by.pk):
        applicant = Applicant(**asdict(record.person))
        _save(applicant)
        for model, rows in _rows(record):
            _create(model, applicant, [values for _, values in rows])
        _check_now()
        open_new_case(applicant=applicant, occasion=Occasion.TAKEN_IN, by=by, on=on, at=at)
        grant_access(applicant=applicant, reason=AccessReason.TAKEN_IN, by=by, on=on, at=at)
    return applicant


@transaction.atomic
def change(
    *, applicant: Applicant, revision: int, record: ApplicantRecord, by: User, on: date, at: datetime
) -> Decision:
    """Replace the stored record by ``record`` and ask the rules anew.

    ``revision`` is that of the version the change was made on; raises `ChangedMeanwhile` when it is no longer the
    stored one, and `NumberTaken`.
    """
    applicant = locked(applicant)
    if applicant.revision != revision:
        raise ChangedMeanwhile
    with acting_as(by.pk):
        for name in PERSON_FIELDS:
            setattr(applicant, name, getattr(record.person, name))
        applicant.revision += 1
        _save(applicant)
        for model, rows in _rows(record):
            _replace(model, applicant, rows)
        _check_now()
        return decide_anew(applicant=applicant, occasion=Occasion.FACTS_CHANGED, by=by, on=on, at=at)


def _save(applicant: Applicant) -> None:
    """Store the applicant's own columns. The unique index is asked, not the table before: two may come at once."""
    try:
        with transaction.atomic():
            applicant.save()
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise NumberTaken from error
        raise


def _check_now() -> None:
    """Hold the rows against each other when all are written: while two periods move, they may meet for a moment."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {ROWS_TOGETHER} IMMEDIATE")
        cursor.execute(f"SET CONSTRAINTS {ROWS_TOGETHER} DEFERRED")


def _rows(record: ApplicantRecord) -> list[tuple[type[models.Model], list[RowValues]]]:
    """The rows of a record by model, each with the id of the stored row it stands for, and its values."""
    return [
        (HouseholdMember, [(member.id, _member_values(member)) for member in record.members]),
        (DatedStatus, [(status.id, _status_values(status)) for status in record.statuses]),
        (Pregnancy, [(pregnancy.id, _pregnancy_values(pregnancy)) for pregnancy in record.pregnancies]),
        (
            CaseManagementAssessment,
            [(assessment.id, _assessment_values(assessment)) for assessment in record.assessments],
        ),
    ]


def _create(model: type[models.Model], applicant: Applicant, rows: list[dict[str, Any]]) -> None:
    model._default_manager.bulk_create(model(applicant=applicant, **values) for values in rows)


def _replace(model: type[models.Model], applicant: Applicant, rows: list[RowValues]) -> None:
    """Make the applicant's rows of this model those given: missing ones go, changed ones change, new ones come.

    Deletions come first, so that a period may take the place of another.
    """
    stored = {row.pk: row for row in model._default_manager.filter(applicant=applicant)}
    gone = stored.keys() - {row_id for row_id, _ in rows}
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    added = []
    for row_id, values in rows:
        # Each id is used up: where it comes twice, the second row is a new one and overwrites nothing.
        row = stored.pop(row_id, None)
        if row is None:
            added.append(values)
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save(update_fields=list(values))
    _create(model, applicant, added)


def _member_values(member: MemberRecord) -> dict[str, Any]:
    values = asdict(member)
    del values["id"]
    return values


def _status_values(status: StatusRecord) -> dict[str, Any]:
    return {"kind": status.kind, "period": as_range(status.period)}


def _pregnancy_values(pregnancy: PregnancyRecord) -> dict[str, Any]:
    values = asdict(pregnancy)
    del values["id"]
    return values


def _assessment_values(assessment: AssessmentRecord) -> dict[str, Any]:
    exception = assessment.exception
    return {
        "period": as_range(assessment.period),
        "criteria_met": assessment.criteria_met,
        "exception_period": as_range(exception.period) if exception else None,
        "exception_reason": exception.reason if exception else "",
        "exception_by_id": exception.by_id if exception else None,
    }
