"""Writing what the office learns about an applicant. Every door ends here, and here the rules are asked anew."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from kit.history import acting_as
from kit.ranges import as_range
from routing.assignment.actions import decide_anew, grant_access, locked, open_new_case
from routing.enums import AccessReason, Occasion
from routing.models import Applicant, CaseManagementAssessment, DatedStatus, Decision, HouseholdMember, Pregnancy
from routing.problems import ChangedMeanwhile, NumberTaken
from routing.queries import PERSON_FIELDS
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, PregnancyRecord, StatusRecord
from staff.models import User


@transaction.atomic
def take_in(*, record: ApplicantRecord, by: User, on: date, at: datetime) -> Applicant:
    """Store a new applicant, open her case and let the rules name the responsible desk.

    ``by`` may look at the record for the rest of the day, whichever desk it is. Raises `NumberTaken`.
    """
    if Applicant.objects.filter(customer_number=record.person.customer_number).exists():
        raise NumberTaken
    with acting_as(by.pk):
        applicant = Applicant.objects.create(**asdict(record.person))
        _write_rows(applicant, record)
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
    taken = Applicant.objects.filter(customer_number=record.person.customer_number).exclude(pk=applicant.pk)
    if taken.exists():
        raise NumberTaken
    with acting_as(by.pk):
        for name in PERSON_FIELDS:
            setattr(applicant, name, getattr(record.person, name))
        applicant.revision += 1
        applicant.save(update_fields=[*PERSON_FIELDS, "revision"])
        _write_rows(applicant, record)
        return decide_anew(applicant=applicant, occasion=Occasion.FACTS_CHANGED, by=by, on=on, at=at)


def _write_rows(applicant: Applicant, record: ApplicantRecord) -> None:
    _replace(HouseholdMember, applicant, [(member.id, _member_values(member)) for member in record.members])
    _replace(DatedStatus, applicant, [(status.id, _status_values(status)) for status in record.statuses])
    _replace(Pregnancy, applicant, [(pregnancy.id, _pregnancy_values(pregnancy)) for pregnancy in record.pregnancies])
    _replace(
        CaseManagementAssessment,
        applicant,
        [(assessment.id, _assessment_values(assessment)) for assessment in record.assessments],
    )


def _replace(
    model: type[models.Model], applicant: Applicant, rows: Iterable[tuple[int | None, dict[str, Any]]]
) -> None:
    """Make the applicant's rows of this model those given: missing ones go, changed ones change, new ones come.

    Deletions come first, so that a period may take the place of another.
    """
    manager = model._default_manager.filter(applicant=applicant)
    stored = {row.pk: row for row in manager}
    given = list(rows)
    manager.exclude(pk__in=[row_id for row_id, _ in given if row_id is not None]).delete()
    for row_id, values in given:
        row = stored.get(row_id) if row_id is not None else None
        if row is None:
            model._default_manager.create(applicant=applicant, **values)
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save(update_fields=list(values))


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
