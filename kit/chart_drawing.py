"""Charts as pictures. Pure geometry; templates draw it (templates/components/chart_*.html).

As in `kit.timeline`, all lengths are whole units of about one CSS pixel, and each width has its own layout, so that
text keeps its size. Where the months do not fit side by side they go on below, in strips on the same scale.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from kit.chart_values import Amount, Flow, Level, Load, Month, level_words, told
from kit.timeline import text_width

SIZES = {"wide": 960, "medium": 560, "narrow": 320}
"""Widths of the pictures for a wide, a medium and a narrow place."""

TEXT_SIZE = 13
MARGIN = 30
"""Left of the months, for the words that say what goes up and what goes down."""

_GAP = 8
_BAR = 20
LOAD_SIZES = ("medium", "narrow")
_WIDEST_LABEL = 260
_ROOM = 132
_SMALLEST_TARGET = 26
_LINE = 18


Row = TypeVar("Row", Flow, Level)


class Box(NamedTuple):
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int


class LoadBar(NamedTuple):
    """A load in the picture; ``room`` is the dashed outline of the capacity, ``target`` what can be clicked."""

    load: Load
    label: str
    label_y: int
    text: str
    text_x: int
    text_y: int
    bar: Box
    room: Box | None
    target: Box


class LoadPicture(NamedTuple):
    """All loads in one size; ``text_anchor`` says which end of the texts stands at their ``text_x``."""

    size: str
    width: int
    height: int
    bars: tuple[LoadBar, ...]
    text_anchor: str


class Column(NamedTuple):
    """An amount of a month: the confirmed part, the unconfirmed one (None: nothing), and the number beside them."""

    tone: str
    amount: Amount
    tip: str
    text: str
    text_x: int
    text_y: int
    solid: Box | None
    hatched: Box | None
    target: Box


class MonthLabel(NamedTuple):
    """The name of a month below its column; ``year`` only where it begins."""

    x: int
    y: int
    text: str
    year: str
    year_y: int


class Word(NamedTuple):
    """What one direction of the columns means."""

    tone: str
    text: str
    y: int


class Step(NamedTuple):
    """The capacity over one month."""

    x1: int
    x2: int
    y: int


class Strip(NamedTuple):
    """Months side by side over one base line."""

    base: int
    columns: tuple[Column, ...]
    labels: tuple[MonthLabel, ...]
    words: tuple[Word, ...]
    steps: tuple[Step, ...]


class MonthPicture(NamedTuple):
    """All months in one size."""

    size: str
    width: int
    height: int
    strips: tuple[Strip, ...]


def draw_loads(rows: Sequence[Load], size: str) -> LoadPicture:
    """The label left of the bar and the text at its end; where that leaves too little for the bar, both above it."""
    width = SIZES[size]
    labels = max((text_width(row.label, TEXT_SIZE) for row in rows), default=0)
    texts = max((text_width(row.text, TEXT_SIZE) for row in rows), default=0)
    left = min(labels, _WIDEST_LABEL) + _GAP
    room = width - left - texts - _GAP
    if size != "narrow" and room >= width // 5:
        bars = [_beside(row, box, left) for row, box in _bars(rows, Box(left, 0, room, _BAR + 2 * _GAP))]
        return LoadPicture(size, width, len(rows) * (_BAR + 2 * _GAP), tuple(bars), "start")
    lines = 1 if all(_fit_in_a_line(row, width) for row in rows) else 2
    height = lines * _LINE + _BAR + 2 * _GAP
    above = [_above(row, box, width, lines) for row, box in _bars(rows, Box(0, lines * _LINE, width - 1, height))]
    return LoadPicture(size, width, len(rows) * height, tuple(above), "end" if lines == 1 else "start")


def _bars(rows: Sequence[Load], place: Box) -> Iterator[tuple[Load, tuple[Box, Box | None, int]]]:
    """The bar of each load, the outline of its capacity, and the height at which its row begins. ``place`` is the room
    of the first bar, in a row of its height.
    """
    most = max((max(row.amount.number, row.capacity or 0) for row in rows), default=0)
    for number, row in enumerate(rows):
        top = number * place.height
        y = top + place.y + _GAP
        bar = Box(place.x, y + 2, _length(row.amount.number, most, place.width), _BAR - 4)
        outline = None if row.capacity is None else Box(place.x, y, _length(row.capacity, most, place.width), _BAR)
        yield row, (bar, outline, top)


def _beside(row: Load, drawn: tuple[Box, Box | None, int], left: int) -> LoadBar:
    bar, outline, top = drawn
    end = bar.x + max(bar.width, outline.width if outline else 0)
    line = bar.y + bar.height // 2 + TEXT_SIZE // 3 + 1
    target = Box(0, top, end, _BAR + 2 * _GAP)
    return LoadBar(row, _cut(row.label, left - _GAP), line, row.text, end + _GAP, line, bar, outline, target)


def _above(row: Load, drawn: tuple[Box, Box | None, int], width: int, lines: int) -> LoadBar:
    bar, outline, top = drawn
    line = top + _LINE
    target = Box(0, top, width, lines * _LINE + _BAR + 2 * _GAP)
    text, text_x = _cut(row.text, width), width if lines == 1 else 0
    text_y = line + (lines - 1) * _LINE
    return LoadBar(row, _cut(row.label, width), line, text, text_x, text_y, bar, outline, target)


def _fit_in_a_line(row: Load, width: int) -> bool:
    return text_width(row.label, TEXT_SIZE) + _GAP + text_width(row.text, TEXT_SIZE) <= width


def draw_flows(rows: Sequence[Flow], size: str) -> MonthPicture:
    """Columns up and down, all on one scale; each strip is as high as it has to be."""
    most_in, most_out = _most(rows)
    scale = (most_in + most_out, _ROOM)
    texts = [amount.text for row in rows for amount in (row.inflow, row.outflow)]
    slots, parts = _in_strips(rows, texts, SIZES[size])
    strips, top = [], 0
    for part in parts:
        up, down = (max(_length(most, *scale), _SMALLEST_TARGET) for most in _most(part))
        base = top + _LINE + up
        bottom = base + down + _LINE
        columns = []
        for x, row in _placed(part, slots):
            tip_in = f"{row.month.name}: {told(row.inflow)} zu"
            tip_out = f"{row.month.name}: {told(row.outflow)} ab"
            upper, lower = Box(x, top, slots, base - top), Box(x, base, slots, bottom - base)
            columns.append(_column("in", row.inflow, tip_in, upper, (base, -1), scale))
            columns.append(_column("out", row.outflow, tip_out, lower, (base, 1), scale))
        words = (Word("in", "zu", base - 8), Word("out", "ab", base + 16))
        strips.append(Strip(base, tuple(columns), _labels([row.month for row in part], slots, bottom), words, ()))
        top = bottom + 2 * _LINE + _GAP
    return MonthPicture(size, SIZES[size], top, tuple(strips))


def _most(rows: Iterable[Flow]) -> tuple[int, int]:
    """The largest numbers that come and go."""
    numbers = [(row.inflow.number, row.outflow.number) for row in rows]
    return max((come for come, _ in numbers), default=0), max((go for _, go in numbers), default=0)


def draw_levels(rows: Sequence[Level], size: str) -> MonthPicture:
    """Columns with the capacity above or across them."""
    most = max((max(row.amount.number, row.capacity or 0) for row in rows), default=0)
    height = _LINE + _ROOM + 2 * _LINE
    slots, parts = _in_strips(rows, [row.amount.text for row in rows], SIZES[size])
    strips = []
    for number, part in enumerate(parts):
        top = number * (height + _GAP)
        base = top + _LINE + _ROOM
        columns, steps = [], []
        for x, row in _placed(part, slots):
            tip = f"{row.month.name}: {level_words(row)}"
            target = Box(x, top, slots, base - top)
            tone = "over" if row.over else "stock"
            columns.append(_column(tone, row.amount, tip, target, (base, -1), (most, _ROOM)))
            if row.capacity is not None:
                steps.append(Step(x, x + slots, base - _length(row.capacity, most, _ROOM)))
        strips.append(Strip(base, tuple(columns), _labels([row.month for row in part], slots, base), (), tuple(steps)))
    return MonthPicture(size, SIZES[size], len(strips) * (height + _GAP), tuple(strips))


def _in_strips(rows: Sequence[Row], texts: Iterable[str], width: int) -> tuple[int, list[Sequence[Row]]]:
    """How wide a month is, and the months of each strip."""
    widest = max((text_width(text, TEXT_SIZE) for text in texts), default=0)
    fit = max((width - MARGIN) // max(widest + 4, _SMALLEST_TARGET), 1)
    strips = -(-len(rows) // fit) or 1
    each = -(-len(rows) // strips) or 1
    return (width - MARGIN) // each, [rows[start : start + each] for start in range(0, len(rows), each)]


def _placed(part: Sequence[Row], slot: int) -> Iterator[tuple[int, Row]]:
    return ((MARGIN + place * slot, row) for place, row in enumerate(part))


def _column(tone: str, amount: Amount, tip: str, target: Box, base: tuple[int, int], scale: tuple[int, int]) -> Column:
    """``base``: the line that the column stands on, and whether it goes up (-1) or down (1)."""
    line, direction = base
    whole, sure = _length(amount.number, *scale), _length(amount.number - amount.unconfirmed, *scale)
    indent = max(target.width // 6, 2)

    def part(start: int, end: int) -> Box | None:
        if end <= start:
            return None
        y = line - end if direction < 0 else line + start
        return Box(target.x + indent, y, target.width - 2 * indent, end - start)

    text_y = line - whole - 5 if direction < 0 else line + whole + TEXT_SIZE + 1
    middle = target.x + target.width // 2
    text = amount.text if amount.number else ""
    return Column(tone, amount, tip, text, middle, text_y, part(0, sure), part(sure, whole), target)


def _labels(months: Iterable[Month], slot: int, bottom: int) -> tuple[MonthLabel, ...]:
    found, year = [], None
    for place, month in enumerate(months):
        begins = str(month.year) if month.year != year else ""
        year = month.year
        x = MARGIN + place * slot + slot // 2
        found.append(MonthLabel(x, bottom + 14, month.short, begins, bottom + 14 + _LINE))
    return tuple(found)


def _length(number: int, most: int, room: int) -> int:
    """Something is never drawn as nothing."""
    return max(number * room // most, 2) if number and most else 0


def _cut(text: str, room: int) -> str:
    if text_width(text, TEXT_SIZE) <= room:
        return text
    while text and text_width(f"{text}…", TEXT_SIZE) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
