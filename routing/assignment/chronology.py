"""One chronology of everything that happened to an applicant: entries, decisions, responsibilities, cases, lapses,
hand-overs, and what the sections of her page tell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import models

from frame.contracts import HistoryLine
from frame.history import Version, shown_value, versions
from kit.ranges import as_period
from routing.enums import OverrideState
from routing.models import (
    Applicant,
    Assignment,
    Case,
    CaseManagementAssessment,
    DatedStatus,
    Decision,
    HouseholdMember,
    Lapse,
    Override,
    Pregnancy,
    TransferStep,
)
from routing.rules.wording import german_date
from staff.models import User

SHOWN_AT_MOST = 200
TAKEN_IN = "Neu aufgenommen"
_ENTERED: dict[type[models.Model], str] = {
    Applicant: "pgh_obj_id",
    HouseholdMember: "applicant_id",
    DatedStatus: "applicant_id",
    Pregnancy: "applicant_id",
    CaseManagementAssessment: "applicant_id",
}
UNSPOKEN = frozenset({"id", "key", "revision", "applicant", "search_name", "sort_name", "exception_by"})


def chronology(
    applicant: Applicant,
    assignments: Iterable[Assignment],
    overrides: Iterable[Override],
    contributed: Iterable[HistoryLine],
) -> list[HistoryLine]:
    """Everything that happened to the applicant, newest first, at most `SHOWN_AT_MOST` entries. ``assignments``,
    ``overrides``: all of hers; ``contributed``: what the sections of her page tell.
    """
    names = {user.pk: user.short_name for user in User.objects.all()}
    happenings = [
        *_decisions(applicant, names),
        *_assignments(assignments, names),
        *_overrides(overrides, names),
        *_cases(applicant, names),
        *_transfers(applicant, names),
        *_entries(applicant, names),
        *contributed,
    ]
    return sorted(happenings, key=lambda happening: happening.at, reverse=True)[:SHOWN_AT_MOST]


def _decisions(applicant: Applicant, names: dict[int, str]) -> Iterator[HistoryLine]:
    decisions = Decision.objects.filter(applicant=applicant).select_related("desk", "lapse").order_by("-decided_at")
    for decision in decisions[:SHOWN_AT_MOST]:
        yield HistoryLine(
            decision.decided_at,
            f"Entscheidung: {decision.desk} ({_by_what(decision)})",
            names.get(decision.decided_by_id or 0, "Nachtlauf"),
            (decision.reason, *(f"Offen: {label}" for label in decision.open_point_labels)),
        )
        lapse: Lapse | None = getattr(decision, "lapse", None)
        if lapse is not None:
            known = f"{lapse}, bekannt am {german_date(lapse.known_on)}"
            yield HistoryLine(decision.decided_at, "Merkmal alleinerziehend entfallen", "", (known,))


def _by_what(decision: Decision) -> str:
    return "übersteuert" if decision.override_id else f"Regel {decision.rule}"


def _overrides(overrides: Iterable[Override], names: dict[int, str]) -> Iterator[HistoryLine]:
    for override in overrides:
        first, last = override.first_day, override.last_day or override.first_day
        what = f"{override.desk} vom {german_date(first)} bis {german_date(last)}"
        asked = (f"{override.get_reason_display()}: {override.sentence}",)
        yield HistoryLine(
            override.requested_at, f"Übersteuerung beantragt: {what}", names.get(override.requested_by_id, ""), asked
        )
        if override.decided_at:
            said = OverrideState.REJECTED if override.state == OverrideState.REJECTED else OverrideState.APPROVED
            yield HistoryLine(
                override.decided_at,
                f"Übersteuerung {said.label}: {what}",
                names.get(override.decided_by_id or 0, ""),
                (override.answer,) if override.answer else (),
            )
        if override.ended_at and override.ended_on:
            taken_back = "vorzeitig beendet" if override.decided_at else "zurückgezogen"
            yield HistoryLine(
                override.ended_at,
                f"Übersteuerung {taken_back}: {override.desk}, ab {german_date(override.ended_on)}",
                names.get(override.ended_by_id or 0, ""),
            )


def _assignments(assignments: Iterable[Assignment], names: dict[int, str]) -> Iterator[HistoryLine]:
    for assignment in assignments:
        who = f", {names[assignment.caseworker_id]}" if assignment.caseworker_id else ", noch keine IFK"
        yield HistoryLine(
            assignment.assigned_at,
            f"Zuständig ab {german_date(as_period(assignment.period).start)}: {assignment.desk}{who}",
            names.get(assignment.assigned_by_id, ""),
            tuple(_occasion_of(assignment)),
        )


def _occasion_of(assignment: Assignment) -> Iterator[str]:
    yield f"Anlass: {assignment.get_origin_display()}"
    if assignment.reason:
        yield f"Grund: {assignment.get_reason_display()}"
    if assignment.ground:
        yield f"Vorgeschlagen, weil: {assignment.get_ground_display()}"
    if assignment.deviation:
        yield f"Abweichend vom Vorschlag, weil: {assignment.get_deviation_display()}"


def _transfers(applicant: Applicant, names: dict[int, str]) -> Iterator[HistoryLine]:
    steps = TransferStep.objects.filter(transfer__applicant=applicant).select_related(
        "transfer__source", "transfer__target"
    )
    for step in steps.defer("transfer__sheet").order_by("-at", "-pk")[:SHOWN_AT_MOST]:
        reason = f"Grund: {step.get_reason_display()}" if step.reason else ""
        yield HistoryLine(
            step.at,
            f"Überstellung {step.transfer.source} an {step.transfer.target}: {step.get_kind_display()}",
            names.get(step.by_id or 0, "Nachtlauf"),
            tuple(filter(None, (reason, step.note))),
        )


def _cases(applicant: Applicant, names: dict[int, str]) -> Iterator[HistoryLine]:
    for number, case in enumerate(Case.objects.filter(applicant=applicant).order_by("opened_at", "pk")):
        period = as_period(case.period)
        opened_by = names.get(case.opened_by_id, "")
        opened = "wieder aufgenommen" if number else "eröffnet"
        yield HistoryLine(case.opened_at, f"Fall {opened} zum {german_date(period.start)}", opened_by)
        if case.closed_at and period.end:
            yield HistoryLine(
                case.closed_at,
                f"Fall geschlossen zum {german_date(period.end)}",
                names.get(case.closed_by_id or 0, ""),
                (f"Grund: {case.get_closing_reason_display()}",),
            )


def _entries(applicant: Applicant, names: dict[int, str]) -> Iterator[HistoryLine]:
    """What was entered, one line for each time somebody saved."""
    changes = sorted(_changes(applicant), key=lambda change: (change.at, change.user_id))
    for (at, user_id), saved in groupby(changes, key=lambda change: (change.at, change.user_id)):
        lines = tuple(line for change in saved for line in change.lines)
        if lines:
            title = "Angaben erfasst" if TAKEN_IN in lines else "Angaben geändert"
            yield HistoryLine(at, title, names.get(user_id, ""), lines)


@dataclass(frozen=True, slots=True)
class _Change:
    at: datetime
    user_id: int
    lines: tuple[str, ...]


def _changes(applicant: Applicant) -> Iterator[_Change]:
    """The stored versions of the rows, each compared with the one before."""
    before: dict[tuple[type[models.Model], int], Version] = {}
    for version in versions(_ENTERED, applicant.pk):
        row = version.model, version.row_id
        lines = tuple(_lines(before.get(row), version))
        before[row] = version
        yield _Change(version.at, version.user_id, lines)


def _lines(before: Version | None, now: Version) -> Iterator[str]:
    fields = [field for field in now.model._meta.concrete_fields if field.name not in UNSPOKEN]
    subject = "" if now.model is Applicant else f"{_subject(now)}: "
    if now.label == "delete":
        yield f"{subject}entfernt"
        return
    if now.label == "insert":
        entered = [f"{field.verbose_name}: {_shown(field, now)}" for field in fields if _is_filled(field, now)]
        yield TAKEN_IN if now.model is Applicant else f"{subject}{'; '.join(entered)}"
        return
    for field in fields:
        old, new = _shown(field, before) if before is not None else "", _shown(field, now)
        if old != new:
            yield f"{subject}{field.verbose_name}: {old or 'leer'} → {new or 'leer'}"


def _subject(version: Version) -> str:
    values = version.values
    name = f"{values['first_name']} {values['last_name']}".strip() if version.model is HouseholdMember else ""
    return f"{version.model._meta.verbose_name} {name}".strip()


def _is_filled(field: models.Field[Any, Any], version: Version) -> bool:
    return version.values.get(field.column) not in (None, "", [])


def _shown(field: models.Field[Any, Any], version: Version) -> str:
    value = version.values.get(field.column)
    if isinstance(value, list):
        return "; ".join(criterion["text"] for criterion in value if criterion["is_met"]) or "keines trifft zu"
    return shown_value(field, version.values)
