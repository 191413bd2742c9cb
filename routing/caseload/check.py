"""The dry run: what the lists would do, kept for people to look at. Nothing of any applicant is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction

from kit.lists.problems import UnusableFile
from routing.caseload.judge import Difference, Sides
from routing.caseload.merge import Terms
from routing.caseload.plan import Answered, Plan, Setting, plan_lines
from routing.caseload.sources import lists_of
from routing.caseload.states import delete_files, end, locked
from routing.enums import EntryOutcome, ImportState
from routing.fields import DEFAULT_RULES, FieldRule, ImportField
from routing.intake.files.lists import Lists, LocatedProblem
from routing.models import (
    Assignment,
    ImportEntry,
    ImportFieldRule,
    ImportFile,
    ImportProblem,
    ImportQuestion,
    ImportRun,
)
from routing.queries import policy_schedule

AT_ONCE = 500
"""So many applicants are read, merged and asked about together."""

Tell = Callable[[float], None]
"""Somebody who is told which share (0 to 1) of the work is done."""

_Thing = TypeVar("_Thing")

# Of many doubles in the lists only the first ones are named: a name that was filled down by mistake has thousands.
# Grouped and not joined with themselves: the planner knows nothing yet of rows so new, and would compare all with all.
_DUPLICATES = """
INSERT INTO routing_importduplicate (entry_id, other_id, other_number)
SELECT entry.id, known.id, known.customer_number
FROM routing_importentry entry
JOIN routing_applicant known ON known.birth_date = entry.birth_date
    AND known.search_name IN (
        fold_name(entry.last_name || ' ' || entry.first_name), fold_name(entry.first_name || ' ' || entry.last_name)
    )
