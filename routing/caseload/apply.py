"""Applying a run: everything that its dry run shows, or nothing."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from kit.history import acting_as
from kit.lists.problems import UnusableFile
from routing.acts import Act
from routing.assignment.deciding import decide_held
from routing.assignment.openings import Opening, Seat, open_cases
from routing.casefile import held_files
from routing.caseload.check import Tell, chunks, entry_of, setting_of
from routing.caseload.plan import Plan, plan_lines
from routing.caseload.remembered import memory_as_json
from routing.caseload.sources import lists_of
from routing.caseload.states import end, locked, to_check
from routing.enums import EntryOutcome, ImportState, Occasion
from routing.intake.actions import change_files, create_files
from routing.models import Applicant, ImportedRecord, ImportEntry, ImportRun
from routing.problems import NumberTaken
from staff.models import User

_OUTDATED = (
    "Seit dem Probelauf hat sich etwas geändert. Es wurde nichts angewendet, und der Probelauf ist neu gerechnet: "
    "Sehen Sie ihn bitte noch einmal durch."
)


class _Outdated(Exception):
    """What would be done is not what the dry run shows."""


def apply(*, run: ImportRun, on: date, at: datetime, tell: Tell) -> None:
    """Do what the dry run shows, in one transaction. Where the applicants, the rules or the day are no longer those of
    the dry run, nothing is done and the run waits for another one.
    """
    try:
        with transaction.atomic():
            _apply(locked(run), on, at, tell)
    except (_Outdated, UnusableFile, NumberTaken):
        with transaction.atomic():
            to_check(locked(run), notice=_OUTDATED)


def _apply(run: ImportRun, on: date, at: datetime, tell: Tell) -> None:
    by = run.apply_by
    assert by is not None
    if on != run.on:
        raise _Outdated
    with acting_as(by.pk), lists_of(run, on) as lists:
        setting = setting_of(lists, run, on)
        logins = dict(User.objects.values_list("username", "pk"))
        planned = 0
        for lines in chunks(lists.lines(tell)):
            plans = plan_lines(lines, setting, lock=True)
            planned += _compare_with_dry_run(run, plans)
            _write(plans, logins, by, on, at, run)
    if planned != run.entries.exclude(outcome=EntryOutcome.MISSING).count():
        raise _Outdated
    end(run, ImportState.APPLIED, at=at, by=by)


def _compare_with_dry_run(run: ImportRun, plans: Sequence[Plan]) -> int:
    """How many of these applicants the dry run shows something about; raises `_Outdated` where it shows otherwise."""
    numbers = [plan.line.record.person.customer_number for plan in plans]
    shown = {
        entry.customer_number: entry
        for entry in run.entries.filter(customer_number__in=numbers).exclude(outcome=EntryOutcome.MISSING)
    }
    planned = {plan.line.record.person.customer_number: entry_of(run, plan) for plan in plans if plan.outcome}
    if shown.keys() != planned.keys() or any(not _says_the_same(shown[number], planned[number]) for number in shown):
        raise _Outdated
    return len(shown)


def _says_the_same(shown: ImportEntry, planned: ImportEntry) -> bool:
    compared = (
        "outcome",
        "applicant_id",
        "revision",
        "differences",
        "desk_now_id",
        "desk_before_id",
        "desk_after_id",
        "seat_id",
    )
    return all(getattr(shown, name) == getattr(planned, name) for name in compared)


def _write(plans: Sequence[Plan], logins: dict[str, int], by: User, on: date, at: datetime, run: ImportRun) -> None:
    act = Act(by, on, at)
    new = [plan for plan in plans if plan.applicant is None]
    created = create_files([plan.record for plan in new])
    openings = [Opening(file, act, _seat(plan, logins)) for file, plan in zip(created, new, strict=True)]
    open_cases(openings=openings, occasion=Occasion.IMPORTED)
    changed = {plan.applicant.pk: plan.record for plan in plans if plan.applicant is not None and plan.writes}
    files = held_files(changed)
    change_files([(files[pk], record) for pk, record in changed.items()])
    decide_held(files, Occasion.IMPORTED, dict.fromkeys(files, act))
    known = [(plan.applicant, plan) for plan in plans if plan.applicant is not None and plan.remembers]
    _remember([*((file.applicant, plan) for file, plan in zip(created, new, strict=True)), *known], run)


def _seat(plan: Plan, logins: dict[str, int]) -> Seat | None:
    stock = plan.line.stock
    if stock is None:
        return None
    return Seat(stock.desk, logins[stock.login] if stock.login else None, stock.since)


def _remember(plans: Sequence[tuple[Applicant, Plan]], run: ImportRun) -> None:
    ImportedRecord.objects.bulk_create(
        (ImportedRecord(applicant=applicant, values=memory_as_json(plan.memory), run=run) for applicant, plan in plans),
        update_conflicts=True,
        unique_fields=["applicant"],
        update_fields=["values", "run"],
    )
