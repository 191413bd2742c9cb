"""Stored offices and lists of all kinds, by chance."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.core.files.base import ContentFile
from hypothesis import strategies as st

from kit.days import Period, day_after
from kit.formulas import disarmed
from routing.caseload.receiving import Uploaded
from routing.intake.files.exchange import Cell, applicant_cells, household_rows
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.record import ApplicantRecord, AssessmentRecord, ExceptionRecord, StatusRecord
from routing.tests.files.building import ON
from routing.tests.files.test_exchange import members, people, pregnancies, sayable_records
from staff.models import User

FIRST_DAY = date(2025, 10, 1)

Rows = Sequence[Sequence[Cell]]


@st.composite
def spans(draw: st.DrawFn) -> tuple[Period, ...]:
    """Periods around today that do not overlap, the last one perhaps without end."""
    steps = draw(st.lists(st.integers(1, 300), max_size=6).filter(lambda given: len(given) % 2 == 0))
    days = [FIRST_DAY + timedelta(days=sum(steps[: place + 1])) for place in range(len(steps))]
    periods = [Period(start, end) for start, end in zip(days[::2], days[1::2], strict=True)]
    goes_on: bool = draw(st.booleans())
    if periods and goes_on:
        periods[-1] = Period(periods[-1].start)
    return tuple(periods)


@st.composite
def records(draw: st.DrawFn, by: User) -> ApplicantRecord:
    """Records with more than the lists can say: several periods, exceptions, and names of members."""
    assessments = []
    for period in draw(spans()):
        met = draw(st.booleans())
        exception = (
            ExceptionRecord(Period(period.start, day_after(period.start, 200)), "other", "Drei Kinder", by.pk, "")
            if draw(st.booleans())
            else None
        )
        assessments.append(AssessmentRecord(period, met, exception if met else None))
    household = draw(st.lists(members, max_size=3))
    if draw(st.booleans()):
        household = [replace(member, first_name="Mia", last_name="Sommer") for member in household]
    return ApplicantRecord(
        person=draw(people),
        members=tuple(household),
        statuses=tuple(
            StatusRecord(kind, period) for kind in ("self_employed", "rehabilitation") for period in draw(spans())
        ),
        pregnancies=tuple(draw(st.lists(pregnancies, max_size=3, unique_by=lambda pregnancy: pregnancy.due_date))),
        assessments=tuple(assessments),
    )


def offices(by: User) -> st.SearchStrategy[list[ApplicantRecord]]:
    one = sayable_records() | records(by)
    return st.lists(one, min_size=1, max_size=6, unique_by=lambda record: record.person.customer_number)


def rows_of(records: Sequence[ApplicantRecord]) -> dict[str, Rows]:
    """The lists of these records, header first, by name."""
    return {
        "bewerber": [APPLICANTS.columns, *(applicant_cells(record, ON) for record in records)],
        "haushalt": [HOUSEHOLD.columns, *(row for record in records for row in household_rows(record))],
    }


def csv_of(records: Sequence[ApplicantRecord]) -> list[Uploaded]:
    """The lists of these records as CSV."""
    return [Uploaded(f"{name}.csv", _as_csv(rows)) for name, rows in rows_of(records).items()]


def _as_csv(rows: Rows) -> "ContentFile[bytes]":
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([disarmed(cell) if isinstance(cell, str) else cell for cell in row])
    return ContentFile(text.getvalue().encode("utf-8-sig"))
