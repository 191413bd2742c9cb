"""The lines of a run that cannot be read: where they stand and why, and the files of which they are to be corrected."""

from itertools import groupby, islice
from typing import NamedTuple

from django.db.models import Count, QuerySet

from routing.enums import ImportFileKind
from routing.intake.files.layouts import ListKind
from routing.intake.files.problems import ELSEWHERE, Reason
from routing.models import ImportFile, ImportProblem, ImportRun

PAGE_SIZE = 50


class UnreadableLine(NamedTuple):
    """A line, with each column that stands in the way and why."""

    file: str
    line: int
    problems: list[tuple[str, str]]


class UnreadablePage(NamedTuple):
    """Some of the lines in their order; ``next_after`` is where the next page goes on, if there is one."""

    lines: list[UnreadableLine]
    next_after: int | None


class ListToCorrect(NamedTuple):
    """A list with lines to be put right; ``number`` says which upload it came with."""

    number: int
    kind: ListKind
    name: str
    lines: int


def unreadable_page(run: ImportRun, after: int) -> UnreadablePage:
    """The lines behind the problem with the id ``after``, as many as fit on a page."""
    problems = ImportProblem.objects.filter(file__run=run, pk__gt=after).select_related("file").order_by("pk")
    together = groupby(problems.iterator(), key=lambda found: (found.file, found.list_kind, found.line))
    lines = []
    last = after
    for (file, kind, line), found in islice(together, PAGE_SIZE):
        of_line = list(found)
        last = of_line[-1].pk
        reasons = [(problem.column, Reason(problem.reason).label) for problem in of_line]
        lines.append(UnreadableLine(list_name(file, ListKind(kind)), line, reasons))
    has_more = next(together, None) is not None
    return UnreadablePage(lines, last if has_more else None)


def lists_to_correct(run: ImportRun) -> list[ListToCorrect]:
    """The lists in which something is to be corrected. A line that is as it should be, whose applicant is left out
    because of another list, is not.
    """
    grouped = _to_correct(run).order_by("file__number", "file", "list_kind").values_list("file", "list_kind")
    files = {file.pk: file for file in run.files.all()}
    counted = grouped.annotate(lines=Count("line", distinct=True))
    return [
        ListToCorrect(files[file].number, ListKind(kind), list_name(files[file], ListKind(kind)), lines)
        for file, kind, lines in counted
    ]


def places_to_correct(run: ImportRun, number: int, kind: ListKind) -> tuple[ImportFile, list[tuple[int, str]]] | None:
    """The file that holds this list, and the line and reason of each problem in it; none where there is nothing to
    correct.
    """
    problems = _to_correct(run).filter(file__number=number, list_kind=kind)
    first = problems.select_related("file").first()
    return (first.file, list(problems.values_list("line", "reason"))) if first else None


def list_name(file: ImportFile, kind: ListKind) -> str:
    """What a list is called: by the name of its file, of a workbook with its sheet, of a correction with its number."""
    sheet = f", Blatt {kind.label}" if file.kind == ImportFileKind.WORKBOOK else ""
    return f"{file.name}{sheet}{f' ({file.number}. Berichtigung)' if file.number else ''}"


def _to_correct(run: ImportRun) -> QuerySet[ImportProblem]:
    return ImportProblem.objects.filter(file__run=run).exclude(reason__in=ELSEWHERE)
