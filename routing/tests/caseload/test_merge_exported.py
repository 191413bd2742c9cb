"""What the application writes of a record, and reads back, changes nothing."""

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kit.days import OPEN_END, Period
from kit.lists.layouts import Layout
from kit.lists.source import named
from kit.lists.table import Table, open_table
from routing.caseload.merge import merge
from routing.fields import FieldRule
from routing.intake.files.applicants import ApplicantLine, read_applicants
from routing.intake.files.exchange import Cell, applicant_cells, household_rows
from routing.intake.files.household import MemberLine, read_household
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.record import ApplicantRecord, PregnancyRecord
from routing.tests.caseload.building import (
    COLUMNS,
    ON,
    SMALL,
    Case,
    assessment,
    child,
    every_field,
    pregnancy,
    record,
    status,
)
from routing.tests.caseload.strategies import BIRTHS, Situation, situations, stored_records


def written_and_read(layout: Layout, rows: Sequence[Sequence[Cell]], folder: Path) -> Table:
    path = folder / "list.csv"
    with path.open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows([layout.columns, *rows])
    return open_table(named(str(path)), layout)


def exported(stored: ApplicantRecord, on: date) -> ApplicantRecord:
    """What readers make of the lists that are written of a record."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (line,) = read_applicants(written_and_read(APPLICANTS, [applicant_cells(stored, on)], folder))
        assert isinstance(line, ApplicantLine)
        lines = list(read_household(written_and_read(HOUSEHOLD, household_rows(stored), folder)))
    return replace(line.record, members=tuple(line.member for line in lines if isinstance(line, MemberLine)))


@given(situations(stored_records(st.sampled_from(BIRTHS))), st.sampled_from([0, 1, 100, 1000]))
def test_a_list_written_of_a_record_changes_nothing_in_it(now: Situation, away: int) -> None:
    terms = now.terms._replace(columns=COLUMNS, on=now.terms.on + timedelta(days=away))
    merged = merge(now.stored, exported(now.stored, now.terms.on), now.memory, terms, {})
    assert merged.record == now.stored
    assert merged.differences == ()


def test_whatever_a_record_holds_its_list_may_come_back() -> None:
    case = Case(
        record(
            child(moved_in=date(2020, 1, 1), moved_out=OPEN_END, first_name="Mia", id=1),
            child(SMALL, moved_in=date(2020, 1, 1), moved_out=date(2026, 12, 1), first_name="Ali", id=2),
            status(date(2020, 1, 1), date(2021, 1, 1)),
            status(date(2025, 1, 1), date(2026, 12, 1)),
            status(date(2027, 1, 1)),
            pregnancy(date(2024, 10, 1)),
            pregnancy(ended_on=OPEN_END),
            assessment(date(2024, 1, 1), date(2025, 1, 1), met=False),
            assessment(date(2026, 1, 1), kept=Period(date(2026, 6, 1))),
            telephone="0171 2",
            gender="w",
        )
    )
    case.rules = every_field(FieldRule.FILE)
    assert case.takes(exported(case.stored, ON)).differences == ()


def test_of_marks_without_due_date_the_one_is_written_that_says_something() -> None:
    says_nothing, expected = PregnancyRecord(id=1), pregnancy(None, expected_single_parent=True, id=2)
    written = exported(record(says_nothing, expected, PregnancyRecord(id=3)), ON)
    assert written.pregnancies == (replace(expected, id=None),)
