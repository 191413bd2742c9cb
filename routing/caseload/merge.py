"""A list and the office's record of one applicant brought together, field by field. Pure.

Three versions are compared: the record as stored, the list, and what the list said last time. What nobody touched since
then, the list may change. What somebody entered, it may contradict: then the rule of the field decides, or a person.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from routing.caseload.judge import Difference, Judge, Sides
from routing.caseload.merge_members import merge_members
from routing.caseload.merge_periods import merge_assessments, merge_statuses
from routing.caseload.merge_pregnancies import merge_pregnancies
from routing.caseload.words import NOTHING, in_words
from routing.fields import FieldRule, ImportField
from routing.intake.files.layouts import STATUS_COLUMNS
from routing.record import ApplicantRecord, PersonRecord

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

_PREGNANCY_COLUMNS = frozenset(
    ("entbindungstermin", "schwangerschaft_nachweis_am", "schwangerschaft_beendet_am", "kuenftig_alleinerziehend")
)
_ASSESSMENT_COLUMNS = frozenset(("fallmanagement_von", "fallmanagement_bis"))


class Memory(NamedTuple):
    """What is remembered of the lists about an applicant: what they said last, and the entries upheld against them."""

    filed: ApplicantRecord
    kept: Mapping[str, Sides]


class Terms(NamedTuple):
    """What holds for a whole list: its columns, the rules of the fields, and the day."""

    columns: Collection[str]
    rules: Mapping[ImportField, FieldRule]
    on: date


class Merged(NamedTuple):
    """The record after the list, what was different, and what to remember."""

    record: ApplicantRecord
    differences: tuple[Difference, ...]
    memory: Memory

    @property
    def changes(self) -> bool:
        """Whether the record becomes another one."""
        return any(difference.rule is FieldRule.FILE for difference in self.differences)


def merge(
    stored: ApplicantRecord,
    filed: ApplicantRecord,
    memory: Memory | None,
    terms: Terms,
    answers: Mapping[str, FieldRule],
) -> Merged:
    """What becomes of a stored record when the list says ``filed``. No ``memory``: she stands in a list for the first
    time. Merging the same list again changes nothing.
    """
    last = memory.filed if memory else None
    judge = Judge(terms.rules, answers, memory.kept if memory else {})
    heard = _heard(filed, last or ApplicantRecord(_no_news(stored.person)), terms.columns)
    record = replace(
        stored,
        person=_merge_person(stored.person, heard.person, last.person if last else None, terms.columns, judge),
        statuses=merge_statuses(
            stored.statuses, heard.statuses, last.statuses if last else (), _kinds(terms.columns), terms.on, judge
        ),
        pregnancies=stored.pregnancies
        if _PREGNANCY_COLUMNS.isdisjoint(terms.columns)
        else merge_pregnancies(
            stored.pregnancies, heard.pregnancies, last.pregnancies if last else (), terms.on, judge
        ),
        assessments=stored.assessments
        if _ASSESSMENT_COLUMNS.isdisjoint(terms.columns)
        else merge_assessments(stored, heard, last, terms.on, judge),
        members=merge_members(stored.members, heard.members, last.members if last else (), judge),
    )
    return Merged(record, tuple(judge.differences), Memory(heard, judge.kept))


def first_memory(filed: ApplicantRecord) -> Memory:
    """What to remember of an applicant who comes from the list."""
    return Memory(filed, {})


def _heard(filed: ApplicantRecord, last: ApplicantRecord, columns: Collection[str]) -> ApplicantRecord:
    """What the lists say by now: what this one has no column for, it leaves as it was said before."""
    person = {
        code.value: getattr(last.person, code) for code, column in PERSON_COLUMNS.items() if column not in columns
    }
    spoken_of = _kinds(columns)
    return replace(
        filed,
        person=replace(filed.person, **person),
        statuses=(
            *(status for status in filed.statuses if status.kind in spoken_of),
            *(status for status in last.statuses if status.kind not in spoken_of),
        ),
        pregnancies=last.pregnancies if _PREGNANCY_COLUMNS.isdisjoint(columns) else filed.pregnancies,
        assessments=last.assessments if _ASSESSMENT_COLUMNS.isdisjoint(columns) else filed.assessments,
    )


def _kinds(columns: Collection[str]) -> list[str]:
    """The statuses that the list has a column for."""
    return [kind for kind, first, end in STATUS_COLUMNS if first in columns or end in columns]


def _no_news(person: PersonRecord) -> PersonRecord:
    return PersonRecord(
        person.customer_number, person.bg_number, person.last_name, person.first_name, person.birth_date
    )


def _merge_person(
    stored: PersonRecord, filed: PersonRecord, last: PersonRecord | None, columns: Collection[str], judge: Judge
) -> PersonRecord:
    taken: dict[str, Any] = {}
    for field, column in PERSON_COLUMNS.items():
        before, said = getattr(stored, field), getattr(filed, field)
        if column not in columns or before == said:
            continue
        # Of somebody whom no list has named yet, everything but an empty field was entered.
        entered = before != getattr(last, field) if last else bool(before)
        sides = Sides(in_words(before), in_words(said) or NOTHING)
        if judge.takes_file(field, field.value, field.label, sides, contradicts=entered):
            taken[field.value] = said
    return replace(stored, **taken)
