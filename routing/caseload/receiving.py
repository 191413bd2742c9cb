"""Files that somebody hands in: told apart by their content, and kept where nobody else finds them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.files.base import File

from kit.lists.problems import UnusableFile
from kit.lists.rows import read_rows
from kit.lists.source import Source
from kit.lists.text import detect_encoding, lines_of
from kit.lists.workbook import is_workbook
from routing.enums import ImportFileKind
from routing.intake.files.layouts import LAYOUTS, ListKind
from routing.models import ImportFile, ImportRun

LARGEST_MEGABYTES = 50
"""The largest file that is taken; 25,000 applicants need four."""

_LONGEST_NAME = 120


class Uploaded(NamedTuple):
    """A file that somebody hands in, and what she calls it."""

    name: str
    content: "File[bytes]"


def keep(run: ImportRun, files: Iterable[Uploaded], *, number: int) -> None:
    """Store the files of an upload with the run. Raises `UnusableFile` where one of them is no list, two are the same,
    or the first upload lacks what a dry run needs; then none is left behind.
    """
    stored: list[ImportFile] = []
    try:
        for given in files:
            file = ImportFile(run=run, number=number, name=_name(given))
            file.content.save(file.name, _of_bearable_size(given), save=False)
            stored.append(file)
            file.kind = _kind_of(Source(file.content.path, file.name))
            _refuse_doubles(stored)
            file.save()
        if number == 0:
            _require_whole(stored)
    except BaseException:
        for file in stored:
            file.content.delete(save=False)
        raise


def _require_whole(files: list[ImportFile]) -> None:
    kinds = {file.kind for file in files}
    if ImportFileKind.WORKBOOK in kinds:
        return
    for kind in (ListKind.APPLICANTS, ListKind.HOUSEHOLD):
        if kind.value not in kinds:
            raise UnusableFile(
                f"Es fehlt die Liste „{kind.label}“. Wählen Sie bewerber.csv und haushalt.csv zusammen aus, oder eine "
                "Arbeitsmappe mit beiden."
            )


def _name(given: Uploaded) -> str:
    name = "".join(sign for sign in given.name if sign.isprintable())
    return name[-_LONGEST_NAME:] or "Datei"


def _of_bearable_size(given: Uploaded) -> "File[bytes]":
    if given.content.size > LARGEST_MEGABYTES << 20:
        raise UnusableFile(
            f"{_name(given)} ist größer als {LARGEST_MEGABYTES} MB. Speichern Sie nur die Listen, ohne anderes."
        )
    if not given.content.size:
        raise UnusableFile(f"{_name(given)} ist leer. Speichern Sie die Liste noch einmal.")
    return given.content


def _kind_of(source: Source) -> ImportFileKind:
    if is_workbook(source):
        return ImportFileKind.WORKBOOK
    header = next(read_rows(lines_of(source, detect_encoding(source))), None)
    names = {name.strip() for name in header.cells} if header else set()
    fitting = {kind: len(names & set(layout.columns)) for kind, layout in LAYOUTS.items()}
    best = max(fitting, key=lambda kind: fitting[kind])
    if not fitting[best]:
        raise UnusableFile(
            f"{source.name} ist keine der Listen bewerber, haushalt oder bestand: Die erste Zeile nennt keine ihrer "
            "Spalten, getrennt durch Semikolon."
        )
    return ImportFileKind(best.value)


def _refuse_doubles(files: list[ImportFile]) -> None:
    *before, last = files
    if any(file.kind == last.kind for file in before):
        raise UnusableFile(f"{last.name} ist dieselbe Liste noch einmal ({last.get_kind_display()}). Wählen Sie eine.")
    if before and ImportFileKind.WORKBOOK in (before[0].kind, last.kind):
        raise UnusableFile("Laden Sie entweder eine Arbeitsmappe hoch oder einzelne CSV-Dateien, nicht beides.")
