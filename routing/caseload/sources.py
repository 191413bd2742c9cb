"""The uploaded files of a run as lists: where they lie, and workbooks taken apart for as long as they are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

from kit.files import working_folder
from kit.lists.source import Source
from routing.enums import ImportFileKind
from routing.intake.files.layouts import ListKind
from routing.intake.files.lists import DroppedLine, Lists, Upload, upload_of
from routing.models import ImportDroppedLine, ImportFile, ImportRun
from routing.roles import SEES_APPLICANTS
from staff.models import Desk, User


@contextmanager
def lists_of(run: ImportRun, on: date) -> Iterator[Lists]:
    """The lists of all uploads of a run. Raises `UnusableFile` when one of them is none."""
    with working_folder() as folder:
        files = groupby(run.files.order_by("number", "pk"), key=lambda file: file.number)
        base, *corrections = [_upload(list(together), folder) for _, together in files]
        yield Lists(base, corrections, on, _desks(), _logins(), _dropped(run))


@contextmanager
def list_of(file: ImportFile, kind: ListKind) -> Iterator[Source]:
    """One of the lists that an uploaded file holds. Raises `UnusableFile`."""
    with working_folder() as folder:
        source = _upload([file], folder).source(kind)
        assert source is not None
        yield source


def _upload(files: list[ImportFile], folder: Path) -> Upload:
    lists: dict[str, Source] = {}
    for file in files:
        source = Source(file.content.path, file.name)
        if file.kind == ImportFileKind.WORKBOOK:
            inside = folder / str(file.pk)
            inside.mkdir()
            opened = upload_of(source, inside)
            lists |= {kind.value: one for kind in ListKind if (one := opened.source(kind))}
        else:
            lists[file.kind] = source
    return Upload(*(lists.get(kind.value) for kind in ListKind))


def _dropped(run: ImportRun) -> frozenset[DroppedLine]:
    dropped = ImportDroppedLine.objects.filter(file__run=run).values_list("file__number", "list_kind", "line")
    return frozenset((number, ListKind(kind), line) for number, kind, line in dropped)


def _desks() -> frozenset[str]:
    return frozenset(Desk.objects.values_list("code", flat=True))


def _logins() -> frozenset[str]:
    """Whom a case can belong to."""
    people = User.objects.filter(is_active=True, role__in=SEES_APPLICANTS)
    return frozenset(people.values_list("username", flat=True))
