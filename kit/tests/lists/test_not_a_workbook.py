"""Files that are no workbook of lists, and workbooks that mean harm: one sentence, soon, and nobody else is harmed."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from kit.lists.problems import UnusableFile
from kit.lists.source import Source
from kit.lists.table import open_table
from kit.lists.workbook import is_workbook, unpacked
from kit.tests.lists.building import BOM, PEOPLE, SHEETS
from kit.tests.lists.workbooks import HEADER, raw_workbook, workbook

SAVE_ANEW = "Speichern Sie die Listen als „Excel-Arbeitsmappe (*.xlsx)“ oder als „CSV UTF-8“."
NO_LIST = f"liste ist keine Liste. {SAVE_ANEW}"
DAMAGED = f"liste ist beschädigt. {SAVE_ANEW}"
TOO_LARGE = (
    "liste ist zu groß für eine Arbeitsmappe. Löschen Sie, was nicht zu den Listen gehört, oder speichern Sie jede als "
    "„CSV UTF-8“."
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(path: Path) -> str:
    """Why the file is refused, by its first bytes or when it is taken apart."""
    source = Source(str(path), "liste")
    try:
        assert is_workbook(source)
        return f"not refused: {unpacked(source, path.parent, SHEETS)}"
    except UnusableFile as refused:
        return str(refused)


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"kundennummer;aktenzeichen\n",
        BOM + b"kundennummer\n",
        "größe;straße".encode("cp1252"),
        "kundennummer".encode("utf-16"),
        b"\t\r\nkundennummer",
        b"",
    ],
)
def test_text_is_read_as_csv_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    assert not is_workbook(Source(str(path), "liste.xlsx"))


def test_a_workbook_is_one_whatever_its_name(tmp_path: Path) -> None:
    assert is_workbook(Source(str(workbook(tmp_path / "liste.csv", personen=[["x"]])), "liste.csv"))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a\x40\x01\xf0\x00\xf7",
        b"\x1f\x8b\x08\x00\x00",
        b"7z\xbc\xaf\x27\x1c\x00\x04",
        b"{\\rtf1\\ansi",
        b"<html><table>",
        b"<?xml version='1.0'?>",
        b"PK\x05\x06" + bytes(18),
        b"\x00kundennummer",
    ],
)
def test_what_is_neither_text_nor_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    assert refusal(tmp_path / "x") == NO_LIST


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path / "x", **{"personen.csv": "kundennummer"})) == NO_LIST
    assert refusal(zipped(tmp_path / "x", **{"word/document.xml": "<w/>"})) == NO_LIST
    assert refusal(zipped(tmp_path / "x", **{"xl/workbook.bin": ""})) == NO_LIST


def test_an_opendocument_table_is_refused(tmp_path: Path) -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<office/>"}
    assert refusal(zipped(tmp_path / "x", **parts)) == f"liste ist eine OpenDocument-Tabelle. {SAVE_ANEW}"


def test_an_old_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(OLE + "Workbook".encode("utf-16-le"))
    assert refusal(tmp_path / "x") == f"liste hat ein altes Office-Format (.xls). {SAVE_ANEW}"


def test_a_protected_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(OLE + bytes(5000) + "EncryptedPackage".encode("utf-16-le") + bytes(100))
    protected = "liste ist mit einem Kennwort geschützt. Speichern Sie die Arbeitsmappe ohne Kennwort."
    assert refusal(tmp_path / "x") == protected
    content = bytearray(workbook(tmp_path / "x", personen=[["x"]]).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "x").write_bytes(content)
    assert refusal(tmp_path / "x") == protected


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_damaged_workbook_is_refused(tmp_path: Path, share: float) -> None:
    whole = workbook(tmp_path / "x", personen=[["kundennummer"]] * 100).read_bytes()
    middle = int(len(whole) * share)
    for damaged in (whole[:middle], whole[:1200] + bytes(80) + whole[1280:]):
        (tmp_path / "x").write_bytes(damaged)
        assert refusal(tmp_path / "x") == DAMAGED


def test_a_large_file_that_only_begins_like_a_workbook_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200 << 20)
    assert refusal(tmp_path / "x") == DAMAGED


def text_cell(text: str) -> str:
    return f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', "&b;"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;"),
        ("", "</t>"),
    ],
)
def test_a_sheet_that_is_no_plain_xml_is_refused(tmp_path: Path, before: str, text: str) -> None:
    assert refusal(raw_workbook(tmp_path / "x", [HEADER, text_cell(text)], before=before)) == DAMAGED


def test_a_nul_character_in_a_cell_costs_only_its_line(tmp_path: Path) -> None:
    row = ["335A100001", "7-101", "Albers", "Nadine", "14.03.1991"]
    rows = [["kundennummer", "aktenzeichen", "nachname", "vorname", "geburtsdatum"], ["\0", *row[1:]], row]
    lists = unpacked(Source(str(workbook(tmp_path / "x", personen=rows)), "liste"), tmp_path, SHEETS)
    reasons = [row.reason for row in open_table(lists["personen"], PEOPLE).rows()]
    assert [reason and reason.value for reason in reasons] == ["nul_character", None]


def test_the_names_of_parts_and_sheets_are_no_paths(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = raw_workbook(tmp_path / "in" / "x", [HEADER], name="../personen")
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("../../evil.csv", "x")
        parts.writestr(f"{tmp_path}/evil.csv", "x")
    assert "„../personen“" in refusal(path)
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["in", "x"]


MANY_BLANKS = [" " * (1 << 20)] * 400
FIRST_OF_MANY_COLUMNS = "".join(f'<c t="inlineStr"><is><t>k{column}</t></is></c>' for column in range(16_384))
HUGE_TEXT = ["<si><t>", *["A" * (1 << 20)] * 10, "</t></si>"]


def long_rows(count: int, cell: str) -> Iterable[str]:
    return (f'<row r="{row}"><c r="A{row}"{cell}</c></row>' for row in range(2, count))


@pytest.mark.parametrize(
    ("rows", "shared"),
    [
        ([HEADER, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'], []),
        ([f'<row r="1">{FIRST_OF_MANY_COLUMNS}</row>', *long_rows(25_000, "><v>1</v>")], []),
        ([HEADER, *long_rows(20_000, ' t="s"><v>0</v>')], HUGE_TEXT),
    ],
    ids=["a cell far away", "many columns and rows", "a huge text, often"],
)
def test_what_asks_for_too_much_is_refused(tmp_path: Path, rows: Iterable[str], shared: Iterable[str]) -> None:
    assert refusal(raw_workbook(tmp_path / "x", rows, shared=shared)) == TOO_LARGE


def test_what_unpacks_to_much_is_refused_although_it_is_no_sheet(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "x", [HEADER])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as parts,
        parts.open("xl/media/picture.png", "w") as picture,
    ):
        for blanks in MANY_BLANKS:
            picture.write(blanks.encode())
    assert refusal(path) == TOO_LARGE


def test_a_part_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "x", MANY_BLANKS)
    content = bytearray(path.read_bytes())
    (entry,) = (part for part in zipfile.ZipFile(path).infolist() if part.filename.endswith("sheet1.xml"))
    listed = content.rindex(entry.filename.encode()) - 46
    assert content[listed : listed + 4] == b"PK\x01\x02"
    content[listed + 24 : listed + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(content)
    assert refusal(path) in (TOO_LARGE, DAMAGED)


def test_workbooks_in_a_workbook_are_not_looked_at(tmp_path: Path) -> None:
    bomb = raw_workbook(tmp_path / "bomb", MANY_BLANKS)
    path = raw_workbook(tmp_path / "x", [HEADER])
    with zipfile.ZipFile(path, "a") as parts:
        parts.write(bomb, "xl/embeddings/bomb.xlsx")
    assert "personen" in unpacked(Source(str(path), "liste"), tmp_path, SHEETS)


def test_many_rows_are_taken_apart_and_refused_as_a_list(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "x", [HEADER, *long_rows(200_000, "><v>1</v>")])
    lists = unpacked(Source(str(path), "liste"), tmp_path, SHEETS)
    with pytest.raises(UnusableFile, match="fehlen Pflichtspalten"):
        open_table(lists["personen"], PEOPLE)


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.lists.workbook._MOST_SECONDS", 0.01)
    path = raw_workbook(tmp_path / "x", [HEADER, *long_rows(100_000, "><v>1</v>")])
    assert refusal(path) == TOO_LARGE


def test_the_process_does_not_inherit_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "python_calamine.py").write_text("raise SystemExit(1)")
    path = workbook(tmp_path / "x", personen=[["kundennummer"]])
    assert "personen" in unpacked(Source(str(path), "liste"), tmp_path, SHEETS)
