"""The lines that could not be read: handed out to be put right, and recognised when they come back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from routing.intake.files.layouts import LAYOUTS, NUMBER, ListKind
from routing.intake.files.mending import LocatedProblem, Nobodys, Place
from routing.intake.files.problems import ELSEWHERE
from routing.intake.files.rows import Row
from routing.intake.files.source import Source
from routing.intake.files.table import Table, open_table

_Cells = frozenset[tuple[str, str]]


class LinesToCorrect(NamedTuple):
    """A table of lines as they stand in their file, to be put right and uploaded alone."""

    header: list[str]
    rows: Iterator[list[str]]


def lines_to_correct(source: Source, kind: ListKind, problems: Iterable[tuple[int, str]]) -> LinesToCorrect:
    """Of the list in that file the lines of these problems, each a line number and a `Reason`. A line that is as it
    should be, whose applicant is left out because of another list, is not among them.

    Raises `UnusableFile` when the file is no such list.
    """
    wanted = {line for line, reason in problems if reason not in ELSEWHERE}
    table = open_table(source, LAYOUTS[kind])
    return LinesToCorrect(list(table.position), (row.cells for row in table.rows() if row.line in wanted))


def uncorrected(
    nobodys: Sequence[Nobodys], places: Sequence[Place], mended: Mapping[Place, set[str]]
) -> list[LocatedProblem]:
    """The problems of lines of which cannot be told whose they are, without those that a later list repeats with
    another number.

    ``mended``: the numbers of a list that put right lines of their own, so nobody else's.
    """
    left = list(nobodys)
    for place in places:
        earlier = [line for line in left if line.place.kind is place.kind and line.place.upload < place.upload]
        if not earlier:
            continue
        offered = Counter(_other_cells(place.table, row) for row in _of_others(place.table, mended[place]))
        cells = _cells_of(earlier)
        corrected = set()
        for line in earlier:
            key = cells[line.place, line.line]
            if offered[key] > 0:
                offered[key] -= 1
                corrected.add((line.place, line.line))
        left = [line for line in left if (line.place, line.line) not in corrected]
    return [problem for line in left for problem in line.problems]


def _of_others(table: Table, mended: set[str]) -> Iterator[Row]:
    return (row for row in table.rows() if table.customer_number(row) not in mended)


def _cells_of(lines: Sequence[Nobodys]) -> dict[tuple[Place, int], _Cells]:
    wanted: dict[Place, set[int]] = defaultdict(set)
    for line in lines:
        wanted[line.place].add(line.line)
    return {
        (place, row.line): _other_cells(place.table, row)
        for place, numbers in wanted.items()
        for row in place.table.rows()
        if row.line in numbers
    }


def _other_cells(table: Table, row: Row) -> _Cells:
    return frozenset((column, text) for column, text in table.texts(row).items() if column != NUMBER)
