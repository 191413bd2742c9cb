"""Lists as files that a spreadsheet opens, CSV and XLSX, written row by row: a long list takes no more memory than a
short one. No Django in it.

Text stays text: numbers with leading zeros keep them, and nothing that somebody has typed becomes a formula or a link.
In CSV `kit.formulas.disarmed` sees to that, and `as_meant` takes it back; XLSX says itself what is text.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kit.days import german_day
from kit.formulas import disarmed

Cell = str | date | int | None
Append = Callable[[Sequence[Cell]], None]
"""Writes the next row of a sheet; its cells stand in the order of the columns."""

_MOST_ROWS = 1_048_575  # of an XLSX sheet, below the header
_FIRST_DAY = date(1900, 1, 1)  # before it a spreadsheet has no dates
_NO_GUESSING = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Column(NamedTuple):
    """A column by its heading; ``width`` is about how many characters are seen."""

    label: str
    width: int = 16


class Sheet(NamedTuple):
    """A list in a file: the name of its sheet in XLSX, of its file without the ending in CSV; ``note`` is a line above
    the headings.
    """

    name: str
    columns: Sequence[Column]
    note: str = ""


class TooLarge(Exception):
    """XLSX cannot hold so many rows, or so long a text."""


@contextmanager
def csv_files(folder: Path, sheets: Sequence[Sheet]) -> Iterator[list[Append]]:
    """Write each sheet as a file of its own in ``folder``: UTF-8 with BOM, ``;``, dates as TT.MM.JJJJ."""
    with ExitStack() as files:
        yield [
            _csv_sheet(
                files.enter_context((folder / f"{sheet.name}.csv").open("w", encoding="utf-8-sig", newline="")), sheet
            )
            for sheet in sheets
        ]


@contextmanager
def xlsx_file(path: Path, sheets: Sequence[Sheet]) -> Iterator[list[Append]]:
    """Write the sheets as one workbook: dates are dates, the heading stays in sight, every column has a filter.

    Parts of it lie beside ``path`` in the meantime. Appending raises `TooLarge`.
    """
    options = {"constant_memory": True, "tmpdir": str(path.parent), **_NO_GUESSING}
    with Workbook(str(path), options) as book:
        heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        written = [_XlsxSheet(book.add_worksheet(sheet.name), sheet, heading, day) for sheet in sheets]
        yield [sheet.append for sheet in written]
        for sheet in written:
            sheet.add_filters()


def one_table(folder: Path, ending: str, sheet: Sheet, cells: Callable[[Append], None]) -> Path:
    """Write a file with one table, ``ending`` in "csv" or "xlsx": ``cells`` appends its rows."""
    path = folder / f"{sheet.name}.{ending}"
    with table_files(folder, path, ending, [sheet]) as (append,):
        cells(append)
    return path


def table_files(
    folder: Path, workbook: Path, ending: str, sheets: Sequence[Sheet]
) -> AbstractContextManager[list[Append]]:
    """Write sheets as the ``ending`` says: one workbook, or a file for each of them in ``folder``."""
    return xlsx_file(workbook, sheets) if ending == "xlsx" else csv_files(folder, sheets)


def _csv_sheet(file: IO[str], sheet: Sheet) -> Append:
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")

    def append(cells: Sequence[Cell]) -> None:
        writer.writerow([_csv_cell(cell) for cell in cells])

    if sheet.note:
        append([sheet.note])
    append([column.label for column in sheet.columns])
    return append


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return disarmed(cell)
    if isinstance(cell, date):
        return german_day(cell)
    return "" if cell is None else str(cell)


class _XlsxSheet:
    def __init__(self, written: Worksheet, sheet: Sheet, heading: Format, day: Format) -> None:
        self._sheet, self._day = written, day
        self._last_column = len(sheet.columns) - 1
        self._heading = self._written = 1 if sheet.note else 0
        if sheet.note:
            written.write_string(0, 0, sheet.note)
        for position, column in enumerate(sheet.columns):
            written.set_column(position, position, column.width)
            written.write_string(self._heading, position, column.label, heading)
        written.freeze_panes(self._heading + 1, 0)

    def append(self, cells: Sequence[Cell]) -> None:
        self._written += 1
        if self._written > _MOST_ROWS:
            raise TooLarge
        for position, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self._written, position, cell)
            elif isinstance(cell, date) and cell >= _FIRST_DAY:
                self._sheet.write_datetime(self._written, position, datetime.combine(cell, time.min), self._day)
            elif cell and self._sheet.write_string(self._written, position, _text(cell)):
                raise TooLarge

    def add_filters(self) -> None:
        self._sheet.autofilter(self._heading, 0, self._written, self._last_column)


def _text(cell: str | date) -> str:
    return cell if isinstance(cell, str) else german_day(cell)
