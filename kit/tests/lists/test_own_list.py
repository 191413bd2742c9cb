"""A list of three columns that no app of ours knows: its own layout, its own type of cell, its own reason."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kit.codes import LabelledCode
from kit.lists import cells
from kit.lists.layouts import CellType, Key, Layout
from kit.lists.problems import UnreadableCell, UnusableFile
from kit.lists.source import Source
from kit.lists.table import Entry, Table, Unreadable, open_table, read_lines
from kit.lists.workbook import unpacked
from kit.tests.lists.workbooks import Cells, workbook


class OwnReason(LabelledCode):
    NO_CODE = "no_code", "kein Kürzel (zwei Buchstaben, drei Ziffern)"


_CODE = re.compile("[A-Z]{2}[0-9]{3}")


def code(text: str) -> str:
    if _CODE.fullmatch(text) is None:
        raise UnreadableCell(OwnReason.NO_CODE)
    return text


TYPES = {"kuerzel": CellType.TEXT, "plz": CellType.POSTAL_CODE, "seit": CellType.DAY}
WITH_KEY = Layout(TYPES, required=frozenset(("kuerzel",)), key=Key("kuerzel", _CODE, code))
WITHOUT_KEY = Layout(TYPES, required=frozenset(("kuerzel",)))


class Place(NamedTuple):
    line: int
    code: str
    postal_code: str
    since: date | None


def read(entry: Entry) -> Place:
    return Place(
        entry.line,
        entry.required("kuerzel", code, ""),
        entry.value("plz", cells.postal_code, ""),
        entry.day("seit"),
    )


def table(folder: Path, text: str, layout: Layout = WITH_KEY) -> Table:
    (folder / "orte.csv").write_text(text)
    return open_table(Source(str(folder / "orte.csv"), "orte.csv"), layout)


def told(found: Table) -> list[Place | list[str]]:
    return [
        [problem.sentence() for problem in line.problems] if isinstance(line, Unreadable) else line
        for line in read_lines(found, read)
    ]


def test_its_lines_are_read_as_what_they_mean(tmp_path: Path) -> None:
    found = table(tmp_path, "seit;kuerzel;plz\n01.03.2024;AB001;58095\n;AB002;\n")

    assert told(found) == [Place(2, "AB001", "58095", date(2024, 3, 1)), Place(3, "AB002", "", None)]


def test_what_cannot_be_read_is_named_by_general_and_own_reasons(tmp_path: Path) -> None:
    first, second = read_lines(table(tmp_path, "kuerzel;plz;seit\nAB001;580;x\nAB1;;\n"), read)

    assert isinstance(first, Unreadable)
    assert isinstance(second, Unreadable)
    assert (first.key, second.key) == ("AB001", None)
    assert [problem.sentence() for problem in (*first.problems, *second.problems)] == [
        "orte.csv, Zeile 2, Spalte plz: keine PLZ (fünf Ziffern).",
        "orte.csv, Zeile 2, Spalte seit: kein gültiges Datum (TT.MM.JJJJ oder JJJJ-MM-TT).",
        "orte.csv, Zeile 3, Spalte kuerzel: kein Kürzel (zwei Buchstaben, drei Ziffern).",
    ]


@pytest.mark.parametrize("layout", [WITH_KEY, WITHOUT_KEY])
def test_a_quote_that_never_closes_swallows_no_other_line(tmp_path: Path, layout: Layout) -> None:
    found = table(tmp_path, 'kuerzel;plz;seit\nAB001;"58095;\nAB002;58089;\nAB003;"58093";\n', layout)

    assert told(found) == [
        ["orte.csv, Zeile 2, Spalte plz: ein Anführungszeichen wird nicht richtig geschlossen."],
        Place(3, "AB002", "58089", None),
        Place(4, "AB003", "58093", None),
    ]


def test_nobody_is_named_where_the_layout_has_no_key(tmp_path: Path) -> None:
    (line,) = read_lines(table(tmp_path, "kuerzel;seit\nAB001;x\n", WITHOUT_KEY), read)

    assert isinstance(line, Unreadable)
    assert line.key is None


def test_a_file_of_other_columns_is_refused_by_the_columns_of_the_layout(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"»ort« .*, gemeint ist vielleicht"):
        table(tmp_path, "kuerzel;ort\nAB001;Hagen\n")
    with pytest.raises(UnusableFile, match="fehlen Pflichtspalten: kuerzel"):
        table(tmp_path, "plz;seit\n58095;\n")


def test_its_sheet_of_a_workbook_is_read_by_its_types(tmp_path: Path) -> None:
    rows: list[Cells] = [["kuerzel", "plz", "seit"], ["AB001", 1067, date(2024, 3, 1)], ["AB002", "58095", 5]]
    source = Source(str(workbook(tmp_path / "x", orte=rows)), "x")
    (found,) = unpacked(source, tmp_path, {"orte": WITH_KEY}).values()

    assert told(open_table(found, WITH_KEY)) == [
        Place(2, "AB001", "01067", date(2024, 3, 1)),
        ["x, Blatt orte, Zeile 3, Spalte seit: die Zelle der Arbeitsmappe hat einen anderen Typ als die Spalte."],
    ]
