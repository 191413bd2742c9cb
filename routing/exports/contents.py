"""What an export of applicants holds: the list as it is shown, or whole records as an import reads them."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from frame.enums import ExportFormat
from kit.tables import Append, Cell, Column, Sheet, one_table, table_files
from routing.caselist.rows import Row, rows
from routing.caselist.search import Found
from routing.caselist.urgency import Urgency
from routing.enums import ExportContent
from routing.exports.selection import Selection
from routing.intake.files.exchange import applicant_cells, household_rows
from routing.intake.files.layouts import LAYOUTS, ListKind
from routing.models import Applicant
from routing.queries import record_of, rows_of
from routing.record import ApplicantRecord

_AT_A_TIME = 1_000

_URGENCY = Column("Dringlichkeit", 32)
_LIST = (
    Column("Name", 32),
    Column("Kundennummer", 14),
    Column("Geboren", 12),
    Column("Alter", 7),
    Column("Stelle", 24),
    Column("nach den Regeln", 24),
    Column("IFK", 20),
    Column("Grundlage", 18),
    Column("Offene Punkte", 40),
    Column("Gilt bis", 13),
    Column("Überfällig", 11),
    Column("Geschlossen ab", 15),
)


class Written(NamedTuple):
    """A file, and whose data are in it, row by row."""

    path: Path
    subjects: list[UUID]


def write_contents(
    folder: Path, content: ExportContent, file_format: ExportFormat, selection: Selection, on: date
) -> Written:
    """Write the applicants of the selection as of ``on`` to a file in ``folder``. Raises `kit.tables.TooLarge`."""
    if content == ExportContent.EXCHANGE:
        return _write_exchange(folder, file_format, selection, on)
    return _write_list(folder, file_format, selection, on)


def _write_list(folder: Path, file_format: ExportFormat, selection: Selection, on: date) -> Written:
    grouped = selection.is_by_urgency
    subjects: list[UUID] = []

    def append_rows(append: Append) -> None:
        for chunk in _chunks(selection.found(on)):
            groups = {found.id: found.group for found in chunk}
            for row in rows(list(groups), on):
                append([*([_group(groups[row.id])] if grouped else []), *list_cells(row)])
                subjects.append(row.key)

    sheet = Sheet("bewerber", [*([_URGENCY] if grouped else []), *_LIST])
    return Written(one_table(folder, file_format, sheet, append_rows), subjects)


def list_cells(row: Row) -> list[Cell]:
    """What the list says about an applicant, in the order of its columns."""
    is_open = bool(row.desk)
    return [
        row.name,
        row.customer_number,
        row.birth_date,
        row.age,
        row.desk,
        row.changed_to,
        (row.caseworker or "noch keine") if is_open else "",
        row.basis,
        ", ".join(row.open_points),
        (row.holds_until or "unbefristet") if is_open else "",
        "ja" if row.overdue else "",
        row.closed_on,
    ]


def _group(group: Urgency | None) -> str:
    return str(group.label) if group else ""


def _write_exchange(folder: Path, file_format: ExportFormat, selection: Selection, on: date) -> Written:
    kinds = (ListKind.APPLICANTS, ListKind.HOUSEHOLD)
    sheets = [Sheet(kind.label, [Column(name) for name in LAYOUTS[kind].columns]) for kind in kinds]
    workbook = folder / "bewerber.xlsx"
    subjects: list[UUID] = []
    with table_files(folder, workbook, file_format, sheets) as (append_applicant, append_member):
        for applicant, record in _whole(selection.found(on)):
            append_applicant(applicant_cells(record, on))
            for cells in household_rows(record):
                append_member(cells)
            subjects.append(applicant.key)
    if file_format == ExportFormat.XLSX:
        return Written(workbook, subjects)
    return Written(_zipped(folder / "bewerber.zip", [folder / f"{sheet.name}.csv" for sheet in sheets]), subjects)


def _zipped(path: Path, files: Sequence[Path]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path


def _whole(found: Sequence[Found]) -> Iterator[tuple[Applicant, ApplicantRecord]]:
    """The applicants with their records, in order."""
    for chunk in _chunks(found):
        ids = [each.id for each in chunk]
        read, stored = Applicant.objects.in_bulk(ids), rows_of(ids)
        yield from ((read[each], record_of(read[each], stored[each])) for each in ids if each in read)


def _chunks(found: Sequence[Found]) -> Iterator[Sequence[Found]]:
    for start in range(0, len(found), _AT_A_TIME):
        yield found[start : start + _AT_A_TIME]
