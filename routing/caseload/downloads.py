"""What a run found, as lists that a spreadsheet opens."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from kit.tables import Cell, Column, Sheet
from routing.caseload.check import chunks
from routing.caseload.entries import EntryRow, entry_page, with_desks
from routing.caseload.unreadable import LinesToCorrect, unreadable_lines
from routing.models import ImportEntry, ImportRun
from staff.models import User

_AT_A_TIME = 1_000

_ENTRIES = (
    Column("Name", 32),
    Column("Kundennummer", 14),
    Column("Geboren", 12),
    Column("Ergebnis", 28),
    Column("Stelle", 24),
    Column("Laut Entscheidung bisher", 24),
    Column("Laut Entscheidung künftig", 24),
    Column("Angabe", 28),
    Column("Eintrag", 28),
    Column("Datei", 28),
    Column("Wer recht hat", 20),
    Column("Vielleicht dieselbe Person", 20),
)
_PROBLEMS = (Column("Datei", 32), Column("Zeile", 8), Column("Spalte", 24), Column("Grund", 60))


class EntryList(NamedTuple):
    """Rows about applicants, and the keys of those among them whom the office knows."""

    rows: list[Sequence[Cell]]
    subjects: list[UUID]


def entries_sheet() -> Sheet:
    """A row for each difference; whoever has none has one row all the same."""
    return Sheet("einspielung", _ENTRIES)


def entry_list(run: ImportRun, entries: QuerySet[ImportEntry], user: User, on: date) -> EntryList:
    """All the entries as the pages of the screen show them."""
    rows: list[Sequence[Cell]] = []
    subjects: dict[UUID, None] = {}
    for some in chunks(with_desks(entries).order_by("pk").iterator(), _AT_A_TIME):
        page = entry_page(run, some, user, on)
        rows += [cells for row in page.rows for cells in _entry_cells(row)]
        subjects |= dict.fromkeys(page.subjects)
    return EntryList(rows, list(subjects))


def problems_sheet() -> Sheet:
    """A row for each thing that stands in the way of a line."""
    return Sheet("unlesbar", _PROBLEMS)


def problem_rows(run: ImportRun) -> Iterator[Sequence[Cell]]:
    """Where lines cannot be read and why; nothing of what is in them."""
    for line in unreadable_lines(run):
        for column, reason in line.problems:
            yield [line.file, line.line, column, reason]


def lines_sheet(name: str, lines: LinesToCorrect) -> Sheet:
    """The columns of the list from which the lines are; its rows are the lines."""
    return Sheet(name, [Column(column) for column in lines.header])


def _entry_cells(row: EntryRow) -> list[list[Cell]]:
    person: list[Cell] = [row.name, row.number, row.birth_date, row.outcome, row.desk]
    answers: list[Cell] = [row.answer_before, row.answer_after]
    doubles = ", ".join(other.number for other in row.duplicates)
    differences = [[line.label, line.stored, line.filed, line.verdict] for line in row.differences] or [[""] * 4]
    return [[*person, *answers, *difference, doubles] for difference in differences]
