"""Lists as files: what is written is read back as it was, by other programs too."""

import csv
import tracemalloc
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kit.formulas import as_meant
from kit.tables import Cell, Column, Sheet, TooLarge, csv_files, xlsx_file

SHEET = Sheet("personen", [Column("Name", 30), Column("Nummer"), Column("Geboren", 12), Column("Alter")])
HOSTILE = (
    "=1+1",
    "@cmd",
    "+49 2331 4711",
    "-1",
    "\t=1",
    "\r",
    "'=1+1",
    "''@x",
    "'t Hooft",
    "O'Neill",
    'Anna "Änne"',
    "Zeile\nZeile",
    "Zeile\r\nZeile",
    "a;b",
    " davor und danach ",
    "http://example.org",
    "_x000D_",
    "\x0b",
    "Wiśniewska-Özgür 😀",
)


def written_csv(folder: Path, *rows: Sequence[Cell]) -> list[list[str]]:
    with csv_files(folder, [SHEET]) as (append,):
        for row in rows:
            append(row)
    with (folder / "personen.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def written_xlsx(folder: Path, *rows: Sequence[Cell]) -> list[list[object]]:
    with xlsx_file(folder / "personen.xlsx", [SHEET]) as (append,):
        for row in rows:
            append(row)
    book = CalamineWorkbook.from_path(str(folder / "personen.xlsx"))
    return [list(row) for row in book.get_sheet_by_name("personen").to_python()]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_somebody_typed_is_read_back_unchanged(tmp_path: Path, text: str) -> None:
    (_, row) = written_csv(tmp_path, [text, text, None, None])
    assert [as_meant(cell) for cell in row[:2]] == [text, text]

    (_, cells) = written_xlsx(tmp_path, [text, text, None, None])
    assert cells[:2] == [text, text]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_csv_starts_like_a_formula(tmp_path: Path, text: str) -> None:
    (_, row) = written_csv(tmp_path, [text, None, None, None])

    assert row[0][:1] not in {"=", "+", "-", "@", "\t", "\r"}


def test_numbers_that_are_text_keep_their_zeros_and_days_are_days(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["Kaya", "058095", date(1991, 3, 14), 34], ["Ali", "123E000012", date(9999, 12, 31), 0]]

    assert written_csv(tmp_path, *rows) == [
        ["Name", "Nummer", "Geboren", "Alter"],
        ["Kaya", "058095", "14.03.1991", "34"],
        ["Ali", "123E000012", "31.12.9999", "0"],
    ]
    assert written_xlsx(tmp_path, *rows) == [
        ["Name", "Nummer", "Geboren", "Alter"],
        ["Kaya", "058095", date(1991, 3, 14), 34.0],
        ["Ali", "123E000012", date(9999, 12, 31), 0.0],
    ]


def test_a_day_before_all_spreadsheets_is_written_in_words(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["", None, date(1899, 12, 31), None], ["", None, date(7, 1, 2), None]]

    assert [row[2] for row in written_xlsx(tmp_path, *rows)[1:]] == ["31.12.1899", "02.01.0007"]
    assert [row[2] for row in written_csv(tmp_path, *rows)[1:]] == ["31.12.1899", "02.01.0007"]


def test_a_csv_is_what_a_german_excel_opens(tmp_path: Path) -> None:
    written_csv(tmp_path, ["Ö", None, None, None])

    assert (tmp_path / "personen.csv").read_bytes() == "\ufeffName;Nummer;Geboren;Alter\r\nÖ;;;\r\n".encode()


def test_several_sheets_grow_side_by_side(tmp_path: Path) -> None:
    sheets = [SHEET, SHEET._replace(name="haushalt")]
    with xlsx_file(tmp_path / "beide.xlsx", sheets) as (first, second):
        for number in range(3):
            first([f"A{number}", None, None, None])
            second([f"B{number}", None, None, None])

    book = CalamineWorkbook.from_path(str(tmp_path / "beide.xlsx"))
    assert book.sheet_names == ["personen", "haushalt"]
    for name, letter in (("personen", "A"), ("haushalt", "B")):
        rows = book.get_sheet_by_name(name).to_python()
        assert [row[0] for row in rows] == ["Name", f"{letter}0", f"{letter}1", f"{letter}2"]
    assert {path.name for path in tmp_path.iterdir()} == {"beide.xlsx"}


def test_a_text_that_no_sheet_can_hold_is_not_dropped_in_silence(tmp_path: Path) -> None:
    with pytest.raises(TooLarge), xlsx_file(tmp_path / "a.xlsx", [SHEET]) as (append,):
        append(["x" * 32_768, None, None, None])


def test_a_long_workbook_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        with xlsx_file(tmp_path / "a.xlsx", [SHEET]) as (append,):
            for number in range(count):
                append([f"Name {number}", "335A100001", date(1991, 3, 14), number])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(5_000) < 2 * peak(500)
