"""What is remembered of the lists, as JSON and back."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from kit.days import Period
from routing.caseload.judge import Sides
from routing.caseload.merge import Memory
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation

_EMPTY = (None, "", (), False)


def memory_as_json(memory: Memory) -> dict[str, Any]:
    """For `routing.models.ImportedRecord.values`; what is empty is left out."""
    filed: dict[str, Any] = _plain(memory.filed)
    return {"filed": filed, "kept": {key: list(sides) for key, sides in memory.kept.items()}}


def memory_of(values: dict[str, Any]) -> Memory:
    """The memory that was stored so."""
    filed = values["filed"]
    person = filed["person"]
    record = ApplicantRecord(
        person=PersonRecord(**person | {"birth_date": date.fromisoformat(person["birth_date"])}),
        members=tuple(_member(member) for member in filed.get("members", ())),
        statuses=tuple(StatusRecord(status["kind"], _period(status["period"])) for status in filed.get("statuses", ())),
        pregnancies=tuple(_pregnancy(pregnancy) for pregnancy in filed.get("pregnancies", ())),
        assessments=tuple(
            AssessmentRecord(_period(assessment["period"]), criteria_met=True)
            for assessment in filed.get("assessments", ())
        ),
    )
    return Memory(record, {key: Sides(*sides) for key, sides in values["kept"].items()})


def _member(values: dict[str, Any]) -> MemberRecord:
    return MemberRecord(
        Relation(values["relation"]),
        birth_date=_day(values["birth_date"]),
        married_on=_day(values.get("married_on")),
        moved_in=_day(values.get("moved_in")),
        moved_out=_day(values.get("moved_out")),
    )


def _pregnancy(values: dict[str, Any]) -> PregnancyRecord:
    return PregnancyRecord(
        _day(values.get("due_date")),
        _day(values.get("proof_seen_on")),
        _day(values.get("ended_on")),
        values.get("expected_single_parent", False),
    )


def _period(values: list[str | None]) -> Period:
    start, end = (_day(text) for text in values)
    assert start is not None
    return Period(start, end)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        return [_plain(day) for day in value]
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        parts = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(part) for name, part in parts if part not in _EMPTY}
    return value
