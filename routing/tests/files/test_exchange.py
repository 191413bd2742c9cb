"""What is written of a record is read back as that record, as far as the lists can say it."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.days import Period
from kit.formulas import disarmed
from kit.lists.source import Source
from kit.tests.lists.workbooks import workbook
from kit.values import line
from routing.intake.files.exchange import Cell, applicant_cells, household_rows
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD, STATUS_COLUMNS
from routing.intake.files.lists import Lists, Upload, upload_of
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
from routing.tests.files.building import ON
from tests.examples import FEW

SOME_PERSON = PersonRecord("335A100001", "33502//0000101", "Albers", "Nadine", date(1991, 3, 14))

days = st.dates(date(1850, 1, 1), date(9999, 12, 30))
optional_days = st.none() | days
periods = st.builds(
    lambda start, length: Period(start, None if length is None else start + timedelta(days=length)),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.none() | st.integers(1, 10_000),
)
# Whatever is stored has come through a door, and every door reads a text as a line.
anything = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
texts = anything.map(lambda text: line(text.lstrip("'\u2426")))
tricky = st.sampled_from(["=1+1", "'=1+1", "''+49", "'", "-", "@", 'a;"b"', '"', "_x000D_", "0123", "#NV", "ja", "1e5"])
some_text = texts | tricky
required_text = some_text.filter(bool)

people = st.builds(
    PersonRecord,
    customer_number=st.from_regex(r"[0-9]{3}[A-Z][0-9]{6}", fullmatch=True),
    bg_number=st.from_regex(r"[0-9]{5}//[0-9]{7}", fullmatch=True),
    last_name=required_text,
    first_name=required_text,
    birth_date=st.dates(date(1850, 1, 1), ON),
    gender=st.sampled_from(["", "w", "m", "d", "x"]),
    street=some_text,
    postal_code=st.just("") | st.from_regex(r"[0-9]{5}", fullmatch=True),
    city=some_text,
    telephone=st.sampled_from(["", "02331 123456", "+49 (2331) 12/3-4", "0123"]),
    email=st.sampled_from(["", "a@b.de", "o'brien+x@bücher.example"]),
    verbis_single_parent=st.booleans(),
)
members = st.builds(
    MemberRecord,
    relation=st.sampled_from(Relation),
    birth_date=days,
    married_on=optional_days,
    moved_in=st.none() | st.dates(date(1850, 1, 1), date(2020, 1, 1)),
    moved_out=st.none() | st.dates(date(2020, 1, 1), date(9999, 12, 30)),
)
pregnancies = st.builds(
    PregnancyRecord,
    due_date=optional_days,
    proof_seen_on=optional_days,
    ended_on=optional_days,
    expected_single_parent=st.booleans(),
).filter(lambda pregnancy: pregnancy != PregnancyRecord())


@st.composite
def sayable_records(draw: st.DrawFn) -> ApplicantRecord:
    """Records of which the lists can say everything."""
    kinds = [kind for kind, _, _ in STATUS_COLUMNS if draw(st.booleans())]
    return ApplicantRecord(
        person=draw(people),
        members=tuple(draw(st.lists(members, max_size=3))),
        statuses=tuple(StatusRecord(kind, draw(periods)) for kind in kinds),
        pregnancies=tuple(draw(st.lists(pregnancies, max_size=1))),
        assessments=tuple(
            AssessmentRecord(period, criteria_met=True) for period in draw(st.lists(periods, max_size=1))
        ),
    )


def written_as_csv(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Source:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        for row in (columns, *rows):
            writer.writerow([disarmed(cell) if isinstance(cell, str) else cell for cell in row])
    return Source(str(path), path.name)


def read_back(upload: Upload) -> ApplicantRecord:
    lists = Lists(upload, (), ON, frozenset(), frozenset())
    read = list(lists.lines(lambda share: None))
    assert lists.problems == []
    (line,) = read
    return line.record


@given(sayable_records())
def test_a_record_comes_back_through_csv(tmp_path_factory: pytest.TempPathFactory, record: ApplicantRecord) -> None:
    folder = tmp_path_factory.getbasetemp()
    upload = Upload(
        written_as_csv(folder / "bewerber.csv", APPLICANTS.columns, [applicant_cells(record, ON)]),
        written_as_csv(folder / "haushalt.csv", HOUSEHOLD.columns, household_rows(record)),
        None,
    )
    assert read_back(upload) == record


@FEW
@given(st.lists(sayable_records(), min_size=20, max_size=40, unique_by=lambda record: record.person.customer_number))
def test_records_come_back_through_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, records: list[ApplicantRecord]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = workbook(
        folder / "liste.xlsx",
        bewerber=[APPLICANTS.columns, *(applicant_cells(record, ON) for record in records)],
        haushalt=[HOUSEHOLD.columns, *(row for record in records for row in household_rows(record))],
    )
    lists = Lists(upload_of(Source(str(path), "liste.xlsx"), folder), (), ON, frozenset(), frozenset())
    assert [line.record for line in lists.lines(lambda share: None)] == records
    assert lists.problems == []


def cells(record: ApplicantRecord, on: date = ON) -> dict[str, Cell]:
    return {
        column: cell
        for column, cell in zip(APPLICANTS.columns, applicant_cells(record, on), strict=True)
        if cell not in (None, "")
    }


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2019, 12, 31), date(2020, 1, 1)),
        (date(2020, 6, 1), date(2020, 1, 1)),
        (date(2021, 6, 1), date(2022, 1, 1)),
        (date(2022, 6, 1), date(2022, 1, 1)),
        (date(2030, 1, 1), date(2022, 1, 1)),
    ],
)
def test_of_several_periods_the_one_that_matters_is_written(on: date, first: date) -> None:
    spans = [Period(date(2022, 1, 1), date(2023, 1, 1)), Period(date(2020, 1, 1), date(2021, 1, 1))]
    record = ApplicantRecord(SOME_PERSON, statuses=tuple(StatusRecord("rehabilitation", span) for span in spans))
    assert cells(record, on)["rehabilitand_von"] == first
    assert cells(record, on)["rehabilitand_bis"] == first.replace(month=12, day=31)


def test_an_open_period_has_no_end() -> None:
    record = ApplicantRecord(SOME_PERSON, statuses=(StatusRecord("section_10", Period(date(2020, 1, 1))),))
    assert cells(record)["paragraf10_von"] == date(2020, 1, 1)
    assert "paragraf10_bis" not in cells(record)


def test_of_several_pregnancies_the_last_is_written() -> None:
    due = [date(2024, 5, 1), date(2027, 2, 18), None]
    record = ApplicantRecord(SOME_PERSON, pregnancies=tuple(PregnancyRecord(day, ended_on=ON) for day in due))
    assert cells(record)["entbindungstermin"] == date(2027, 2, 18)


@pytest.mark.parametrize(
    ("excepted", "written"),
    [
        (None, (date(2026, 1, 1), date(2026, 12, 31))),
        (Period(date(2026, 1, 1), date(2026, 6, 1)), (date(2026, 6, 1), date(2026, 12, 31))),
        (Period(date(2026, 12, 1), date(2027, 1, 1)), (date(2026, 1, 1), date(2026, 11, 30))),
        (Period(date(2026, 2, 1), date(2026, 3, 1)), (date(2026, 3, 1), date(2026, 12, 31))),
        (Period(date(2026, 1, 1)), (None, None)),
        (Period(date(2020, 1, 1), date(2021, 1, 1)), (date(2026, 1, 1), date(2026, 12, 31))),
        (Period(date(2030, 1, 1)), (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_days_of_an_exception_are_not_written_as_case_management(
    excepted: Period | None, written: tuple[date | None, date | None]
) -> None:
    exception = None if excepted is None else ExceptionRecord(excepted, "other", "Kinder", 1, "Kaya")
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    record = ApplicantRecord(SOME_PERSON, assessments=(AssessmentRecord(year, criteria_met=True, exception=exception),))
    row = cells(record)
    assert (row.get("fallmanagement_von"), row.get("fallmanagement_bis")) == written


def test_criteria_that_were_not_met_are_not_written() -> None:
    record = ApplicantRecord(SOME_PERSON, assessments=(AssessmentRecord(Period(ON), criteria_met=False),))
    assert cells(record) == cells(ApplicantRecord(SOME_PERSON))


def test_the_customary_open_end_is_no_end() -> None:
    never = date(9999, 12, 31)
    child = MemberRecord(Relation.CHILD, date(2015, 5, 20), moved_out=never)
    record = ApplicantRecord(SOME_PERSON, (child,), pregnancies=(PregnancyRecord(ON, ended_on=never),))
    assert "schwangerschaft_beendet_am" not in cells(record)
    assert household_rows(record) == household_rows(replace(record, members=(replace(child, moved_out=None),)))
