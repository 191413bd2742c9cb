"""What a run found as files, and empty lists to begin with."""

import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from routing.caseload.receiving import Uploaded
from routing.enums import ImportState
from routing.intake.files.layouts import LAYOUTS, ListKind
from routing.models import ImportRun
from routing.tests.caseload.office import (
    Member,
    Person,
    Stock,
    applicants,
    checked,
    household,
    stock,
    uploads,
)
from routing.tests.caseload.pages import logged_in, url, words
from routing.tests.exports.exporting import csv_rows, xlsx_rows
from staff.models import AccessLog, User
from tests.factories import caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db

PURPOSE = {"purpose": "reconciliation"}


@pytest.fixture
def run(lead: User) -> ImportRun:
    """A changed one of two differences, and a new one who sits elsewhere."""
    known = record(customer_number="335A000001", last_name="Kaya", telephone="02331 1", city="Hagen")
    make_applicant(by=caseworker("u25"), record=known)
    changed = Person("335A000001", nachname="Kaya-Özgür", vorname="Ayşe", geschlecht="w", bg_nummer="x")
    changed |= {"bg_nummer": known.person.bg_number, "telefon": "02331 2", "ort": "Hagen"}
    lists = (applicants(changed, Person()), household(Member()), stock(Stock(stelle="placement")))
    return checked(lead, uploads(*lists))


def test_a_list_is_taken_out_for_a_purpose_as_its_pages_show_it(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)
    asked = client.get(url("import_entries_export", run, "?art=geaendert"))
    assert "Geändert" in words(asked)
    assert "1 Person" in words(asked)

    answer = client.post(url("import_entries_export", run, "?art=geaendert"), PURPOSE | {"file_format": "csv"})

    rows = csv_rows(answer.getvalue())
    assert [row[:2] + row[7:11] for row in rows] == [
        ["Kaya-Özgür, Ayşe", "335A000001", "Nachname", "Kaya", "Kaya-Özgür", "Datei gilt"],
        ["Kaya-Özgür, Ayşe", "335A000001", "Telefon", "02331 1", "02331 2", "Eintrag bleibt"],
    ]
    entry = AccessLog.objects.get()
    assert (entry.page, entry.reason, len(entry.subjects)) == ("import_entries_export", "Abgleich mit VerBIS", 1)


def test_without_differences_there_is_one_row_all_the_same(lead: User, run: ImportRun) -> None:
    answer = logged_in(lead).post(url("import_entries_export", run, "?art=neu"), PURPOSE | {"file_format": "xlsx"})

    (row,) = xlsx_rows(answer.getvalue(), "einspielung")
    assert row[:7] == ["Albers, Nadine", "335A100001", row[2], "neu", "IFK Arbeitsvermittlung Ü25", "", "IFK AEZ"]


def test_without_a_purpose_nothing_is_taken_out(lead: User, run: ImportRun) -> None:
    page = logged_in(lead).post(url("import_entries_export", run), {"file_format": "csv"})

    assert page.status_code == 422
    assert "Wählen Sie, wofür Sie die Liste brauchen." in words(page)
    assert not AccessLog.objects.exists()


def test_another_team_lead_takes_out_what_she_sees(run: ImportRun) -> None:
    client = logged_in(team_lead("u25"))

    answer = client.post(url("import_entries_export", run), PURPOSE | {"file_format": "csv"})

    assert csv_rows(answer.getvalue()) == []


def test_the_matrix_is_a_file_of_the_same_numbers(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)

    rows = xlsx_rows(client.get(url("import_matrix_xlsx", run)).getvalue(), "bestand-und-regeln")

    assert rows == [["IFK Arbeitsvermittlung Ü25", 1.0, 1.0], ["zusammen", 1.0, 1.0]]
    assert csv_rows(client.get(url("import_matrix_csv", run)).getvalue())[-1] == ["zusammen", "1", "1"]
    assert not AccessLog.objects.exists()


def test_the_empty_workbook_has_every_column_and_is_one_that_can_be_handed_in(lead: User) -> None:
    content = logged_in(lead).get(reverse("import_template")).getvalue()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))

    for kind in ListKind:
        (header,) = book.get_sheet_by_name(kind.label).to_python()
        assert tuple(header) == LAYOUTS[kind].columns
    run = checked(lead, [Uploaded("Listen.xlsx", ContentFile(content))])
    assert (run.state, run.counts) == (ImportState.READY, {"read": 0, "unchanged": 0})


@pytest.mark.parametrize("kind", ListKind)
def test_each_empty_list_is_one_that_can_be_handed_in(lead: User, kind: ListKind) -> None:
    content = logged_in(lead).get(reverse(f"import_template_{kind.value}")).getvalue()

    assert content.decode("utf-8-sig").strip().split(";") == list(LAYOUTS[kind].columns)
