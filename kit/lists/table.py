"""A file that was found to be a table of the right columns, and its lines."""

import difflib
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from kit.codes import LabelledCode
from kit.days import OPEN_END, Period, inclusive_period
from kit.formulas import as_meant
from kit.lists import cells
from kit.lists.layouts import OTHER_TYPE, Key, Layout
from kit.lists.problems import Problem, Reason, UnreadableCell, UnusableFile
from kit.lists.rows import Row, Shape, bare, read_rows
from kit.lists.source import Source
from kit.lists.text import Progress, detect_encoding, lines_of
from kit.values import line

Value = TypeVar("Value")

_LONGEST_NAME_SHOWN = 40
_MOST_NAMED = 3


class Table(NamedTuple):
    """A file whose header has been read: ``position`` says where each of its columns stands."""

    source: Source
    encoding: str
    position: dict[str, int]
    header_line: int
    key: Key | None

    @property
    def shape(self) -> Shape:
        """What every line has to look like."""
        width = len(self.position)
        return Shape(width) if self.key is None else Shape(width, self.position[self.key.column], self.key.form)

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """The rows below the header, from the start each time."""
        lines = lines_of(self.source, self.encoding, progress)
        for _ in range(self.header_line):
            next(lines, None)
        return read_rows(lines, self.shape, first_line=self.header_line + 1)

    def key_of(self, row: Row) -> str | None:
        """Whose a row is, also of one that cannot be used for another reason; none if it does not say so."""
        if self.key is None:
            return None
        position = self.position[self.key.column]
        if position >= len(row.cells):
            return None
        text = row.cells[position]
        try:
            return self.key.meaning(text if row.reason is None else bare(text))
        except UnreadableCell:
            return None

    def texts(self, row: Row) -> dict[str, str]:
        """What is meant by the cells of a row, by column; empty ones are left out."""
        return {
            column: as_meant(text) if text[0] == "'" else text
            for column, cell in zip(self.position, row.cells, strict=False)
            if (text := line(cell))
        }

    def as_written(self, row: Row) -> list[str]:
        """The cells of a row as they stand in the list, for somebody who puts them right. The texts are those that
        were meant: whoever writes them as CSV has to keep them from being formulas.
        """
        return [as_meant(cell.removeprefix(OTHER_TYPE)) for cell in row.cells]

    def column(self, position: int) -> str:
        """The name of the column at a position; beyond the last one its number, counted from 1."""
        names = list(self.position)
        return names[position] if position < len(names) else str(position + 1)


class Unreadable(NamedTuple):
    """A line that cannot be used: whose it is, if that much can be read, and everything that is wrong with it."""

    line: int
    key: str | None
    problems: list[Problem]


def open_table(source: Source, layout: Layout) -> Table:
    """The table in the file. Raises `UnusableFile` when it is none, in one German sentence."""
    encoding = detect_encoding(source)
    header = next(read_rows(lines_of(source, encoding)), None)
    names = [name.strip() for name in header.cells] if header else []
    if header is None or header.reason or not set(names) & set(layout.columns):
        raise UnusableFile(
            f"{source.name} hat keine Kopfzeile. Die erste Zeile muss die Spaltennamen nennen, in einer CSV-Datei "
            f"getrennt durch Semikolon: {', '.join(name for name in layout.columns if name in layout.required)} "
            "und weitere."
        )
    unknown = [place for place, name in enumerate(names) if name not in layout.columns]
    if unknown:
        described = [_unknown_column(names[place], place + 1, layout) for place in unknown[:_MOST_NAMED]]
        raise UnusableFile(f"{source.name} hat unbekannte Spalten: {'; '.join(described)}{_and_more(len(unknown))}.")
    twice = [name for name in layout.columns if names.count(name) > 1]
    if twice:
        raise UnusableFile(f"{source.name} nennt Spalten mehrmals: {some_of(twice)}.")
    missing = [name for name in layout.columns if name in layout.required and name not in names]
    if missing:
        raise UnusableFile(f"{source.name} fehlen Pflichtspalten: {', '.join(missing)}.")
    return Table(source, encoding, {name: position for position, name in enumerate(names)}, header.line, layout.key)


