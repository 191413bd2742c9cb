"""What the lists would do to each applicant: read, merged and asked, but nothing written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from routing.caseload.judge import Difference, Sides
from routing.caseload.merge import Memory, Merged, Terms, first_memory, merge
from routing.caseload.remembered import memory_of
from routing.enums import EntryOutcome
from routing.fields import FieldRule, ImportField
from routing.intake.files.lists import Line
from routing.intake.files.stock import StockLine
from routing.models import Applicant, Assignment, ImportedRecord
from routing.queries import overrides_of, record_of, rows_of
from routing.record import ApplicantRecord, facts_of
from routing.rules.codes import DeskCode
from routing.rules.decision import decide
from routing.rules.override import Override, in_force, named_desk
from routing.rules.policy import PolicySchedule


class Answered(NamedTuple):
    """What somebody said to a question, and what it was about."""

    sides: Sides
    rule: FieldRule


Answers = Mapping[str, Answered]
"""The answers about one applicant, by the key of the difference."""


class Setting(NamedTuple):
    """What a plan is made under; ``answers`` by customer number."""

    terms: Terms
    policies: PolicySchedule
    answers: Mapping[str, Answers]

    @property
    def on(self) -> date:
        """The day asked about."""
        return self.terms.on


@dataclass(frozen=True, slots=True)
class Plan:
    """What the lists would do to one applicant; no ``outcome``: they say nothing new of her.

    ``writes`` says whether her record becomes another one, ``remembers`` whether what is remembered of the lists does.
    """

    line: Line
    applicant: Applicant | None
    record: ApplicantRecord
    memory: Memory
    differences: tuple[Difference, ...]
    outcome: EntryOutcome | None
    writes: bool
    remembers: bool
    desk_now: str | None = None
    desk_before: str | None = None
    desk_after: str | None = None
    seat: str | None = None


def plan_lines(lines: Sequence[Line], setting: Setting, *, lock: bool) -> list[Plan]:
    """The plans in the order of the lines. ``lock``: the applicants stay as they are until the transaction ends."""
    known = _known((line.record.person.customer_number for line in lines), lock=lock)
    return [_plan(line, known.get(line.record.person.customer_number), setting) for line in lines]


class _Known(NamedTuple):
    """An applicant of the office, with who is responsible, what the lists said last, and what overrides the rules."""

    applicant: Applicant
    record: ApplicantRecord
    responsible: Assignment | None
    memory: Memory | None
    overrides: tuple[Override, ...]


def _known(numbers: Iterable[str], *, lock: bool) -> dict[str, _Known]:
    applicants = Applicant.objects.filter(customer_number__in=list(numbers))
    if lock:
        applicants = applicants.select_for_update(of=("self",)).order_by("pk")
    found = list(applicants)
    rows = rows_of([applicant.pk for applicant in found])
    responsible = {
        assignment.applicant_id: assignment
        for assignment in Assignment.objects.filter(applicant__in=found, period__upper_inf=True).select_related(
            "caseworker", "desk"
        )
    }
    overrides = overrides_of([applicant.pk for applicant in found])
    memories = dict(ImportedRecord.objects.filter(applicant__in=found).values_list("applicant", "values"))
    return {
        applicant.customer_number: _Known(
            applicant,
            record_of(applicant, rows[applicant.pk]),
            responsible.get(applicant.pk),
            memory_of(memories[applicant.pk]) if applicant.pk in memories else None,
            overrides.get(applicant.pk, ()),
        )
        for applicant in found
    }


def _plan(line: Line, known: _Known | None, setting: Setting) -> Plan:
    return _plan_new(line, setting) if known is None else _plan_known(line, known, setting)


def _plan_new(line: Line, setting: Setting) -> Plan:
    return Plan(
        line=line,
        applicant=None,
        record=line.record,
        memory=first_memory(line.record),
        differences=(),
        outcome=EntryOutcome.NEW,
        writes=True,
        remembers=True,
        desk_after=_desk(line.record, setting),
        seat=line.stock.desk if line.stock else None,
    )


def _plan_known(line: Line, known: _Known, setting: Setting) -> Plan:
    stored, responsible = known.record, known.responsible
    merged = _merged(stored, line.record, known.memory, setting)
    differences = (*merged.differences, *_of_stock(line.stock, responsible))
    is_open = responsible is not None
    return Plan(
        line=line,
        applicant=known.applicant,
        record=merged.record,
        memory=merged.memory,
        differences=differences,
        outcome=_outcome(changes=merged.changes, differs=bool(differences), is_open=is_open),
        writes=merged.changes,
        remembers=merged.memory != known.memory,
        desk_now=responsible.desk_id if responsible else None,
        desk_before=_desk(stored, setting, known.overrides) if is_open else None,
        desk_after=_desk(merged.record, setting, known.overrides) if is_open else None,
    )


def _merged(stored: ApplicantRecord, filed: ApplicantRecord, memory: Memory | None, setting: Setting) -> Merged:
    """The record and the list brought together with those answers that still fit what is asked."""
    answers = setting.answers.get(stored.person.customer_number, {})
    merged = merge(stored, filed, memory, setting.terms, {key: answer.rule for key, answer in answers.items()})
    asked = {difference.key: Sides(difference.stored, difference.filed) for difference in merged.differences}
    fitting = {key: answer.rule for key, answer in answers.items() if asked.get(key) == answer.sides}
    return merged if len(fitting) == len(answers) else merge(stored, filed, memory, setting.terms, fitting)


def _of_stock(stock: StockLine | None, responsible: Assignment | None) -> tuple[Difference, ...]:
    """What the present stock says otherwise of a running case: shown, but no case changes hands by a list."""
    if stock is None or responsible is None:
        return ()
    caseworker = responsible.caseworker.username if responsible.caseworker else ""
    if stock.desk == responsible.desk_id and stock.login in {"", caseworker}:
        return ()
    field = ImportField.RESPONSIBILITY
    stored, filed = _seat_in_words(responsible.desk_id, caseworker), _seat_in_words(stock.desk, stock.login)
    return (Difference(field, field.value, field.label, stored, filed, FieldRule.ENTRY, contradicts=True),)


def _seat_in_words(desk: str, login: str) -> str:
    return f"{DeskCode(desk).label}{f', {login}' if login else ''}"


def _outcome(*, changes: bool, differs: bool, is_open: bool) -> EntryOutcome | None:
    if not is_open:
        return EntryOutcome.CLOSED
    if changes:
        return EntryOutcome.CHANGED
    return EntryOutcome.KEPT if differs else None


def _desk(record: ApplicantRecord, setting: Setting, overrides: Collection[Override] = ()) -> str:
    answer = decide(facts_of(record), setting.on, setting.policies)
    return named_desk(answer, in_force(overrides, setting.on)).value
