"""A record as the texts that stand in the fields of its form: what the form is filled with, what it sends back, and
what two people's versions are compared by.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.http import QueryDict

from kit.days import Period
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.wording import german_date

Texts = dict[str, str]

PARTS = ("members", "statuses", "pregnancies", "assessments")
"""The parts of a form that consist of rows, in the order of the page; also the prefixes of their fields."""


@dataclass(frozen=True, slots=True)
class FormValues:
    """The texts of the person's fields, and those of each row; ``id`` of a row is empty for a new one."""

    person: Texts
    members: tuple[Texts, ...] = ()
    statuses: tuple[Texts, ...] = ()
    pregnancies: tuple[Texts, ...] = ()
    assessments: tuple[Texts, ...] = ()

    def rows(self, part: str) -> tuple[Texts, ...]:
        """The rows of one of `PARTS`."""
        found: tuple[Texts, ...] = getattr(self, part)
        return found


def values_of(record: ApplicantRecord) -> FormValues:
    """The texts with which the form shows a record."""
    return FormValues(
        person=_person_texts(record.person),
        members=tuple(_member_texts(member) for member in record.members),
        statuses=tuple(_status_texts(status) for status in record.statuses),
        pregnancies=tuple(_pregnancy_texts(pregnancy) for pregnancy in record.pregnancies),
        assessments=tuple(_assessment_texts(assessment) for assessment in record.assessments),
    )


def pairs(values: FormValues) -> Iterator[tuple[str, str]]:
    """Field names and texts as a browser would send them."""
    yield from values.person.items()
    for part in PARTS:
        rows = values.rows(part)
        yield f"{part}-TOTAL_FORMS", str(len(rows))
        yield f"{part}-INITIAL_FORMS", "0"
        for number, row in enumerate(rows):
            for name, text in row.items():
                yield f"{part}-{number}-{name}", text


def as_post(values: FormValues) -> QueryDict:
    """The values as if a browser had sent them."""
    data = QueryDict(mutable=True)
    for name, text in pairs(values):
        # An unticked box and an unpressed button are not sent at all.
        if text:
            data[name] = text
    return data


def as_json(values: FormValues) -> dict[str, Any]:
    """The values for a token."""
    return {"person": values.person, **{part: list(values.rows(part)) for part in PARTS}}


def from_json(stored: dict[str, Any]) -> FormValues:
    """The values that a token holds."""
    return FormValues(person=stored["person"], **{part: tuple(stored[part]) for part in PARTS})


def _person_texts(person: PersonRecord) -> Texts:
    return {field.name: _text(getattr(person, field.name)) for field in fields(person)}


def _member_texts(member: MemberRecord) -> Texts:
    return {field.name: _text(getattr(member, field.name)) for field in fields(member)}


def _status_texts(status: StatusRecord) -> Texts:
    return {"id": _text(status.id), "kind": status.kind, **_days(status.period, "first", "last")}


def _pregnancy_texts(pregnancy: PregnancyRecord) -> Texts:
    texts = {field.name: _text(getattr(pregnancy, field.name)) for field in fields(pregnancy)}
    return {**texts, "expected_single_parent": _answer(yes=pregnancy.expected_single_parent)}


def _assessment_texts(assessment: AssessmentRecord) -> Texts:
    exception = assessment.exception
    return {
        "id": _text(assessment.id),
        **_days(assessment.period, "assessed_on", "holds_until"),
        "criteria_met": _answer(yes=assessment.criteria_met),
        **_days(exception.period if exception else None, "exception_from", "exception_until"),
        "exception_code": exception.code if exception else "",
        "exception_reason": exception.reason if exception else "",
    }


def _days(period: Period | None, first: str, last: str) -> Texts:
    if period is None:
        return {first: "", last: ""}
    return {first: german_date(period.start), last: _text(period.last_day)}


def _answer(*, yes: bool) -> str:
    return "ja" if yes else "nein"


def _text(value: object) -> str:
    if isinstance(value, date):
        return german_date(value)
    if value is True:
        return "ja"
    return "" if value is None or value is False else str(value)