def some_of(names: list[str]) -> str:
    """The first of the names for a sentence, and how many more there are."""
    return ", ".join(names[:_MOST_NAMED]) + _and_more(len(names))


class Entry:
    """One line being read: each method reads cells of it, and notes what is wrong instead of failing, so that one
    reading names all problems of the line. What a method returns counts only while ``problems`` is empty.
    """

    __slots__ = ("_texts", "line", "name", "problems")

    def __init__(self, table: Table, row: Row) -> None:
        self.name = table.source.name
        self.line = row.line
        self.problems: list[Problem] = []
        self._texts = table.texts(row)

    def note(self, column: str, reason: LabelledCode) -> None:
        """Something is wrong in ``column``."""
        self.problems.append(Problem(self.name, self.line, column, reason))

    def text(self, column: str) -> str:
        """The text of a cell; empty also when the file has no such column."""
        return self.value(column, str, "")

    def value(self, column: str, meaning: Callable[[str], Value], instead: Value) -> Value:
        """What ``meaning`` makes of a cell; ``instead`` when it is empty, or cannot be read, which is noted."""
        text = self._texts.get(column)
        if text is None:
            return instead
        if text.startswith(OTHER_TYPE):
            self.note(column, Reason.OTHER_TYPE)
            return instead
        try:
            return meaning(text)
        except UnreadableCell as unreadable:
            self.note(column, unreadable.reason)
            return instead

    def required(self, column: str, meaning: Callable[[str], Value], instead: Value) -> Value:
        """What ``meaning`` makes of a cell that must not be empty."""
        if column not in self._texts:
            self.note(column, Reason.REQUIRED_CELL_EMPTY)
        return self.value(column, meaning, instead)

    def yes(self, column: str) -> bool:
        """Whether a cell says ``ja``."""
        return self.value(column, cells.yes_or_no, instead=False)

    def day(self, column: str) -> date | None:
        """The date in a cell; none when it is empty, or 31.12.9999, which is as good as empty."""
        day = self.value(column, cells.day, None)
        return None if day == OPEN_END else day

    def required_day(self, column: str) -> date:
        """The date in a cell that must not be empty."""
        day = self.required(column, cells.day, OPEN_END)
        if day == OPEN_END and not any(problem.column == column for problem in self.problems):
            self.note(column, Reason.REQUIRED_CELL_EMPTY)
        return day

    def period(self, first_column: str, last_column: str) -> Period | None:
        """The period "von … bis …", both days included; none when it was never given."""
        if first_column not in self._texts and last_column not in self._texts:
            return None
        before = len(self.problems)
        first, last = self.day(first_column), self.day(last_column)
        if len(self.problems) > before:
            return None
        if first is None:
            if last is not None:
                self.note(last_column, Reason.LAST_WITHOUT_FIRST)
            return None
        try:
            return inclusive_period(first, last)
        except ValueError:
            self.note(last_column, Reason.LAST_BEFORE_FIRST)
            return None


def read_lines(
    table: Table, read: Callable[[Entry], Value], progress: Progress | None = None
) -> Iterator[Value | Unreadable]:
    """Every line of the table in its order, each by itself: what ``read`` makes of it, or, where that notes a problem,
    that it cannot be used.
    """
    for row in table.rows(progress):
        entry = Entry(table, row)
        if row.reason is None:
            meant = read(entry)
            if not entry.problems:
                yield meant
                continue
        else:
            entry.note(table.column(row.position), row.reason)
        yield Unreadable(row.line, table.key_of(row), entry.problems)


def _unknown_column(name: str, position: int, layout: Layout) -> str:
    if not name:
        return f"Spalte {position} hat keinen Namen"
    nearest = difflib.get_close_matches(name[:_LONGEST_NAME_SHOWN].lower(), layout.columns, n=1, cutoff=0)[0]
    shown = f"»{name}« (Spalte {position})" if _can_be_shown(name) else f"Spalte {position}"
    return f"{shown}, gemeint ist vielleicht »{nearest}«"


def _and_more(count: int) -> str:
    more = count - _MOST_NAMED
    return f" und {more:,} weitere".replace(",", ".") if more > 0 else ""


def _can_be_shown(name: str) -> bool:
    return len(name) <= _LONGEST_NAME_SHOWN and name.isprintable()
