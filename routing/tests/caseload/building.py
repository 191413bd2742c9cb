"""Records, lists and what becomes of them, in few words. Unless a test says otherwise, every field is asked about."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kit.days import Period
from routing.caseload.merge import Memory, Merged, Terms, merge
from routing.fields import FieldRule, ImportField
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    ExceptionRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation

ON = date(2026, 11, 22)
COLUMNS = frozenset((*APPLICANTS.columns, *HOUSEHOLD.columns))
SMALL = date(2018, 5, 20)
DUE = date(2027, 2, 18)
SELF_EMPLOYED = ImportField.SELF_EMPLOYED
NADINE = PersonRecord("335A100001", "33502//0000101", "Albers", "Nadine", date(1991, 3, 14))


def every_field(rule: FieldRule) -> dict[ImportField, FieldRule]:
    return dict.fromkeys(ImportField, rule)


def record(*parts: MemberRecord | StatusRecord | PregnancyRecord | AssessmentRecord, **person: Any) -> ApplicantRecord:
    """The applicant of these tests with these parts."""
    return ApplicantRecord(
        replace(NADINE, **person),
        members=tuple(part for part in parts if isinstance(part, MemberRecord)),
        statuses=tuple(part for part in parts if isinstance(part, StatusRecord)),
        pregnancies=tuple(part for part in parts if isinstance(part, PregnancyRecord)),
        assessments=tuple(part for part in parts if isinstance(part, AssessmentRecord)),
    )


def child(born: date | None = SMALL, **values: Any) -> MemberRecord:
    return MemberRecord(Relation.CHILD, born, **values)


def partner(born: date | None = date(1988, 1, 1), **values: Any) -> MemberRecord:
    return MemberRecord(Relation.PARTNER, born, **values)


def status(first: date, end: date | None = None, *, kind: str = SELF_EMPLOYED, row: int | None = None) -> StatusRecord:
    """A status up to the day before ``end``."""
    return StatusRecord(str(kind), Period(first, end), row)


def pregnancy(due_date: date | None = DUE, **values: Any) -> PregnancyRecord:
    return PregnancyRecord(due_date, **values)


def assessment(
    first: date, end: date | None = None, *, met: bool = True, row: int | None = None, kept: Period | None = None
) -> AssessmentRecord:
    """An assessment; ``kept``: the days of an exception."""
    exception = ExceptionRecord(kept, "trust", "Vertrauen", 7, "Keller") if kept else None
    return AssessmentRecord(Period(first, end), met, exception, row)


class Case:
    """An applicant of the office, what people make of her record, and the lists that come in one after the other."""

    def __init__(self, stored: ApplicantRecord, *lists: ApplicantRecord) -> None:
        """``lists``: those from which the record came; without any, people entered it."""
        self.stored = stored
        self.memory = Memory(lists[-1], {}) if lists else None
        self.rules = every_field(FieldRule.ASK)
        self.columns: Collection[str] = COLUMNS

    def takes(self, filed: ApplicantRecord, answers: Mapping[str, FieldRule] | None = None, on: date = ON) -> Merged:
        """A list is taken in."""
        merged = merge(self.stored, filed, self.memory, Terms(self.columns, self.rules, on), answers or {})
        self.stored, self.memory = merged.record, merged.memory
        return merged


def brought(filed: ApplicantRecord, stored: ApplicantRecord | None = None) -> Case:
    """Somebody who came from a list, with what people made of her record since."""
    return Case(stored or filed, filed)


def judged(merged: Merged) -> list[tuple[str, FieldRule]]:
    """The differences as keys, each with who was right."""
    return [(difference.key, difference.rule) for difference in merged.differences]


def asked(merged: Merged) -> list[str]:
    """The keys of the open questions."""
    return [difference.key for difference in merged.differences if difference.rule is FieldRule.ASK]


def periods(case: Case, kind: str = SELF_EMPLOYED) -> list[Period]:
    return sorted(status.period for status in case.stored.statuses if status.kind == kind)


def without(columns: Collection[str], *missing: str) -> frozenset[str]:
    return frozenset(columns) - set(missing)
