"""Real workbooks: ordinary ones as programs write them, and such as nobody writes but who means harm."""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

Cells = Sequence[str | float | bool | date | timedelta | None]

FIRST_DAY_OF_SPREADSHEETS = date(1900, 3, 1)


class Formula(str):
    """A formula with the result that was stored with it."""

    result: str | float | bool

    def __new__(cls, formula: str, result: str | float | bool) -> "Formula":
        made = super().__new__(cls, formula)
        made.result = result
        return made


def moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment as workbooks know it, in no time zone."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


def workbook(path: Path, **sheets: Iterable[Cells]) -> Path:
    """A workbook of these sheets. Days are dates in it where a spreadsheet knows them, else texts."""
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if isinstance(cell, Formula):
                    sheet.write_formula(y, x, cell, None, cell.result)
                elif isinstance(cell, str):
                    sheet.write_string(y, x, cell)
                elif isinstance(cell, datetime):
                    sheet.write_datetime(y, x, cell, day)
                elif isinstance(cell, date) and cell < FIRST_DAY_OF_SPREADSHEETS:
                    sheet.write_string(y, x, cell.isoformat())
                else:
                    sheet.write(y, x, cell, day if isinstance(cell, date) else None)
    book.close()
    return path


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>kundennummer</t></is></c></row>'


def raw_workbook(
    path: Path, rows: Iterable[str], *, name: str = "personen", before: str = "", shared: Iterable[str] = ()
) -> Path:
    """A workbook of one sheet whose parts are written by hand: ``rows`` of the sheet in XML after what stands
    ``before`` it, and the ``shared`` texts.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        parts.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        parts.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        _write(parts, "xl/sharedStrings.xml", (f'<sst xmlns="{_MAIN}">', *shared, "</sst>"))
        sheet = (f'{before}<worksheet xmlns="{_MAIN}"><sheetData>', *rows, "</sheetData></worksheet>")
        _write(parts, "xl/worksheets/sheet1.xml", sheet)
    return path


def _write(parts: zipfile.ZipFile, name: str, texts: Iterable[str]) -> None:
    with parts.open(name, "w") as part:
        for text in texts:
            part.write(text.encode())
