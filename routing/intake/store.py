"""Writing records to their tables, one applicant's or a thousand's in the same number of statements.

Callers hold the locks, ask the rules and open the transaction; see `routing.intake.actions` and the import.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any, NamedTuple

from django.db import connection, models

from kit.ranges import as_range
from routing.models import Applicant, CaseManagementAssessment, DatedStatus, HouseholdMember, Pregnancy
from routing.queries import PERSON_FIELDS
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, PregnancyRecord, StatusRecord

_ROWS_TOGETHER = "status_periods_do_not_overlap, assessment_periods_do_not_overlap, pregnancy_once_per_due_date"
_AT_ONCE = 1000
_MEMBER_FIELDS, _PREGNANCY_FIELDS = (
    tuple(field.name for field in fields(kind) if field.name != "id") for kind in (MemberRecord, PregnancyRecord)
)


class _Row(NamedTuple):
    """A row as a record has it: whose, the id of the stored row it stands for (none for a new one), its values."""

    applicant_id: int
    id: int | None
    values: dict[str, Any]


def create_applicants(records: Iterable[ApplicantRecord]) -> list[Applicant]:
    """Store new applicants with everything of their records, in the same order.

    Raises ``IntegrityError`` when a customer number is taken or two rows of a record contradict each other.
    """
    records = list(records)
    applicants = Applicant.objects.bulk_create(
        (Applicant(**_values(record.person, PERSON_FIELDS)) for record in records), batch_size=_AT_ONCE
    )
    for model, rows in _rows_of(zip(applicants, records, strict=True)).items():
        _create(model, rows)
    _check_now()
    return applicants


def replace_records(changed: Sequence[tuple[Applicant, ApplicantRecord]]) -> None:
    """Make what is stored about these applicants what their records say, and raise their revision by one.

    Rows with an id of the applicant stay themselves, changed or not; those missing in the record go.
    Raises ``IntegrityError`` as `create_applicants` does.
    """
    applicants = [applicant for applicant, _ in changed]
    for applicant, record in changed:
        for name in PERSON_FIELDS:
            setattr(applicant, name, getattr(record.person, name))
        applicant.revision += 1
    Applicant.objects.bulk_update(applicants, [*PERSON_FIELDS, "revision"], batch_size=_AT_ONCE)
    for model, rows in _rows_of(changed).items():
        _replace(model, applicants, rows)
    _check_now()


def _check_now() -> None:
    """Hold the rows against each other when all are written: while two periods move, they may meet for a moment."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {_ROWS_TOGETHER} IMMEDIATE")
        cursor.execute(f"SET CONSTRAINTS {_ROWS_TOGETHER} DEFERRED")


def _rows_of(stored: Iterable[tuple[Applicant, ApplicantRecord]]) -> dict[type[models.Model], list[_Row]]:
    rows: dict[type[models.Model], list[_Row]] = {
        HouseholdMember: [],
        DatedStatus: [],
        Pregnancy: [],
        CaseManagementAssessment: [],
    }
    for applicant, record in stored:
        pk = applicant.pk
        rows[HouseholdMember] += (_Row(pk, member.id, _member_values(member)) for member in record.members)
        rows[DatedStatus] += (_Row(pk, status.id, _status_values(status)) for status in record.statuses)
        rows[Pregnancy] += (_Row(pk, pregnancy.id, _pregnancy_values(pregnancy)) for pregnancy in record.pregnancies)
        rows[CaseManagementAssessment] += (
            _Row(pk, assessment.id, _assessment_values(assessment)) for assessment in record.assessments
        )
    return rows


def _create(model: type[models.Model], rows: Iterable[_Row]) -> None:
    model._default_manager.bulk_create(
        (model(applicant_id=row.applicant_id, **row.values) for row in rows), batch_size=_AT_ONCE
    )


def _replace(model: type[models.Model], applicants: Sequence[Applicant], rows: Sequence[_Row]) -> None:
    """Make the applicants' rows of this model those given: missing ones go, changed ones change, new ones come.

    Deletions come first, so that a period may take the place of another.
    """
    found: Iterable[Any] = model._default_manager.filter(applicant__in=applicants)
    stored = {(row.applicant_id, row.pk): row for row in found}
    gone = stored.keys() - {(row.applicant_id, row.id) for row in rows}
    if gone:
        model._default_manager.filter(pk__in=[pk for _, pk in gone]).delete()
    added: list[_Row] = []
    changed: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for row in rows:
        # Each id is used up: where it comes twice, the second row is a new one and overwrites nothing.
        known = stored.pop((row.applicant_id, row.id), None) if row.id is not None else None
        if known is None:
            added.append(row)
        elif any(getattr(known, name) != value for name, value in row.values.items()):
            for name, value in row.values.items():
                setattr(known, name, value)
            changed[tuple(row.values)].append(known)
    for names, known_ones in changed.items():
        model._default_manager.bulk_update(known_ones, names, batch_size=_AT_ONCE)
    _create(model, added)


def _values(record: object, names: Iterable[str]) -> dict[str, Any]:
    # dataclasses.asdict copies what cannot change, at three times the cost.
    return {name: getattr(record, name) for name in names}


def _member_values(member: MemberRecord) -> dict[str, Any]:
    return _values(member, _MEMBER_FIELDS)


def _status_values(status: StatusRecord) -> dict[str, Any]:
    return {"kind": status.kind, "period": as_range(status.period)}


def _pregnancy_values(pregnancy: PregnancyRecord) -> dict[str, Any]:
    return _values(pregnancy, _PREGNANCY_FIELDS)


def _assessment_values(assessment: AssessmentRecord) -> dict[str, Any]:
    exception = assessment.exception
    return {
        "period": as_range(assessment.period),
        "criteria_met": assessment.criteria_met,
        "next_due": assessment.next_due,
        "criteria": [asdict(criterion) for criterion in assessment.criteria],
        "exception_period": as_range(exception.period) if exception else None,
        "exception_code": exception.code if exception else "",
        "exception_reason": exception.reason if exception else "",
        "exception_by_id": exception.by_id if exception else None,
    }
