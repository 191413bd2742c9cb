"""From lines to rows of cells, without losing a line to a quote that somebody forgot to close.

A quoted cell may contain line breaks. So one stray quote could swallow the lines after it, up to the next quote; every
row of several lines is therefore held against what a swallowed line would look like, and on suspicion only the line
with the quote is given up and reading goes on with the line after it.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from kit.lists.problems import Reason

SEPARATOR = ";"
_BLANK = "; \t\xa0\v\f"
_QUOTED_CELL = re.compile(r'"((?:[^"]++|"")*+)"(?=;|\Z)')
_CLOSED_TOO_EARLY = re.compile(r'"(?:[^"]++|"")*+"')
_MOST_LINES_OF_A_ROW = 100
_MOST_READ_IN_VAIN = 50_000_000


class Row(NamedTuple):
    """The cells of a row; or, of a line that cannot be taken apart, what stands between its separators, with the
    reason and the position of the cell that is to blame.
    """

    line: int
    cells: list[str]
    reason: Reason | None = None
    position: int = 0


class Shape(NamedTuple):
    """What the header says about the rows below it: how many cells, and where a key stands that no other cell can be
    mistaken for, if they have one.
    """

    width: int
    key_position: int = 0
    key: re.Pattern[str] | None = None


class _ReadAhead:
    """Lines that were read to see where an open quote closes. ``left`` is how many characters may still be looked at in
    vain: without an end to it, a file of nothing but open quotes would cost hours.
    """

    __slots__ = ("left", "lines", "waiting")

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.waiting: deque[str] = deque()
        self.left = _MOST_READ_IN_VAIN

    def peek(self, position: int) -> str | None:
        """The line so many lines behind the present one; none behind the last."""
        while len(self.waiting) <= position:
            following = next(self.lines, None)
            if following is None:
                return None
            self.waiting.append(following)
        return self.waiting[position]


class _OpenQuote(NamedTuple):
    """The text ends inside a quoted cell, or goes on behind its closing quote: then no further line can mend it."""

    position: int
    beyond_repair: bool


def read_rows(lines: Iterator[str], shape: Shape | None = None, first_line: int = 1) -> Iterator[Row]:
    """The rows of a table; blank lines (nothing, or separators only) are skipped.

    With a ``shape`` every row is checked against it.
    """
    ahead = _ReadAhead(lines)
    waiting = ahead.waiting
    line_number = first_line - 1
    while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
        line_number += 1
        if not line.strip(_BLANK):
            continue
        taken = 0
        if '"' in line:
            row, taken = _read_quoted(line, line_number, ahead, shape)
        else:
            row = Row(line_number, line.split(SEPARATOR))
        yield row if shape is None else _checked(row, shape)
        line_number += taken


def bare(cell: str) -> str:
    """What stands between the separators without quotes: in a line whose quotes mean nothing."""
    return cell.strip(' \t\xa0"')


def _read_quoted(line: str, line_number: int, ahead: _ReadAhead, shape: Shape | None) -> tuple[Row, int]:
    """The row that begins with ``line``, and how many further lines belong to it. Lines that were read ahead and do
    not belong to it wait for their turn.
    """
    text, taken, looked_at = line, 0, 0
    while isinstance(cells := _split(text), _OpenQuote):
        tries_left = taken < _MOST_LINES_OF_A_ROW and not cells.beyond_repair and looked_at < ahead.left
        following = ahead.peek(taken) if tries_left else None
        if following is None or _looks_like_a_row(following, cells.position, shape):
            ahead.left -= looked_at
            return _given_up(line, line_number), 0
        text = f"{text}\n{following}"
        taken += 1
        looked_at += len(text)
    if taken and shape is not None and text.count(SEPARATOR) >= 2 * (shape.width - 1):
        ahead.left -= looked_at
        return _given_up(line, line_number), 0
    for _ in range(taken):
        ahead.waiting.popleft()
    return Row(line_number, cells), taken


def _looks_like_a_row(line: str, open_position: int, shape: Shape | None) -> bool:
    """Whether a line that an open quote is about to swallow shows a key where a row of its own would."""
    if shape is None or shape.key is None or (open_position == 0 and shape.key_position > 0):
        # What follows a first cell of several lines stands where it would in a row of its own: no evidence.
        return False
    cells = line.split(SEPARATOR, shape.key_position + 1)
    return len(cells) > shape.key_position and shape.key.fullmatch(bare(cells[shape.key_position])) is not None


def _given_up(line: str, line_number: int) -> Row:
    alone = _split(line)
    position = alone.position if isinstance(alone, _OpenQuote) else 0
    return Row(line_number, line.split(SEPARATOR), Reason.QUOTE_NOT_CLOSED, position)


def _split(text: str) -> list[str] | _OpenQuote:
    cells: list[str] = []
    start = 0
    while True:
        if text.startswith('"', start):
            quoted = _QUOTED_CELL.match(text, start)
            if quoted is None:
                return _OpenQuote(len(cells), _CLOSED_TOO_EARLY.match(text, start) is not None)
            cells.append(quoted[1].replace('""', '"'))
            end = quoted.end()
        else:
            found = text.find(SEPARATOR, start)
            end = len(text) if found < 0 else found
            cells.append(text[start:end])
        if end == len(text):
            return cells
        start = end + 1


def _checked(row: Row, shape: Shape) -> Row:
    line, cells, reason, _ = row
    if reason is not None:
        return row
    if len(cells) != shape.width:
        missing = len(cells) < shape.width
        reason = Reason.TOO_FEW_CELLS if missing else Reason.TOO_MANY_CELLS
        return Row(line, cells, reason, min(len(cells), shape.width))
    if "\0" in "".join(cells):
        return Row(line, cells, Reason.NUL_CHARACTER, next(i for i, cell in enumerate(cells) if "\0" in cell))
    return row
