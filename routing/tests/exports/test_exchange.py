"""All facts in the format of the import: what is exported can be taken in again, and is the same."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from kit.days import Period
from kit.lists.source import named
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.intake.files.lists import Lists, Upload
from routing.record import ApplicantRecord, AssessmentRecord, MemberRecord, PersonRecord, PregnancyRecord, StatusRecord
from routing.rules.codes import Relation
from routing.tests.caselist.office import NOW, TODAY, logged_in
from routing.tests.exports.exporting import downloaded, unzipped, xlsx_rows
from staff.models import User
from tests.factories import make_applicant, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

WHOLE = ApplicantRecord(
    PersonRecord(
        "335A100001",
        "33502//0000101",
        "=Albers;-von der Heydt",
        '@Nadine "Nä"',
        date(1991, 3, 14),
        "w",
        "'s Gravenweg 1",
        "01067",
        "Hagen",
        "+49 2331 4711",
        "nadine@example.org",
        verbis_single_parent=True,
    ),
    (
        MemberRecord(Relation.CHILD, date(2015, 5, 20)),
        MemberRecord(Relation.PARTNER, date(1988, 1, 9), "", "", date(2012, 6, 1), date(2019, 1, 1), date(2024, 3, 1)),
    ),
    (
        StatusRecord("rehabilitation", Period(date(2025, 7, 1))),
        StatusRecord("section_10", Period(date(2026, 1, 1), date(2027, 1, 1))),
    ),
    (PregnancyRecord(date(2026, 8, 1), date(2026, 2, 1), None, expected_single_parent=True),),
    (AssessmentRecord(Period(date(2026, 1, 1)), criteria_met=True),),
)


@pytest.fixture
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def taken_in_again(folder: Path) -> tuple[list[ApplicantRecord], int]:
    """The records that an import reads from the two files, and how many problems it finds."""
    applicants, household = (named(str(folder / f"{name}.csv")) for name in ("bewerber", "haushalt"))
    lists = Lists(Upload(applicants, household, None), [], TODAY, frozenset(), frozenset())
    return [line.record for line in lists.lines(lambda share: None)], len(lists.problems)


def without_ids(stored: ApplicantRecord) -> ApplicantRecord:
    return replace(
        stored,
        statuses=tuple(replace(each, id=None) for each in stored.statuses),
        pregnancies=tuple(replace(each, id=None) for each in stored.pregnancies),
        members=tuple(replace(each, id=None) for each in stored.members),
        assessments=tuple(replace(each, id=None) for each in stored.assessments),
    )


def test_what_is_exported_is_read_by_the_import_as_it_was(keller: User, tmp_path: Path) -> None:
    make_applicant(by=keller, record=WHOLE)
    make_applicant(by=keller, record=record(customer_number="335A100002", last_name="Zeller", first_name="Jo"))

    unzipped(downloaded(logged_in(keller), "?faelle=alle", content="exchange"), tmp_path)

    read, problems = taken_in_again(tmp_path)
    assert problems == 0
    by_number = {each.person.customer_number: without_ids(each) for each in read}
    assert by_number["335A100001"].person == WHOLE.person
    assert sorted(by_number["335A100001"].members, key=lambda member: str(member.birth_date)) == sorted(
        WHOLE.members, key=lambda member: str(member.birth_date)
    )
    assert set(by_number["335A100001"].statuses) == set(WHOLE.statuses)
    assert by_number["335A100001"].pregnancies == WHOLE.pregnancies
    assert by_number["335A100001"].assessments == WHOLE.assessments
    assert by_number["335A100002"].members == ()


def test_the_workbook_has_both_lists_with_days_and_zeros(keller: User) -> None:
    make_applicant(by=keller, record=WHOLE)

    content = downloaded(logged_in(keller), "?faelle=alle", content="exchange", file_format="xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["bewerber", "haushalt"]
    headings = [tuple(book.get_sheet_by_name(name).to_python()[0]) for name in book.sheet_names]
    assert headings == [APPLICANTS.columns, HOUSEHOLD.columns]
    (applicant,) = (dict(zip(APPLICANTS.columns, row, strict=True)) for row in xlsx_rows(content))
    assert applicant["nachname"] == WHOLE.person.last_name
    assert applicant["strasse"] == WHOLE.person.street
    assert applicant["plz"] == "01067"
    assert applicant["geburtsdatum"] == date(1991, 3, 14)
    assert applicant["paragraf10_bis"] == date(2026, 12, 31)
    assert [row[:3] for row in xlsx_rows(content, "haushalt")] == [
        ["335A100001", "partner", date(1988, 1, 9)],
        ["335A100001", "kind", date(2015, 5, 20)],
    ]
