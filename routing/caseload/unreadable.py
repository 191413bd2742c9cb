"""The lines of a run that cannot be read: where they stand and why, and the files of which they are to be corrected."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count, QuerySet

from kit.lists.problems import UnusableFile
from kit.paging import KeysetPage, cursor, page_of, place_of
from routing.caseload.sources import list_of
from routing.enums import ImportFileKind
from routing.intake.files.correcting import lines_to_correct
from routing.intake.files.layouts import NUMBER, ListKind
from routing.intake.files.problems import ELSEWHERE, REASONS
from routing.models import ImportFile, ImportProblem, ImportRun

_SALT = "routing.caseload.unreadable"


class UnreadableLine(NamedTuple):
    """A line, with each column that stands in the way and why. ``problem`` is the id of one of them, by which the line
    can be dropped; none where the line is as it should be, and left out because of another list. ``last``: the id of
    the last of them, by which lines are in order.
    """

    problem: int | None
    last: int
    file: str
    line: int
    problems: list[tuple[str, str]]


class LinesToCorrect(NamedTuple):
    """Lines as they stand in their list, below its columns."""

    header: list[str]
    rows: list[list[str]]

    @property
    def numbers(self) -> list[str]:
        """The customer numbers in them, as far as they have any."""
        place = self.header.index(NUMBER)
        return [row[place].strip().upper() for row in self.rows if place < len(row)]


class ListToCorrect(NamedTuple):
    """A list with lines to be put right; ``place`` tells it from the others of the run."""

    place: int
    file: ImportFile
    kind: ListKind
    name: str
    lines: int


def unreadable_page(run: ImportRun, after: str) -> KeysetPage[UnreadableLine]:
    """The lines behind the cursor ``after``, none of them torn apart."""
    place = place_of(after, _SALT)
    shown, has_next = page_of(unreadable_lines(run, *(place or [])))
    return KeysetPage(shown, after if place else "", cursor([shown[-1].last], _SALT) if has_next else "")


def unreadable_lines(run: ImportRun, after: int = 0) -> Iterator[UnreadableLine]:
    """The lines behind the problem with the id ``after``."""
    problems = ImportProblem.objects.filter(file__run=run, pk__gt=after).select_related("file").order_by("pk")
    together = groupby(problems.iterator(), key=lambda found: (found.file, found.list_kind, found.line))
    for (file, kind, line), found in together:
        of_line = list(found)
        own = next((problem.pk for problem in of_line if problem.reason not in ELSEWHERE), None)
        reasons = [(problem.column, REASONS[problem.reason].label) for problem in of_line]
        yield UnreadableLine(own, of_line[-1].pk, list_name(file, ListKind(kind)), line, reasons)


def lists_to_correct(run: ImportRun) -> list[ListToCorrect]:
    """The lists in which something is to be corrected. A line that is as it should be, whose applicant is left out
    because of another list, is not.
    """
    grouped = to_correct(run).order_by("file__number", "file", "list_kind").values_list("file", "list_kind")
    files = {file.pk: file for file in run.files.all()}
    counted = grouped.annotate(lines=Count("line", distinct=True))
    return [
        ListToCorrect(place, files[file], ListKind(kind), list_name(files[file], ListKind(kind)), lines)
        for place, (file, kind, lines) in enumerate(counted)
    ]


def lines_of_list(run: ImportRun, chosen: ListToCorrect) -> LinesToCorrect:
    """The lines of the list that are to be corrected, as they stand in it. Raises `UnusableFile`, also where the file
    is gone because the run has ended meanwhile.
    """
    problems = to_correct(run).filter(file=chosen.file, list_kind=chosen.kind).values_list("line", "reason")
    try:
        with list_of(chosen.file, chosen.kind) as source:
            header, rows = lines_to_correct(source, chosen.kind, problems)
            return LinesToCorrect(header, list(rows))
    except (FileNotFoundError, ValueError):
        raise UnusableFile(f"{chosen.name} gibt es nicht mehr: Die Einspielung ist beendet.") from None


def list_name(file: ImportFile, kind: ListKind) -> str:
    """What a list is called: by the name of its file, of a workbook with its sheet, of a correction with its number."""
    sheet = f", Blatt {kind.label}" if file.kind == ImportFileKind.WORKBOOK else ""
    return f"{file.name}{sheet}{f' ({file.number}. Berichtigung)' if file.number else ''}"


def to_correct(run: ImportRun) -> QuerySet[ImportProblem]:
    """What is wrong with lines that can be corrected, or dropped."""
    return ImportProblem.objects.filter(file__run=run).exclude(reason__in=ELSEWHERE)
