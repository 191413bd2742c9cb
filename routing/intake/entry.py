"""The whole form of one applicant: the person and her rows, from what was typed to a record."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kit.days import Period, inclusive_period
from kit.formparts import FormError, error_list
from routing.intake.forms import PersonForm
from routing.intake.formsets import MOST_ROWS, ROWS, IntakeRows
from routing.intake.values import PARTS, FormValues, Texts
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    ExceptionRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)
from routing.rules.codes import Relation
from staff.models import User

EMPTY = FormValues(person={})


class Entry:
    """The forms of one applicant: either sent ``data``, which is checked, or ``values`` shown as they are.

    ``on``: the day on which the form is filled in.
    """

    def __init__(self, data: QueryDict | None = None, *, values: FormValues = EMPTY, on: date) -> None:
        """See the class."""
        self.person = PersonForm(data, initial=values.person, on=on)
        self.rows: dict[str, IntakeRows] = {
            part: ROWS[part](data, prefix=part, initial=[dict(row) for row in values.rows(part)]) for part in PARTS
        }

    @property
    def parts(self) -> tuple[forms.BaseForm | IntakeRows, ...]:
        """All forms in the order of the page."""
        return (self.person, *self.rows.values())

    def is_valid(self) -> bool:
        """Whether everything can be stored as it is."""
        return self.person.is_valid() and all(rows.is_valid() for rows in self.rows.values())

    def errors(self) -> list[FormError]:
        """What cannot be stored, in the order of the page."""
        return error_list(*self.parts)

    def missing_for_answer(self) -> list[FormError]:
        """What the rules cannot do without: the birth date and readable rows. Names and numbers they do not read."""
        of_the_person = [error for error in error_list(self.person) if error.field_id == "id_birth_date"]
        return [*of_the_person, *error_list(*self.rows.values())]

    def record(self, *, by: User, stored: ApplicantRecord | None) -> ApplicantRecord:
        """What was entered. What is wrong or missing without concerning the rules stays empty.

        ``by`` is named for every exception that is not in the ``stored`` record already; what the form does not show of
        an assessment stays. Raises ``ValueError`` when something is `missing_for_answer`.
        """
        if self.missing_for_answer():
            raise ValueError("the rules cannot be asked about this form")
        person = {name: self.person.cleaned_data.get(name, "") for name in self.person.fields}
        known = {row.id: row for row in stored.assessments} if stored else {}
        return ApplicantRecord(
            person=PersonRecord(**person),
            members=tuple(_member(row) for row in self._entered("members")),
            statuses=tuple(_status(row) for row in self._entered("statuses")),
            pregnancies=tuple(_pregnancy(row) for row in self._entered("pregnancies")),
            assessments=tuple(_assessment(row, by, known.get(row["id"])) for row in self._entered("assessments")),
        )

    def input_id(self, part: str, position: int, field: str) -> str:
        """The id of the input of a record's field: of the row at ``position``, or of the person with no ``part``."""
        if not part:
            return f"id_{field}"
        place, _ = self.rows[part].used[position]
        return f"id_{part}-{place}-{field}"

    def _entered(self, part: str) -> Iterator[dict[str, Any]]:
        return (form.cleaned_data for _, form in self.rows[part].used)


def typed(data: QueryDict) -> FormValues:
    """What was typed, unchecked, for showing it again word by word."""
    return FormValues(
        person={name: data.get(name, "") for name in PersonForm.base_fields},
        **{part: _typed_rows(data, part) for part in PARTS},
    )


def _typed_rows(data: QueryDict, part: str) -> tuple[Texts, ...]:
    names = ROWS[part].form.base_fields
    return tuple(
        {name: data.get(f"{part}-{number}-{name}", "") for name in names} for number in range(_row_count(data, part))
    )


def _row_count(data: QueryDict, part: str) -> int:
    text = data.get(f"{part}-TOTAL_FORMS", "")
    return min(int(text), MOST_ROWS) if re.fullmatch("[0-9]{1,4}", text) else 0


def _member(row: dict[str, Any]) -> MemberRecord:
    return MemberRecord(**{**row, "relation": Relation(row["relation"])})


def _status(row: dict[str, Any]) -> StatusRecord:
    return StatusRecord(row["kind"], inclusive_period(row["first"], row["last"]), row["id"])


def _pregnancy(row: dict[str, Any]) -> PregnancyRecord:
    return PregnancyRecord(**row)


def _assessment(row: dict[str, Any], by: User, stored: AssessmentRecord | None) -> AssessmentRecord:
    period = inclusive_period(row["assessed_on"], row["holds_until"])
    exception = _exception(row, by, stored.exception if stored else None)
    entered = AssessmentRecord(period, row["criteria_met"], exception, row["id"])
    return replace(entered, next_due=_still_due(period, stored), criteria=stored.criteria) if stored else entered


def _still_due(period: Period, stored: AssessmentRecord) -> date | None:
    return stored.next_due if stored.next_due and stored.next_due > period.start else None


def _exception(row: dict[str, Any], by: User, stored: ExceptionRecord | None) -> ExceptionRecord | None:
    if row["exception_from"] is None:
        return None
    period: Period = inclusive_period(row["exception_from"], row["exception_until"])
    code: str = row["exception_code"]
    reason: str = row["exception_reason"]
    if stored and (stored.period, stored.code, stored.reason) == (period, code, reason):
        return stored
    return ExceptionRecord(period, code, reason, by.pk, by.short_name)
