"""What nobody means to upload: one clear sentence, nothing half-written, and the next upload works."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from django.core.files.base import ContentFile

from kit.formulas import disarmed
from kit.lists.problems import UnusableFile
from kit.tests.lists.workbooks import HEADER, Formula, raw_workbook, workbook
from routing.caseload.receiving import Uploaded
from routing.caseload.runs import discard_run, start_run
from routing.enums import EntryOutcome, ImportState
from routing.intake.files.exchange import applicant_cells
from routing.intake.files.layouts import APPLICANTS, HOUSEHOLD
from routing.models import Applicant, ImportEntry
from routing.queries import record_of
from routing.tests.caseload.office import (
    Member,
    Person,
    applicant,
    applicants,
    applied,
    checked,
    corrected,
    files,
    household,
    outcomes,
    uploads,
    worked,
)
from routing.tests.files.building import BOM
from staff.models import User
from tests.factories import NOW, TODAY, team_lead

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, NOBODY = applicants(Person()), household()
NUL = "ein Zeichen, das in Text nicht vorkommt (NUL)"


@pytest.fixture
def lead() -> User:
    return team_lead()


def file(content: bytes | str, name: str = "bewerber.csv") -> Uploaded:
    return Uploaded(name, ContentFile(content.encode() if isinstance(content, str) else content))


def fate(lead: User, *given: Uploaded) -> str:
    """The one sentence that is said about an upload, at once or after the dry run."""
    try:
        run = worked(start_run(files=given, by=lead, at=NOW))
    except UnusableFile as refused:
        sentence = str(refused)
    else:
        assert run.state == ImportState.FAILED
        sentence = run.notice
    assert (files(), Applicant.objects.exists(), ImportEntry.objects.exists()) == ([], False, False)
    assert applied(lead, uploads(PEOPLE)).state == ImportState.APPLIED
    return sentence


FAR_TOO_MANY = f"{';'.join(APPLICANTS.columns)}\n" + f"335A100001{';' * 27}\n" * 25_001
NO_LISTS: dict[str, tuple[bytes | str, str]] = {
    "nothing": (b"", "bewerber.csv ist leer. Speichern Sie die Liste noch einmal."),
    "NUL characters": (bytes(1000), "bewerber.csv ist keine Liste. Speichern Sie "),
    "a page": (b"<html><table></table></html>", "bewerber.csv ist keine Liste. Speichern Sie "),
    "UTF-16": (PEOPLE.encode("utf-16"), "bewerber.csv ist in UTF-16 gespeichert. Speichern Sie "),
    "two encodings": (f"{PEOPLE}Č".encode() + b"\n\xdc", "bewerber.csv ist nur zum Teil UTF-8: Zeile 4 "),
    "no encoding": (PEOPLE.encode() + b"\x81", "bewerber.csv enthält Bytes, die weder UTF-8 noch Windows-1252 sind. "),
    "one line": ("a" * (2 << 20), "bewerber.csv hat eine Zeile von mehr als einer Million Zeichen "),
    "another list": ("name;wohnort\n", "bewerber.csv ist keine der Listen bewerber, haushalt oder bestand: "),
    "many columns": (";".join(["kundennummer", *map(str, range(10_000))]), "bewerber.csv hat unbekannte Spalten: "),
    "many problems": (
        FAR_TOO_MANY,
        "In den Listen sind mehr als 100.000 Angaben nicht lesbar, die meisten in bewerber.csv, Spalte ",
    ),
}


@pytest.mark.parametrize("given", NO_LISTS)
def test_what_is_no_list_is_refused_in_one_sentence(lead: User, given: str) -> None:
    content, sentence = NO_LISTS[given]
    assert fate(lead, file(content), file(NOBODY, "haushalt.csv")).startswith(sentence)


def test_the_size_is_looked_at_before_anything_is_read(lead: User) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> NoReturn:
            raise AssertionError

    content = ContentFile(b"")
    content.file, content.size = Endless(), 200 << 20

    assert fate(lead, Uploaded("bewerber.csv", content)) == (
        "bewerber.csv ist größer als 50 MB. Speichern Sie nur die Listen, ohne anderes."
    )


@pytest.mark.parametrize(
    "rows", [[" " * (1 << 20)] * 400, [HEADER, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>']]
)
def test_a_workbook_that_unpacks_to_too_much_is_refused(lead: User, tmp_path: Path, rows: list[str]) -> None:
    bomb = raw_workbook(tmp_path / "bomb", rows).read_bytes()
    assert len(bomb) < 5 << 20
    assert fate(lead, file(bomb, "liste.xlsx")).startswith("liste.xlsx ")


def book(path: Path, people: Sequence[Sequence[str | Formula]]) -> bytes:
    return workbook(path, bewerber=people, haushalt=[HOUSEHOLD.columns]).read_bytes()


def required(person: Person, **cells: str) -> tuple[list[str], list[str]]:
    return list(person), list((person | cells).values())


def test_a_list_twice_is_refused(lead: User) -> None:
    assert fate(lead, *uploads(PEOPLE), file(PEOPLE, "noch.csv")) == (
        "noch.csv ist dieselbe Liste noch einmal (Bewerber). Wählen Sie eine."
    )


def test_two_workbooks_are_refused(lead: User, tmp_path: Path) -> None:
    xlsx = file(book(tmp_path / "x", required(Person())), "liste.xlsx")
    assert fate(lead, xlsx, xlsx) == "liste.xlsx ist dieselbe Liste noch einmal (Arbeitsmappe). Wählen Sie eine."


def test_a_workbook_that_is_none_inside_is_refused(lead: User) -> None:
    assert fate(lead, file(b"PK\x03\x04 and nothing more")).startswith("bewerber.csv ist beschädigt. Speichern Sie ")


@pytest.mark.parametrize("first", [0, 1])
def test_a_workbook_and_a_list_together_are_refused_as_a_correction_too(lead: User, tmp_path: Path, first: int) -> None:
    both = [file(book(tmp_path / "x", required(Person())), "liste.xlsx"), file(PEOPLE)]
    given = [both[first], both[1 - first]]
    run = checked(lead, uploads(PEOPLE))
    with pytest.raises(UnusableFile, match="entweder eine Arbeitsmappe hoch oder einzelne CSV-Dateien"):
        corrected(run, lead, given)
    discard_run(run=run, by=lead, at=NOW)
    assert fate(lead, *given).startswith("Laden Sie entweder eine Arbeitsmappe hoch oder einzelne CSV-Dateien")


def test_a_list_is_told_by_its_content_whatever_its_name(lead: User, tmp_path: Path) -> None:
    as_csv = file(book(tmp_path / "x", required(Person())), "bewerber.csv")
    assert applied(lead, [as_csv]).state == ImportState.APPLIED
    as_xlsx = [file(BOM + applicants(Person(), columns=tuple(Person())).encode(), "haushalt.xlsx"), file(NOBODY, "b")]
    assert outcomes(applied(lead, as_xlsx)) == {}


def test_what_looks_like_a_formula_is_kept_as_text_and_never_written_as_one(lead: User) -> None:
    formulas = {"nachname": "=HYPERLINK(1)", "vorname": "'@SUM(A1)", "strasse": "-1+1|cmd", "telefon": "'+49 2331"}
    applied(lead, uploads(applicants(Person(**formulas))))

    stored = applicant()
    assert (stored.last_name, stored.first_name) == ("=HYPERLINK(1)", "@SUM(A1)")
    assert (stored.street, stored.telephone) == ("-1+1|cmd", "+49 2331")
    cells = [disarmed(cell) for cell in applicant_cells(record_of(stored), TODAY) if isinstance(cell, str)]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]
    assert outcomes(applied(lead, uploads(applicants(Person(**formulas))))) == {}


def test_of_a_formula_in_a_workbook_the_result_counts(lead: User, tmp_path: Path) -> None:
    header, cells = required(Person())
    cells[2] = Formula('="Al"&"bers"', "Albers")
    assert applied(lead, [file(book(tmp_path / "x", [header, cells]))]).state == ImportState.APPLIED
    assert applicant().last_name == "Albers"


def test_a_nul_character_costs_only_its_line(lead: User) -> None:
    run = applied(lead, uploads(applicants(Person(nachname="Al\0bers"), Person("335A100002"))))
    assert outcomes(run) == {"335A100002": EntryOutcome.NEW}
    assert run.files.filter(problems__isnull=False).values_list("problems__reason").get() == ("nul_character",)


def test_what_is_only_blank_to_the_database_is_no_name(lead: User) -> None:
    run = applied(
        lead, uploads(applicants(Person(nachname="\u2007"), Person(vorname="\u180e", kundennummer="335A100002")))
    )
    assert run.state == ImportState.APPLIED


def test_texts_longer_than_can_be_kept_cost_only_their_line(lead: User) -> None:
    run = applied(lead, uploads(applicants(Person(plz="5" * 11), Person("335A100002", nachname="ß" * 120))))
    assert outcomes(run) == {"335A100002": EntryOutcome.NEW}


def test_a_household_of_a_hundred_is_taken_and_one_more_is_not(lead: User) -> None:
    members = [Member()] * 100 + [Member("335A100002")] * 101
    run = applied(lead, uploads(applicants(Person(), Person("335A100002")), household(*members)))
    assert outcomes(run) == {"335A100001": EntryOutcome.NEW}
    assert applicant().members.count() == 100


def test_days_at_the_ends_of_the_calendar_are_borne(lead: User) -> None:
    ends = {"geburtsdatum": "01.01.0001", "selbststaendig_von": "01.01.0001", "selbststaendig_bis": "30.12.9999"}
    never = Member(geburtsdatum="31.12.9999", verheiratet_am="31.12.9999", ausgezogen_am="31.12.9999")
    lists = uploads(applicants(Person(**ends, entbindungstermin="31.12.9999")), household(never))
    assert applied(lead, lists).state == ImportState.APPLIED
