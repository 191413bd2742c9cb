"""The lines that could not be read: handed out to be put right, and recognised when they come back."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kit.lists.rows import Row
from kit.lists.source import Source
from kit.lists.table import open_table
from routing.intake.files.layouts import LAYOUTS, NUMBER, ListKind
from routing.intake.files.mending import Nobodys, Place
from routing.intake.files.problems import ELSEWHERE

_Cells = frozenset[tuple[str, str]]


class LinesToCorrect(NamedTuple):
    """A table of lines as they stand in their file (`Table.as_written`), to be put right and uploaded alone."""

    header: list[str]
    rows: Iterator[list[str]]


def lines_to_correct(source: Source, kind: ListKind, problems: Iterable[tuple[int, str]]) -> LinesToCorrect:
    """Of the list in that file the lines of these problems, each a line number and the code of a reason. A line that is
    as it should be, whose applicant is left out because of another list, is not among them.

    Raises `UnusableFile` when the file is no such list.
    """
    wanted = {line for line, reason in problems if reason not in ELSEWHERE}
    table = open_table(source, LAYOUTS[kind])
    return LinesToCorrect(list(table.position), (table.as_written(row) for row in table.rows() if row.line in wanted))


def repetitions(nobodys: Sequence[Nobodys], place: Place, own: Container[str]) -> dict[Nobodys, str | None]:
    """Which of the lines of nobody a later list repeats, and under which customer number, if it can be told now.

    A line is recognised by its cells but the number; of an applicant, who has many, also but those that could not be
    read. No line of a number that is in ``own`` counts: it puts right what stood under that number.
    """
    earlier = [line for line in nobodys if line.place.kind is place.kind and line.place.upload < place.upload]
    if not earlier:
        return {}
    rows = [row for row in place.table.rows() if place.table.key_of(row) not in own]
    texts = _texts_of(earlier)
    repeated: dict[Nobodys, str | None] = {}
    taken: set[int] = set()
    for open_columns, lines in _by_open_columns(earlier).items():
        offered: dict[_Cells, list[Row]] = defaultdict(list)
        for row in rows:
            if row.line not in taken:
                offered[_but(place.table.texts(row), open_columns)].append(row)
        for line in lines:
            if fitting := offered[_but(texts[line], open_columns)]:
                row = fitting.pop()
                taken.add(row.line)
                repeated[line] = place.table.key_of(row)
    return repeated


def _by_open_columns(lines: Iterable[Nobodys]) -> dict[frozenset[str], list[Nobodys]]:
    """The lines by the columns in which a correction of them may differ; those with the fewest first."""
    grouped: dict[frozenset[str], list[Nobodys]] = defaultdict(list)
    for line in lines:
        unreadable = [found.problem.column for found in line.problems] if line.place.kind is ListKind.APPLICANTS else []
        grouped[frozenset((NUMBER, *unreadable))].append(line)
    return dict(sorted(grouped.items(), key=lambda group: len(group[0])))


def _texts_of(lines: Iterable[Nobodys]) -> dict[Nobodys, dict[str, str]]:
    wanted: dict[Place, dict[int, Nobodys]] = defaultdict(dict)
    for line in lines:
        wanted[line.place][line.line] = line
    return {
        numbered[row.line]: place.table.texts(row)
        for place, numbered in wanted.items()
        for row in place.table.rows()
        if row.line in numbered
    }


def _but(texts: Mapping[str, str], columns: Container[str]) -> _Cells:
    return frozenset((column, text) for column, text in texts.items() if column not in columns)
