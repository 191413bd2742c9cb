"""One chronology of everything that happened to an applicant: entries, decisions, responsibilities, cases, lapses,
hand-overs, and what the sections of her page tell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models

from frame.contracts import HistoryLine
from kit.days import OPEN_END
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
    """What was entered, one happening for each time somebody saved."""
    changes = [
        *_changes(Applicant, {"pgh_obj_id": applicant.pk}),
        *_changes(HouseholdMember, {"applicant_id": applicant.pk}),
        *_changes(DatedStatus, {"applicant_id": applicant.pk}),
        *_changes(Pregnancy, {"applicant_id": applicant.pk}),
        *_changes(CaseManagementAssessment, {"applicant_id": applicant.pk}),
    ]
    changes.sort(key=lambda change: (change.at, change.user_id))
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


def _changes(model: type[models.Model], of_applicant: dict[str, int]) -> Iterator[_Change]:
    """The stored versions of the rows, each compared with the one before."""
    events = apps.get_model("routing", f"{model.__name__}Event")._default_manager.filter(**of_applicant)
    fields = [field for field in model._meta.concrete_fields if field.name not in UNSPOKEN]
    before: dict[int, Any] = {}
    for event in events.order_by("pgh_id"):
        row_id, label = event.pgh_obj_id, event.pgh_label
        lines = tuple(_lines(model, fields, before.get(row_id), event, label))
        before[row_id] = event
        yield _Change(event.pgh_created_at, (event.pgh_context or {}).get("user") or 0, lines)


def _lines(
    model: type[models.Model], fields: Iterable[models.Field[Any, Any]], before: Any, event: Any, label: str
) -> Iterator[str]:
    subject = "" if model is Applicant else f"{_subject(model, event)}: "
    if label == "delete":
        yield f"{subject}entfernt"
        return
    if label == "insert":
        entered = [f"{field.verbose_name}: {_shown(field, event)}" for field in fields if _is_filled(field, event)]
        if model is Applicant:
            yield TAKEN_IN
        else:
            yield f"{subject}{'; '.join(entered)}"
        return
    for field in fields:
        old, new = _shown(field, before) if before is not None else "", _shown(field, event)
        if old != new:
            yield f"{subject}{field.verbose_name}: {old or 'leer'} → {new or 'leer'}"


def _subject(model: type[models.Model], event: Any) -> str:
    name = f"{event.first_name} {event.last_name}".strip() if model is HouseholdMember else ""
    return f"{model._meta.verbose_name} {name}".strip()


def _is_filled(field: models.Field[Any, Any], event: Any) -> bool:
    return getattr(event, field.attname) not in (None, "", [])


def _shown(field: models.Field[Any, Any], event: Any) -> str:
    value = getattr(event, field.attname)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return "offen" if value == OPEN_END else german_date(value)
    if isinstance(value, list):
        return "; ".join(criterion["text"] for criterion in value if criterion["is_met"]) or "keines trifft zu"
    if hasattr(value, "lower_inf"):
        period = as_period(value)
        last_day = german_date(period.last_day) if period.last_day else "offen"
        return f"{german_date(period.start)} bis {last_day}"
    return str(dict(field.flatchoices).get(value, value))
