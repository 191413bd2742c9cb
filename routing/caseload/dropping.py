"""Lines that are dropped from the lists of a run, and taken back: each time the dry run is made anew."""

from collections.abc import Set
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from kit.charts import thousands
from kit.paging import keyset_page
from kit.refusals import ActionRefused
from routing.caseload.runs import check_again
from routing.caseload.unreadable import list_name, to_correct
from routing.intake.files.layouts import ListKind
from routing.models import ImportDroppedLine, ImportRun
from staff.models import User


class DroppedRow(NamedTuple):
    """A line by its place; ``id`` takes it back."""

    id: int
    file: str
    line: int


class DroppedPage(NamedTuple):
    """Some of the dropped lines in the order in which they were dropped. ``said`` is how many there are, in words; for
    ``after`` and ``next_after`` see `kit.paging.KeysetPage`.
    """

    rows: list[DroppedRow]
    said: str
    after: str
    next_after: str


@transaction.atomic
def drop_lines(*, run: ImportRun, problems: Set[int], by: User, at: datetime) -> int:
    """Drop the lines with these problems; how many they are. Raises `ActionRefused` unless the run is ready, ``by``
    uploaded it and each of the problems is one of a line of it that cannot be read.
    """
    run = check_again(run=run, by=by)
    found = list(to_correct(run).filter(pk__in=problems).values_list("file", "list_kind", "line"))
    _require_all(len(found), problems)
    lines = dict.fromkeys(found)
    ImportDroppedLine.objects.bulk_create(
        ImportDroppedLine(file_id=file, list_kind=kind, line=line, dropped_at=at, dropped_by=by)
        for file, kind, line in lines
    )
    return len(lines)


@transaction.atomic
def take_back_lines(*, run: ImportRun, dropped: Set[int], by: User) -> int:
    """Let dropped lines count again; how many they are. Raises `ActionRefused` unless the run is ready, ``by`` uploaded
    it and each of them is a dropped line of it.
    """
    run = check_again(run=run, by=by)
    count, _ = ImportDroppedLine.objects.filter(file__run=run, pk__in=dropped).delete()
    _require_all(count, dropped)
    return count


def dropped_page(run: ImportRun, after: str) -> DroppedPage:
    """The dropped lines behind the cursor ``after``."""
    dropped = ImportDroppedLine.objects.filter(file__run=run).select_related("file")
    page = keyset_page(dropped, ["pk"], after, "routing.caseload.dropped")
    rows = [DroppedRow(line.pk, list_name(line.file, ListKind(line.list_kind)), line.line) for line in page.rows]
    return DroppedPage(rows, lines_words(dropped.count()), page.after, page.next_after)


def lines_words(number: int) -> str:
    """So many lines."""
    return "1 Zeile" if number == 1 else f"{thousands(number)} Zeilen"


def _require_all(found: int, chosen: Set[int]) -> None:
    if not chosen:
        raise ActionRefused("Wählen Sie mindestens eine Zeile aus.")
    if found != len(chosen):
        raise ActionRefused("Die Auswahl passt nicht mehr zu diesen Zeilen. Wählen Sie neu aus.")
