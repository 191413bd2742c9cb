"""A list and the office's record of one applicant brought together, field by field. Pure.

Three versions are compared: the record as stored, the list, and what the list said last time. What nobody touched since
then, the list may change. What somebody entered, it may contradict: then the rule of the field decides, or a person.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from routing.caseload.columns import PERSON_COLUMNS, completed
from routing.caseload.judge import Difference, Judge, Sides
from routing.caseload.merge_members import merge_members
from routing.caseload.merge_periods import brought_by_lists, merge_assessments, merge_statuses
from routing.caseload.merge_pregnancies import merge_pregnancies
from routing.caseload.words import in_words
from routing.fields import FieldRule, ImportField
from routing.record import ApplicantRecord, PersonRecord

__all__ = [
    "PERSON_COLUMNS",
    "Difference",
    "Judge",
    "Memory",
    "Merged",
    "Sides",
    "Terms",
    "first_memory",
    "merge",
]


class Memory(NamedTuple):
    """What is remembered of the lists about an applicant: what they said last (of case management, what they brought),
    and the entries upheld against them.
    """

    filed: ApplicantRecord
    kept: Mapping[str, Sides]


class Terms(NamedTuple):
    """What holds for a whole list: its columns, those of the household too, the rules of the fields, and the day."""

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
    told = completed(filed, stored, terms.columns)
    record = ApplicantRecord(
        person=_merge_person(stored.person, told.person, last.person if last else None, judge),
        statuses=merge_statuses(stored.statuses, told.statuses, last.statuses if last else (), terms.on, judge),
        pregnancies=merge_pregnancies(
            stored.pregnancies, told.pregnancies, last.pregnancies if last else (), terms.on, judge
        ),
        assessments=merge_assessments(stored, told, last, terms.on, judge),
        members=merge_members(stored.members, told.members, last.members if last else (), judge),
    )
    heard = completed(filed, last, terms.columns) if last else filed
    heard = replace(heard, assessments=brought_by_lists(stored, record, heard, last))
    return Merged(record, tuple(judge.differences), Memory(heard, judge.kept))


def first_memory(filed: ApplicantRecord) -> Memory:
    """What to remember of an applicant who comes from the list."""
    return Memory(filed, {})


def _merge_person(stored: PersonRecord, told: PersonRecord, last: PersonRecord | None, judge: Judge) -> PersonRecord:
    taken: dict[str, Any] = {}
    for field in PERSON_COLUMNS:
        before, said = getattr(stored, field), getattr(told, field)
        if before == said:
            continue
        # Of somebody whom no list has named yet, everything but an empty field was entered.
        entered = before != getattr(last, field) if last else bool(before)
        if judge.takes_file(
            field, field.value, field.label, Sides(in_words(before), in_words(said)), contradicts=entered
        ):
            taken[field.value] = said
    return replace(stored, **taken)
