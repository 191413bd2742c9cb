"""Workbooks as offices write them: what their cells mean, and which sheets they may have."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from kit.lists import cells
from kit.lists.problems import Reason, UnreadableCell, UnusableFile
from kit.lists.source import Source
from kit.lists.table import Table, Unreadable, open_table, read_lines
from kit.lists.workbook import is_workbook, unpacked
from kit.tests.lists.building import PEOPLE, SHEETS
from kit.tests.lists.workbooks import HEADER, Cells, Formula, moment, raw_workbook, workbook

COLUMNS = ("kundennummer", "aktenzeichen", "nachname", "vorname", "geburtsdatum", "plz")
ALBERS: tuple[str | float | date | timedelta, ...] = (
    "335A100001",
    "7-101",
    "Albers",
    "Nadine",
    date(1991, 3, 14),
    "58095",
)


def people_in(path: Path) -> Table:
    """The sheet `personen` as a list."""
    return open_table(unpacked(Source(str(path), "liste.xlsx"), path.parent, SHEETS)["personen"], PEOPLE)


def rows_in(path: Path) -> list[dict[str, str]]:
    table = people_in(path)
    return [table.texts(row) for row in table.rows()]


def read(tmp_path: Path, column: str, cell: str | float | date | timedelta) -> str:
    """What is read of one cell."""
    row = dict(zip(COLUMNS, ALBERS, strict=True)) | {column: cell}
    (texts,) = rows_in(workbook(tmp_path / "x", personen=[list(row), list(row.values())]))
    return texts.get(column, "")


def refusal(tmp_path: Path, **sheets: Sequence[Cells]) -> str:
    with pytest.raises(UnusableFile) as refused:
        unpacked(Source(str(workbook(tmp_path / "x", **sheets)), "liste.xlsx"), tmp_path, SHEETS)
    return str(refused.value)


def test_each_sheet_becomes_a_list(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x", Termine=[["kundennummer", "stelle"]], PERSONEN=[COLUMNS], orte=[["kundennummer"]])
    source = Source(str(path), "liste.xlsx")
    assert is_workbook(source)
    assert unpacked(source, tmp_path, SHEETS) == {
        name: Source(str(tmp_path / f"{name}.csv"), f"liste.xlsx, Blatt {name}")
        for name in ("personen", "orte", "termine")
    }


def test_a_workbook_may_hold_a_part_of_the_lists(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x", orte=[["kundennummer"]])
    assert list(unpacked(Source(str(path), "liste.xlsx"), tmp_path, SHEETS)) == ["orte"]


def test_the_line_of_a_problem_is_the_row_of_the_sheet(tmp_path: Path) -> None:
    two_lines: Cells = [*ALBERS[:3], "Nadine\r\nMarie", *ALBERS[4:]]
    rows: list[Cells] = [[], [], COLUMNS, ALBERS, [], two_lines, ALBERS]
    table = people_in(workbook(tmp_path / "x", personen=rows))
    assert [row.line for row in table.rows()] == [4, 6, 7]


def test_a_line_break_in_a_cell_becomes_a_blank(tmp_path: Path) -> None:
    assert read(tmp_path, "vorname", "Nadine\r\nMarie\nAnna") == "Nadine Marie Anna"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "'=1+1", "''=1+1", "+49 2331", "-", "@x", "'", 'a;"b"', '"', "0123", "_x000D_", "#NV", "1e5", "ß 😀"],
)
def test_a_text_stays_as_it_is(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, "nachname", text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (date(1991, 3, 14), "1991-03-14"),
        (moment(1991, 3, 14), "1991-03-14"),
        (moment(9999, 12, 31), "9999-12-31"),
        ("14.03.1991", "14.03.1991"),
        (Formula("=DATE(1991,3,14)", "14.03.1991"), "14.03.1991"),
    ],
)
def test_a_day_is_read_as_day(tmp_path: Path, cell: str | date, text: str) -> None:
    assert read(tmp_path, "geburtsdatum", cell) == text


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "x"), {"date_1904": True}) as book:
        sheet = book.add_worksheet("personen")
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_datetime(1, 4, moment(1991, 3, 14), book.add_format({"num_format": "dd.mm.yy"}))
    assert rows_in(tmp_path / "x") == [{"geburtsdatum": "1991-03-14"}]


@pytest.mark.parametrize(
    "cell",
    [moment(1991, 3, 14, 0, 1), moment(1991, 3, 14, 23, 59), time(12, 0), timedelta(days=33311), 33311, 0],
)
def test_what_is_no_day_is_not_made_one(tmp_path: Path, cell: float | date | timedelta) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "x")) as book:
        sheet = book.add_worksheet("personen")
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_row(1, 0, ALBERS[:4])
        shown = "[h]:mm" if isinstance(cell, timedelta) else "dd.mm.yyyy hh:mm"
        sheet.write(1, 4, cell, None if isinstance(cell, int) else book.add_format({"num_format": shown}))
    (texts,) = rows_in(tmp_path / "x")
    with pytest.raises(UnreadableCell):
        cells.day(texts["geburtsdatum"])


@pytest.mark.parametrize(
    ("cell", "text"),
    [(58095, "58095"), (1067, "01067"), (58095.0, "58095"), ("01067", "01067"), ("1067", "1067"), (1067.5, "1067.5")],
)
def test_a_postal_code_keeps_its_leading_zeros(tmp_path: Path, cell: str | float, text: str) -> None:
    assert read(tmp_path, "plz", cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [(Formula("=A1", "Albers"), "Albers"), (Formula('="x"', "=1"), "=1")],
)
def test_the_result_of_a_formula_is_what_counts(tmp_path: Path, cell: str, text: str) -> None:
    assert read(tmp_path, "nachname", cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [(2331123456, "02331123456"), (4921123456, "04921123456"), ("+49 2331 1", "+49 2331 1"), ("0173", "0173")],
)
def test_a_telephone_number_gets_back_the_zero_that_a_spreadsheet_drops(
    tmp_path: Path, cell: str | float, text: str
) -> None:
    assert cells.telephone(read(tmp_path, "telefon", cell)) == text


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("nachname", True),
        ("nachname", 5),
        ("vorname", date(2026, 5, 1)),
        ("ort", 58095),
        ("nachname", Formula("=1=1", True)),
        ("nachname", Formula("=1/0", "#DIV/0!")),
        ("vorname", Formula("=NA()", "#N/A")),
        ("kundennummer", 335),
        ("email", False),
        ("geburtsdatum", 33311),
        ("geburtsdatum", True),
        ("erreichbar", 1),
        ("plz", date(2026, 5, 1)),
        ("telefon", 0.5),
        ("telefon", -5),
        ("telefon", 4923311234567),
        ("telefon", True),
    ],
)
def test_a_cell_of_another_type_than_its_column_is_reported_and_not_turned_into_a_word(
    tmp_path: Path, column: str, cell: str | float | date
) -> None:
    row = dict(zip(COLUMNS, ALBERS, strict=True)) | {column: cell}
    table = people_in(workbook(tmp_path / "x", personen=[list(row), list(row.values())]))

    (line,) = read_lines(table, lambda entry: [entry.text(name) for name in PEOPLE.columns])

    assert isinstance(line, Unreadable)
    assert [(problem.column, problem.reason) for problem in line.problems] == [(column, Reason.OTHER_TYPE)]


@pytest.mark.parametrize(("cell", "said"), [(True, True), (False, False), ("Ja", True)])
def test_a_box_that_is_ticked_is_a_yes(tmp_path: Path, cell: str | float, said: bool) -> None:
    assert cells.yes_or_no(read(tmp_path, "erreichbar", cell) or "nein") is said


def test_a_formula_may_result_in_nothing(tmp_path: Path) -> None:
    row = '<row r="2"><c r="A2" t="str"><f>IF(B2=1,"",B2)</f><v></v></c></row>'
    unpacked(Source(str(raw_workbook(tmp_path / "x", [HEADER, row])), "liste.xlsx"), tmp_path, SHEETS)
    assert (tmp_path / "personen.csv").read_text() == "kundennummer\n\n"


def test_a_formula_that_was_never_calculated_is_not_taken_for_empty(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "x", [HEADER, '<row r="2"><c r="A2" s="1"><f>1+1</f><v></v></c></row>'])
    with pytest.raises(UnusableFile) as refused:
        unpacked(Source(str(path), "liste.xlsx"), tmp_path, SHEETS)
    assert str(refused.value) == (
        "liste.xlsx hat Formeln ohne Ergebnis. Öffnen Sie sie in Excel und speichern Sie sie noch einmal."
    )


def test_a_note_beside_the_list_costs_only_its_line(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x", personen=[[*COLUMNS, " ", ""], [*ALBERS, "", "prüfen"], [*ALBERS, " "]])
    assert [row.reason for row in people_in(path).rows()] == [Reason.TOO_MANY_CELLS, None]


def test_empty_sheets_of_another_name_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x", personen=[COLUMNS], Tabelle2=[], Tabelle3=[])
    assert unpacked(Source(str(path), "liste.xlsx"), tmp_path, SHEETS).keys() == {"personen"}


def test_sheets_that_are_no_list_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, personen=[COLUMNS], Notizen=[["x"]]) == (
        "liste.xlsx hat Blätter, die keine Liste sind: „Notizen“. Die Blätter müssen „personen“, „orte“, „termine“ "
        "heißen; löschen Sie die übrigen."
    )


def test_a_workbook_without_a_list_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, Tabelle1=[]) == (
        "liste.xlsx hat kein Blatt mit einer Liste. Die Blätter müssen „personen“, „orte“, „termine“ heißen; "
        "löschen Sie die übrigen."
    )


def test_a_list_that_comes_twice_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, **{"personen": [COLUMNS], " Personen": [COLUMNS]}) == (
        "liste.xlsx hat zwei Blätter „personen“. Löschen Sie eines davon."
    )
