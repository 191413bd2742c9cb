"""Writing records to their tables, one applicant's or a thousand's in the same number of statements.

Callers hold the locks, ask the rules and open the transaction; see `routing.intake.actions`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, NamedTuple

from django.db import connection, models

from kit.bulk import write_changes
from kit.ranges import as_range
from routing.casefile import CaseFile
from routing.models import Applicant, CaseManagementAssessment, DatedStatus, HouseholdMember, Pregnancy
from routing.queries import PERSON_FIELDS, policy_schedule, record_of, rows_of
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, PregnancyRecord, StatusRecord

_ROWS_TOGETHER = "status_periods_do_not_overlap, assessment_periods_do_not_overlap, pregnancy_once_per_due_date"
_HELD_TOGETHER = frozenset({DatedStatus, Pregnancy, CaseManagementAssessment})
_AT_ONCE = 1000
_MEMBER_FIELDS, _PREGNANCY_FIELDS = (
    tuple(field.name for field in fields(kind) if field.name != "id") for kind in (MemberRecord, PregnancyRecord)
)


class _Row(NamedTuple):
    """A row as a record has it: whose, the id of the stored row it stands for (none for a new one), its values."""

    applicant_id: int
    id: int | None
    values: dict[str, Any]


def create_applicants(records: Sequence[ApplicantRecord]) -> list[CaseFile]:
    """Store new applicants with everything of their records, in the same order.

    Raises ``IntegrityError`` when a customer number is taken or two rows of a record contradict each other.
    """
    applicants = Applicant.objects.bulk_create(
        (Applicant(**_values(record.person, PERSON_FIELDS)) for record in records), batch_size=_AT_ONCE
    )
    rows = _rows_of((applicant.pk, record) for applicant, record in zip(applicants, records, strict=True))
    for model, added in rows.items():
        _create(model, added)
    _check_now(model for model, added in rows.items() if added)
    stored, policies = rows_of([applicant.pk for applicant in applicants]), policy_schedule()
    return [
        CaseFile(applicant, record_of(applicant, stored[applicant.pk]), policies, is_open=False)
        for applicant in applicants
    ]


def replace_records(changed: Sequence[tuple[CaseFile, ApplicantRecord]]) -> None:
    """Make what is stored about these applicants what the records say, and raise their revision by one.

    Rows with an id of the applicant stay themselves, changed or not; those missing in the record go.
    Raises ``IntegrityError`` as `create_applicants` does.
    """
    applicants = [file.applicant for file, _ in changed]
    for file, record in changed:
        for name in PERSON_FIELDS:
            setattr(file.applicant, name, getattr(record.person, name))
        file.applicant.revision += 1
    write_changes(applicants, [*PERSON_FIELDS, "revision"])
    stored = _rows_of((file.applicant.pk, file.record) for file, _ in changed)
    wanted = _rows_of((file.applicant.pk, record) for file, record in changed)
    _check_now([model for model, rows in wanted.items() if _replace(model, stored[model], rows)])
    now = rows_of([applicant.pk for applicant in applicants])
    for file, _ in changed:
        file.record = record_of(file.applicant, now[file.applicant.pk])


def _check_now(written: Iterable[type[models.Model]]) -> None:
    """Hold the rows against each other when all are written: while two periods move, they may meet for a moment."""
    if _HELD_TOGETHER.isdisjoint(written):
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {_ROWS_TOGETHER} IMMEDIATE; SET CONSTRAINTS {_ROWS_TOGETHER} DEFERRED")


def _rows_of(records: Iterable[tuple[int, ApplicantRecord]]) -> dict[type[models.Model], list[_Row]]:
    rows: dict[type[models.Model], list[_Row]] = {
        HouseholdMember: [],
        DatedStatus: [],
        Pregnancy: [],
        CaseManagementAssessment: [],
    }
    for pk, record in records:
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


def _replace(model: type[models.Model], stored: Iterable[_Row], wanted: Iterable[_Row]) -> bool:
    """Make the stored rows of this model those wanted: missing ones go, changed ones change, new ones come. Whether
    there was anything to do.

    Deletions come first, so that a period may take the place of another.
    """
    left = {(row.applicant_id, row.id): row.values for row in stored}
    added: list[_Row] = []
    changed: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for row in wanted:
        # Each id is used up: where it comes twice, the second row is a new one and overwrites nothing.
        known: Mapping[str, Any] | None = left.pop((row.applicant_id, row.id), None)
        if known is None:
            added.append(row)
        elif known != row.values:
            changed[tuple(row.values)].append(model(pk=row.id, applicant_id=row.applicant_id, **row.values))
    if left:
        model._default_manager.filter(pk__in=[pk for _, pk in left]).delete()
    for names, known_ones in changed.items():
        write_changes(known_ones, names)
    _create(model, added)
    return bool(left or changed or added)


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
