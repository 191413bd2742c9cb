"""A file that is not such a table at all: one clear error, exit status 2, nothing written, no older result left."""

from pathlib import Path

import pytest

from routing.tests.files.building import BOM, Member, Office, Person, applicants, household

PEOPLE = applicants(Person())
MEMBERS = household(Member())


def error_of(office: Office) -> str:
    """The one error, without the folder; an older result must be gone."""
    office.output.write_text("ein älteres Ergebnis")
    assert office.route() == 2
    assert not office.output.exists()
    assert {file.name for file in office.output.parent.iterdir()} <= {"bewerber.csv", "haushalt.csv", "policy.json"}
    (message,) = office.messages
    assert message.endswith("Es wurde kein Ergebnis geschrieben.")
    return message.replace(f"{office.output.parent}/", "")


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", BOM, PEOPLE.split("\n", 1)[1].encode(), b"%PDF-1.7\n1 0 obj\n"])
def test_a_file_without_header_is_refused(office: Office, content: bytes) -> None:
    office.write(content or b"\n", MEMBERS)
    assert error_of(office).startswith("bewerber.csv hat keine Kopfzeile.")
    office.write(PEOPLE, content or b"\n")
    assert error_of(office).startswith("haushalt.csv hat keine Kopfzeile.")


def test_a_first_line_of_data_is_not_quoted(office: Office) -> None:
    office.write(applicants(Person(nachname="GEHEIM")).split("\n", 1)[1], MEMBERS)
    assert "GEHEIM" not in error_of(office)


@pytest.mark.parametrize("separator", [",", "\t"])
def test_other_separators_are_refused_with_the_right_one_named(office: Office, separator: str) -> None:
    office.write(PEOPLE.replace(";", separator), MEMBERS)
    assert "getrennt durch Semikolon" in error_of(office)


@pytest.mark.parametrize("missing", ["kundennummer", "bg_nummer", "nachname", "vorname", "geburtsdatum"])
def test_a_missing_required_column_is_named(office: Office, missing: str) -> None:
    header = PEOPLE.splitlines()[0].split(";")
    office.write(applicants(Person(), columns=tuple(column for column in header if column != missing)), MEMBERS)
    assert f"bewerber.csv fehlen Pflichtspalten: {missing}." in error_of(office)


@pytest.mark.parametrize("missing", ["kundennummer", "beziehung", "geburtsdatum"])
def test_a_missing_required_column_of_the_household_is_named(office: Office, missing: str) -> None:
    header = MEMBERS.splitlines()[0].split(";")
    office.write(PEOPLE, household(Member(), columns=tuple(column for column in header if column != missing)))
    assert f"haushalt.csv fehlen Pflichtspalten: {missing}." in error_of(office)


def test_a_column_that_comes_twice_is_named(office: Office) -> None:
    office.write(PEOPLE.replace("geschlecht", "vorname"), MEMBERS)
    assert "bewerber.csv nennt Spalten mehrmals: vorname." in error_of(office)


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("selbstaendig_von", "selbststaendig_von"),
        ("GEBURTSDATUM", "geburtsdatum"),
        ("geb_datum", "geburtsdatum"),
        ("plz.", "plz"),
    ],
)
def test_an_unknown_column_is_named_with_the_nearest_known_one(office: Office, typo: str, meant: str) -> None:
    office.write(PEOPLE.replace(meant, typo, 1), MEMBERS)
    error = error_of(office)
    assert f"»{typo}«" in error
    assert f"gemeint ist vielleicht »{meant}«" in error


@pytest.mark.parametrize("name", ["Müller" * 10, "Mül\x07ler"])
def test_a_column_name_that_cannot_be_one_is_told_by_its_place(office: Office, name: str) -> None:
    office.write(PEOPLE.replace("geschlecht", name), MEMBERS)
    error = error_of(office)
    assert "Spalte 6, gemeint ist vielleicht" in error
    assert "Mül" not in error


def test_a_header_with_a_quote_that_never_closes_is_none(office: Office) -> None:
    office.write(PEOPLE.replace("geschlecht", '"geschlecht'), MEMBERS)
    assert "bewerber.csv hat keine Kopfzeile." in error_of(office)


def test_a_column_without_name_is_refused(office: Office) -> None:
    office.write(PEOPLE.replace("\n", ";\n"), MEMBERS)
    assert "Spalte 29 hat keinen Namen" in error_of(office)


@pytest.mark.parametrize("content", [PEOPLE.encode() + b"\x81", b"\x89PNG\r\n\x1a\n\x8d"])
def test_bytes_of_neither_encoding_are_refused(office: Office, content: bytes) -> None:
    office.write(content, MEMBERS)
    assert error_of(office).startswith("bewerber.csv enthält Bytes, die weder UTF-8 noch Windows-1252 sind.")


def test_a_list_that_is_utf8_but_for_one_line_is_refused_with_that_line(office: Office) -> None:
    office.write(BOM + PEOPLE.encode() + b"\xfc", MEMBERS)
    assert error_of(office).startswith("bewerber.csv ist nur zum Teil UTF-8: Zeile 3 ist anders gespeichert.")


def test_utf16_is_no_table(office: Office) -> None:
    office.write(PEOPLE.encode("utf-16"), MEMBERS)
    assert error_of(office).startswith("bewerber.csv ")


def test_unreadable_bytes_behind_many_good_lines_are_refused_before_anything_is_reported(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="x"), *[Person()] * 30_000).encode() + b"\x81", MEMBERS)
    assert error_of(office).startswith("bewerber.csv enthält Bytes, die weder UTF-8 noch Windows-1252 sind.")


def test_a_missing_file_is_one_sentence(office: Office) -> None:
    office.household.unlink()
    assert error_of(office).startswith("haushalt.csv gibt es nicht.")


def test_a_folder_is_no_file(office: Office, tmp_path: Path) -> None:
    office.household = tmp_path
    assert "ist keine gewöhnliche Datei" in error_of(office)


def test_a_day_that_does_not_exist_is_one_sentence(office: Office) -> None:
    office.output.write_text("ein älteres Ergebnis")
    assert office.route("--on", "2026-02-30", on=None) == 2
    assert office.messages == [
        "--on ist kein gültiges Datum. Geben Sie den Stichtag als JJJJ-MM-TT an. Es wurde kein Ergebnis geschrieben."
    ]
    assert not office.output.exists()
