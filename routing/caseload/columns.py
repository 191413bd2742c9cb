"""What a list says, and what it leaves unsaid because it has no column for it. Pure.

An empty cell says that there is nothing; a missing column must not be taken for that.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from routing.caseload.household import matched
from routing.fields import ImportField
from routing.intake.files.exchange import days_met
from routing.intake.files.layouts import STATUS_COLUMNS
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.open_points import EARLIEST_BIRTH_BEFORE_DUE_DATE

PERSON_COLUMNS = {
    ImportField.BG_NUMBER: "bg_nummer",
    ImportField.LAST_NAME: "nachname",
    ImportField.FIRST_NAME: "vorname",
    ImportField.BIRTH_DATE: "geburtsdatum",
    ImportField.GENDER: "geschlecht",
    ImportField.STREET: "strasse",
    ImportField.POSTAL_CODE: "plz",
    ImportField.CITY: "ort",
    ImportField.TELEPHONE: "telefon",
    ImportField.EMAIL: "email",
    ImportField.VERBIS_SINGLE_PARENT: "verbis_alleinerziehend",
}
"""The fields of the person, whose codes are the names in `PersonRecord`, with their columns."""

_PREGNANCY_COLUMNS = {
    "proof_seen_on": "schwangerschaft_nachweis_am",
    "ended_on": "schwangerschaft_beendet_am",
    "expected_single_parent": "kuenftig_alleinerziehend",
}
_MEMBER_COLUMNS = {"married_on": "verheiratet_am", "moved_in": "eingezogen_am", "moved_out": "ausgezogen_am"}


def completed(filed: ApplicantRecord, other: ApplicantRecord, columns: Collection[str]) -> ApplicantRecord:
    """What the list says, and where it has no column, what ``other`` says.

    A list speaks of a status, of case management or of a pregnancy when it has the column of the first day or of the
    due date: without that, the rest means nothing.
    """
    return ApplicantRecord(
        person=_person(filed.person, other.person, columns),
        members=_members(filed.members, other.members, columns),
        statuses=tuple(
            status
            for kind, first, end in STATUS_COLUMNS
            for status in _statuses(
                _of_kind(filed, kind), _of_kind(other, kind), starts=first in columns, ends=end in columns
            )
        ),
        pregnancies=_pregnancies(filed.pregnancies, other.pregnancies, columns),
        assessments=filed.assessments
        if "fallmanagement_von" in columns
        else tuple(AssessmentRecord(period, criteria_met=True) for period in days_met(other)),
    )


def _person(filed: PersonRecord, other: PersonRecord, columns: Collection[str]) -> PersonRecord:
    names = {field.value: column for field, column in PERSON_COLUMNS.items()}
    return replace(filed, **_unsaid(other, names, columns))


def _unsaid(other: object, names: Mapping[str, str], columns: Collection[str]) -> dict[str, Any]:
    return {name: getattr(other, name) for name, column in names.items() if column not in columns}


def _of_kind(record: ApplicantRecord, kind: str) -> list[StatusRecord]:
    return [status for status in record.statuses if status.kind == kind]


def _statuses(
    filed: Sequence[StatusRecord], other: Sequence[StatusRecord], *, starts: bool, ends: bool
) -> Sequence[StatusRecord]:
    if not starts:
        return other
    if ends:
        return filed
    by_first_day = {status.period.start: status for status in other}
    return [by_first_day.get(status.period.start, status) for status in filed]


def _pregnancies(
    filed: Sequence[PregnancyRecord], other: Sequence[PregnancyRecord], columns: Collection[str]
) -> tuple[PregnancyRecord, ...]:
    if "entbindungstermin" not in columns:
        return tuple(other)
    return tuple(_pregnancy(mark, other, columns) for mark in filed)


def _pregnancy(mark: PregnancyRecord, other: Sequence[PregnancyRecord], columns: Collection[str]) -> PregnancyRecord:
    near = {
        abs(mark.due_date - known.due_date): known
        for known in other
        if mark.due_date is not None and known.due_date is not None
    }
    if not near or min(near) >= EARLIEST_BIRTH_BEFORE_DUE_DATE:
        return mark
    return replace(mark, **_unsaid(near[min(near)], _PREGNANCY_COLUMNS, columns))


def _members(
    filed: Sequence[MemberRecord], other: Sequence[MemberRecord], columns: Collection[str]
) -> tuple[MemberRecord, ...]:
    said = [name for name, column in _MEMBER_COLUMNS.items() if column in columns]
    known, _ = matched(filed, other, said)
    return tuple(
        _member(member, known[position], columns) if position in known else member
        for position, member in enumerate(filed)
    )


def _member(member: MemberRecord, known: MemberRecord, columns: Collection[str]) -> MemberRecord:
    whole = replace(member, **_unsaid(known, _MEMBER_COLUMNS, columns))
    # A list that has her move out before she is known to have moved in contradicts that.
    reversed_ = whole.moved_in and whole.moved_out and whole.moved_out < whole.moved_in
    return replace(whole, moved_in=member.moved_in, moved_out=member.moved_out) if reversed_ else whole
