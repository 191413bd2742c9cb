"""Text as offices store it: UTF-8 with or without BOM or Windows-1252, and never half of each."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lists.problems import UnusableFile
from kit.lists.source import Source
from kit.lists.table import open_table
from kit.tests.lists.building import BOM, PEOPLE

NAMES = [
    *("Müller", "Änne", "Österreicher", "Über", "Weiß", "Grüßing", "José", "Irène", "Françoise", "Núñez", "João"),
    *("Adrián", "Seán", "Ørsted", "Škoda", "Tomaš", "Žižek", "Novotný", "Lœuvre", "D’Angelo", "O\u00b4Brien"),
    *("Haus „Am Hang“", "Weg 5–7", "Meier–Müller", "2 €", "§ 16e", "Mª José"),
]
OTHER_ENCODINGS = {
    "cp850": ("Müller", "Jäger", "König", "Özdemir", "Übel", "Straße", "Weiß"),
    "cp437": ("Jäger", "König"),
    "mac_roman": ("Müller", "Jäger", "König", "Schröder", "Özdemir", "Ünal", "Ärmel", "Straße", "Weiß"),
    "cp1254": ("Yılmaz", "Doğan", "Şahin", "İbrahim", "Kılıç"),
    "iso8859_2": ("Łukasz", "Wałęsa", "Dąbrowski", "Żak", "Ľubomír"),
    "cp1250": ("Łukasz", "Dąbrowski", "Żak"),
    "iso8859_15": ("Šimic", "Žižek", "Tomaš"),
    "cp1251": ("Иванов", "Нада"),
    "iso8859_7": ("Παπαδόπουλος",),
    "koi8_r": ("Иванов",),
}


def names_in(path: Path, *content: bytes) -> list[str]:
    path.write_bytes(b"".join(content))
    table = open_table(Source(str(path), "personen.csv"), PEOPLE)
    return [table.texts(row)["nachname"] for row in table.rows()]


def refusal(path: Path, *content: bytes) -> str:
    with pytest.raises(UnusableFile) as refused:
        names_in(path, *content)
    return str(refused.value)


def line(name: str, encoding: str) -> bytes:
    return f"335A100001;7-101;{name};Nadine;14.03.1991\n".encode(encoding)


HEADER = b"kundennummer;aktenzeichen;nachname;vorname;geburtsdatum\n"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("start", "encoding"), [(b"", "utf-8"), (BOM, "utf-8"), (b"", "cp1252")])
def test_a_name_is_read_as_it_was_written(tmp_path: Path, name: str, start: bytes, encoding: str) -> None:
    assert names_in(tmp_path / "x", start, HEADER, line(name, encoding)) == [name]


@pytest.mark.parametrize(
    ("encoding", "name"), [(each, name) for each, of_it in OTHER_ENCODINGS.items() for name in of_it]
)
def test_a_list_in_any_other_encoding_is_refused_and_not_garbled(tmp_path: Path, encoding: str, name: str) -> None:
    assert "Speichern Sie die Liste als „CSV UTF-8“" in refusal(tmp_path / "x", HEADER, line(name, encoding))


def test_the_line_that_would_be_garbled_is_named(tmp_path: Path) -> None:
    lines = [line("Albers", "cp850"), line("Jäger", "cp850")]
    assert refusal(tmp_path / "x", HEADER, *lines) == (
        "personen.csv ist weder UTF-8 noch Windows-1252: In Zeile 3 stünden Zeichen, die es in Namen kaum gibt. "
        "Speichern Sie die Liste als „CSV UTF-8“ und prüfen Sie die Umlaute."
    )


@pytest.mark.parametrize("name", ["Łukasiewicz", "Đorđević", "Нада", "Yılmaz 😀"])
def test_a_name_of_any_script_is_read_in_utf8(tmp_path: Path, name: str) -> None:
    assert names_in(tmp_path / "x", HEADER, line(name, "utf-8")) == [name]


@pytest.mark.parametrize("start", [b"", BOM])
def test_a_list_that_is_only_partly_utf8_is_refused_by_the_line(tmp_path: Path, start: bytes) -> None:
    mixed = [line("Müller", "utf-8"), line("Albers", "utf-8"), line("Grüßing", "cp1252"), line("Çelik", "utf-8")]
    assert refusal(tmp_path / "x", start, HEADER, *mixed) == (
        "personen.csv ist nur zum Teil UTF-8: Zeile 4 ist anders gespeichert. Speichern Sie die ganze Liste als „CSV "
        "UTF-8“ und prüfen Sie die Umlaute."
    )


def test_a_list_that_says_it_is_utf8_has_to_be(tmp_path: Path) -> None:
    assert "ist nur zum Teil UTF-8: Zeile 2 " in refusal(tmp_path / "x", BOM, HEADER, line("Grüßing", "cp1252") * 20)


def test_the_halves_may_lie_far_apart(tmp_path: Path) -> None:
    mixed = [line("Müller", "utf-8"), line("Albers", "utf-8") * 30_000, line("Grüßing", "cp1252")]
    assert "Zeile 30003 " in refusal(tmp_path / "x", HEADER, *mixed)


def test_utf16_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "x", HEADER.decode().encode("utf-16")) == (
        "personen.csv ist in UTF-16 gespeichert. Speichern Sie die Liste als „CSV UTF-8“."
    )


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "x", HEADER, b"\x81\x8d\x8f\n") == (
        "personen.csv enthält Bytes, die weder UTF-8 noch Windows-1252 sind. Speichern Sie die Liste als „CSV UTF-8“."
    )


@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=20))
def test_german_names_are_read_from_windows_1252(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "names.csv"
    assert names_in(path, HEADER, *(line(name, "cp1252") for name in names)) == names