WHERE entry.run_id = %(run)s AND entry.outcome = 'new'
UNION ALL
SELECT entry.id, NULL, other.number
FROM (
    SELECT array_agg(id) AS ids, array_agg(customer_number) AS numbers,
        (array_agg(customer_number ORDER BY customer_number))[:%(most)s] AS first_ones
    FROM routing_importentry
    WHERE run_id = %(run)s AND outcome = 'new'
    GROUP BY birth_date, LEAST(
        fold_name(last_name || ' ' || first_name), fold_name(first_name || ' ' || last_name)
    )
    HAVING count(*) > 1
) alike, unnest(alike.ids, alike.numbers) AS entry (id, number), unnest(alike.first_ones) AS other (number)
WHERE other.number <> entry.number
"""
_MOST_DOUBLES = 10


class _GivenUp(Exception):
    """Somebody has given the run up."""


def check(*, run: ImportRun, on: date, at: datetime, tell: Tell) -> None:
    """Make the dry run for the day ``on``. Where a list is none, a correction is taken back, or the run ends; the
    sentence stands in its notice. Where somebody gives the run up meanwhile, nothing is left of it.
    """

    def still_wanted(share: float) -> None:
        if not _is_checking(run):
            raise _GivenUp
        tell(share)

    try:
        with transaction.atomic():
            _check(run, on, at, still_wanted)
    except UnusableFile as unusable:
        _refuse(run, str(unusable), at)
    except (_GivenUp, FileNotFoundError, ValueError):
        # Its files go with the run that is given up.
        if _is_checking(run):
            raise
        ImportEntry.objects.filter(run=run).delete()


def setting_of(lists: Lists, run: ImportRun, on: date) -> Setting:
    """What the run's plans are made under: the office's rules of today, and the answers given so far."""
    rules = {ImportField(rule.field): FieldRule(rule.rule) for rule in ImportFieldRule.objects.all()}
    terms = Terms(lists.columns, DEFAULT_RULES | rules, on)
    answers: dict[str, dict[str, Answered]] = {}
    answered = ImportQuestion.objects.filter(entry__run=run).exclude(answer="").select_related("entry")
    for question in answered:
        sides = Sides(question.stored, question.filed)
        answers.setdefault(question.entry.customer_number, {})[question.key] = Answered(
            sides, FieldRule(question.answer)
        )
    return Setting(terms, policy_schedule(), answers)


def chunks(things: Iterable[_Thing], size: int = AT_ONCE) -> Iterator[list[_Thing]]:
    """The things in lists of that size."""
    iterator = iter(things)
    while chunk := list(islice(iterator, size)):
        yield chunk


def entry_of(run: ImportRun, plan: Plan) -> ImportEntry:
    """What is kept of a plan with an outcome."""
    assert plan.outcome is not None
    person = plan.line.record.person
    return ImportEntry(
        run=run,
        outcome=plan.outcome,
        customer_number=person.customer_number,
        last_name=person.last_name,
        first_name=person.first_name,
        birth_date=person.birth_date,
        applicant=plan.applicant,
        revision=plan.applicant.revision if plan.applicant else None,
        differences=[{**difference._asdict()} for difference in plan.differences],
        contradicts=any(difference.contradicts for difference in plan.differences),
        desk_now_id=plan.desk_now,
        desk_before_id=plan.desk_before,
        desk_after_id=plan.desk_after,
        seat_id=plan.seat,
    )


def _check(run: ImportRun, on: date, at: datetime, tell: Tell) -> None:
    with lists_of(run, on) as lists:
        setting = setting_of(lists, run, on)
        given = _answers_with_names(run)
        ImportEntry.objects.filter(run=run).delete()
        ImportProblem.objects.filter(file__run=run).delete()
        read = unchanged = 0
        outcomes: Counter[str] = Counter()
        for lines in chunks(lists.lines(tell)):
            plans = plan_lines(lines, setting, lock=False)
            kept = [plan for plan in plans if plan.outcome]
            read += len(plans)
            unchanged += len(plans) - len(kept)
            outcomes.update(plan.outcome for plan in kept if plan.outcome)
            _keep(run, kept, given)
        outcomes[EntryOutcome.MISSING] = _keep_missing(run, lists.numbers)
        _keep_problems(run, lists.problems)
    with connection.cursor() as cursor:
        cursor.execute(_DUPLICATES, {"run": run.pk, "most": _MOST_DOUBLES})
    run = locked(run)
    if run.state != ImportState.CHECKING:
        raise _GivenUp
    run.state, run.on, run.checked_at, run.attempts = ImportState.READY, on, at, 0
    run.counts = {"read": read, "unchanged": unchanged, **+outcomes}
    run.save()


def _is_checking(run: ImportRun) -> bool:
    return ImportRun.objects.filter(pk=run.pk, state=ImportState.CHECKING).exists()


@dataclass(frozen=True, slots=True)
class _Given:
    sides: Sides
    answer: str
    at: datetime | None
    by_id: int | None

    def answers(self, difference: Difference) -> bool:
        """Whether it is what decides there, about the same words."""
        return self.answer == difference.rule and self.sides == (difference.stored, difference.filed)


def _answers_with_names(run: ImportRun) -> dict[tuple[str, str], _Given]:
    """Who answered what, to be kept with the same question of the new dry run."""
    answered = ImportQuestion.objects.filter(entry__run=run).exclude(answer="").select_related("entry")
    return {
        (question.entry.customer_number, question.key): _Given(
            Sides(question.stored, question.filed), question.answer, question.answered_at, question.answered_by_id
        )
        for question in answered
    }


def _keep(run: ImportRun, plans: list[Plan], given: dict[tuple[str, str], _Given]) -> None:
    entries = ImportEntry.objects.bulk_create(entry_of(run, plan) for plan in plans)
    questions = []
    for entry, plan in zip(entries, plans, strict=True):
        for difference in plan.differences:
            known = given.get((entry.customer_number, difference.key))
            question = ImportQuestion(
                entry=entry,
                key=difference.key,
                label=difference.label,
                stored=difference.stored,
                filed=difference.filed,
            )
            if known is not None and difference.contradicts and known.answers(difference):
                question.answer, question.answered_at, question.answered_by_id = known.answer, known.at, known.by_id
            elif difference.rule is not FieldRule.ASK:
                continue
            questions.append(question)
    ImportQuestion.objects.bulk_create(questions)


def _keep_missing(run: ImportRun, numbers: set[str]) -> int:
    """Who is looked after and stands in no line, readable or not: proposed for closing, never closed by itself. By
    name, because people go through them; how many they are.
    """
    looked_after = Assignment.objects.filter(period__upper_inf=True).values_list(
        "applicant", "desk", *(f"applicant__{name}" for name in _NAMES)
    )
    in_order = looked_after.order_by("applicant__sort_name", "applicant")
    missing = (row for row in in_order.iterator() if row[2] not in numbers)
    count = 0
    for rows in chunks(missing):
        count += len(rows)
        ImportEntry.objects.bulk_create(
            ImportEntry(
                run=run,
                outcome=EntryOutcome.MISSING,
                applicant_id=applicant,
                desk_now_id=desk,
                **dict(zip(_NAMES, values, strict=True)),
            )
            for applicant, desk, *values in rows
        )
    return count


_NAMES = ("customer_number", "last_name", "first_name", "birth_date")


def _keep_problems(run: ImportRun, problems: Iterable[LocatedProblem]) -> None:
    files: dict[tuple[int, str], ImportFile] = {}
    for file in run.files.all():
        for kind in {"applicants", "household", "stock"} if file.kind == "workbook" else {file.kind}:
            files[file.number, kind] = file
    for some in chunks(problems):
        ImportProblem.objects.bulk_create(
            ImportProblem(
                file=files[upload, kind.value],
                list_kind=kind.value,
                line=problem.line,
                column=problem.column,
                reason=problem.reason.value,
            )
            for upload, kind, problem in some
        )


@transaction.atomic
def _refuse(run: ImportRun, sentence: str, at: datetime) -> None:
    run = locked(run)
    if run.state != ImportState.CHECKING:
        return
    last = run.files.order_by("-number").values_list("number", flat=True).first()
    if not last:
        end(run, ImportState.FAILED, at=at, by=None, notice=sentence)
        return
    correction = run.files.filter(number=last)
    delete_files(correction)
    correction.delete()
    run.state, run.attempts, run.notice = ImportState.READY, 0, sentence
    run.save()
