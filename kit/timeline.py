"""A strip of time as a picture: who is responsible from when to when. Pure geometry; a template draws it.

All lengths are whole units of the picture's own coordinates (one unit is about one CSS pixel), so that neighbouring
bars share an edge exactly and no template has to format a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

SIZES = {"wide": 960, "medium": 640, "narrow": 360}
"""Widths of the pictures for a wide, a medium and a narrow place. Text keeps its size, so each has its own layout."""

BAR_HEIGHT = 36
LEVEL_HEIGHT = 20
MAX_LEVELS = 3
LABEL_PADDING = 8
GAP_BETWEEN_TEXTS = 8
LABEL_SIZE = 15
TEXT_SIZE = 14


class Tone(StrEnum):
    """Seven colours that can be told apart in both themes, each with readable text on it."""

    BLUE = "blue"
    SKY = "sky"
    TEAL = "teal"
    OLIVE = "olive"
    AMBER = "amber"
    VIOLET = "violet"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Segment:
    """Days on which one answer holds. ``start`` None: since ever; ``end``: the last day, None: open.

    ``change`` says in two or three words what happens on ``start`` ("jüngstes Kind wird 18"), for the picture;
    ``note`` in a sentence why, for the table.
    """

    label: str
    short_label: str
    start: date | None
    end: date | None
    tone: Tone
    unconfirmed: bool = False
    change: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a segment that ends before it starts."""
        if self.start and self.end and self.end < self.start:
            raise ValueError("a segment ends before it starts")


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a picture shows, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a window without days."""
        if self.last < self.first:
            raise ValueError("a window ends before it starts")


@dataclass(frozen=True, slots=True)
class Bar:
    """One segment in the picture; ``label`` is empty where no text fits."""

    x: int
    width: int
    label: str
    label_x: int
    tone: Tone
    unconfirmed: bool


class TextKind(StrEnum):
    """What a text beside the bars tells."""

    TODAY = "today"
    SELECTED = "selected"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Text:
    """A text above or below the bars, ``width`` wide from ``x``, and the line that ties it to its day at ``line_x``.

    ``level`` 0 is next to the bars; ``line_end`` is where the line meets the text.
    """

    kind: TextKind
    text: str
    x: int
    width: int
    line_x: int
    level: int
    baseline: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that a template needs to draw the strip in one size."""

    size: str
    width: int
    height: int
    bar_y: int
    bars: tuple[Bar, ...]
    above: tuple[Text, ...]
    below: tuple[Text, ...]

    @property
    def bar_bottom(self) -> int:
        """Where the bars end."""
        return self.bar_y + BAR_HEIGHT

    @property
    def label_baseline(self) -> int:
        """The line on which the labels of the bars stand."""
        return self.bar_y + BAR_HEIGHT // 2 + LABEL_SIZE // 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A strip of time in all sizes, with its words: ``description`` for those who do not see it, rows for the table."""

    pictures: tuple[Picture, ...]
    description: str
    segments: tuple[Segment, ...]

    @property
    def has_unconfirmed(self) -> bool:
        """Whether a legend for the hatching is needed."""
        return any(segment.unconfirmed for segment in self.segments)


def figure(segments: Iterable[Segment], window: Window, *, today: date, selected: date | None = None) -> Figure:
    """The strip for ``segments``, which must be in order and must not overlap (else ``ValueError``).

    ``selected`` is the day that the page shows, if it is not today.
    """
    ordered = tuple(segments)
    _check_order(ordered)
    other_day = None if selected == today else selected
    pictures = tuple(draw(ordered, window, size=size, today=today, selected=other_day) for size in SIZES)
    return Figure(pictures, _description(ordered), ordered)


def window_around(segments: Sequence[Segment], days: Iterable[date]) -> Window:
    """Days enough to show every change of ``segments`` and all of ``days``, with some room on both sides.

    Nothing is shown before the first segment starts.
    """
    shown = [*(segment.start for segment in segments if segment.start), *days]
    first, last = min(shown).toordinal(), max(shown).toordinal()
    room = max(180, (last - first) // 5)
    starts_at = segments[0].start.toordinal() if segments and segments[0].start else date.min.toordinal()
    return Window(
        date.fromordinal(max(first - room, min(starts_at, first), date.min.toordinal())),
        date.fromordinal(min(last + room, date.max.toordinal())),
    )


def draw(
    segments: Sequence[Segment], window: Window, *, size: str, today: date, selected: date | None = None
) -> Picture:
    """The picture of ``segments`` in one of the ``SIZES``."""
    scale = _Scale(window, SIZES[size])
    above = _place(_day_wishes(scale, today, selected), scale.width)
    below = _place(_change_wishes(segments, scale), scale.width)
    bar_y = _levels(above) * LEVEL_HEIGHT + 8
    bottom = bar_y + BAR_HEIGHT
    return Picture(
        size=size,
        width=scale.width,
        height=bottom + _levels(below) * LEVEL_HEIGHT + 12,
        bar_y=bar_y,
        bars=tuple(bar for segment in segments if (bar := _bar(segment, scale, [text.line_x for text in above]))),
        above=tuple(text.above(bar_y - 12 - text.level * LEVEL_HEIGHT) for text in above),
        below=tuple(text.below(bottom + 22 + text.level * LEVEL_HEIGHT) for text in below),
    )


def text_width(text: str, size: int) -> int:
    """An upper bound for the width of ``text`` in Fira Sans at ``size``, so that what fits by it does fit."""
    return -(-sum(_advance(character) for character in text) * size // 100)


def _advance(character: str) -> int:
    """Hundredths of the font size, measured in the medium weight and rounded up by group."""
    if character in "ijlI.,:;·!'|":
        return 30
    if character in " ()[]-/frtJ1":
        return 46
    if character in "mwMW%&@—":
        return 103 if character in "@—" else 87
    return 70 if character.isupper() else 62


class _Scale:
    """From days to units. A day is the stretch from its midnight to the next."""

    def __init__(self, window: Window, width: int) -> None:
        self._first = window.first.toordinal()
        self._days = window.last.toordinal() - self._first + 1
        self.width = width

    def edge(self, ordinal: int) -> int:
        """Where the day with this ordinal begins, held inside the picture."""
        inside = min(max(ordinal - self._first, 0), self._days)
        return (inside * self.width + self._days // 2) // self._days

    def start_of(self, day: date) -> int | None:
        """Where ``day`` begins; None outside the window."""
        return self.edge(day.toordinal()) if 0 <= day.toordinal() - self._first < self._days else None

    def middle_of(self, day: date) -> int | None:
        """The middle of ``day``; None outside the window."""
        start = self.start_of(day)
        return None if start is None else (start + self.edge(day.toordinal() + 1)) // 2


def _bar(segment: Segment, scale: _Scale, day_lines: Iterable[int]) -> Bar | None:
    left = scale.edge(segment.start.toordinal()) if segment.start else 0
    right = scale.edge(segment.end.toordinal() + 1) if segment.end else scale.width
    if right <= left:
        return None
    crossed = [left, *sorted(x for x in day_lines if left < x < right), right]
    places = (
        (label, start + LABEL_PADDING)
        for label in (segment.label, segment.short_label)
        for start, end in pairwise(crossed)
        if text_width(label, LABEL_SIZE) <= end - start - 2 * LABEL_PADDING
    )
    label, label_x = next(places, ("", left))
    return Bar(left, right - left, label, label_x, segment.tone, segment.unconfirmed)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A text to be placed at the day at ``x``: the first of ``texts`` that finds room."""

    kind: TextKind
    x: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    kind: TextKind
    text: str
    x: int
    width: int
    line_x: int
    level: int

    def above(self, baseline: int) -> Text:
        return Text(self.kind, self.text, self.x, self.width, self.line_x, self.level, baseline, baseline + 4)

    def below(self, baseline: int) -> Text:
        top = baseline - TEXT_SIZE
        return Text(self.kind, self.text, self.x, self.width, self.line_x, self.level, baseline, top)


def _day_wishes(scale: _Scale, today: date, selected: date | None) -> list[_Wish]:
    wishes = []
    if (x := scale.middle_of(today)) is not None:
        wishes.append(_Wish(TextKind.TODAY, x, ("heute",)))
    if selected and (x := scale.middle_of(selected)) is not None:
        wishes.append(_Wish(TextKind.SELECTED, x, (f"gewählt: {selected:%d.%m.%Y}",)))
    return wishes


def _change_wishes(segments: Sequence[Segment], scale: _Scale) -> list[_Wish]:
    """The latest change first: an earlier one that has to go lower then passes left of its text."""
    wishes = []
    for segment in reversed(segments):
        if segment.start is None or (x := scale.start_of(segment.start)) is None:
            continue
        day = f"{segment.start:%d.%m.%Y}"
        texts = (f"{day} {segment.change}", day) if segment.change else (day,)
        wishes.append(_Wish(TextKind.CHANGE, x, texts))
    return wishes


def _place(wishes: Iterable[_Wish], width: int) -> list[_Placed]:
    """Give each text the nearest free level; shorten it where only the day has room, drop it where nothing has."""
    placed: list[_Placed] = []
    for wish in wishes:
        candidates = (
            _Placed(wish.kind, text, _left(wish, needed, width), needed, wish.x, level)
            for text in wish.texts
            if (needed := text_width(text, TEXT_SIZE)) <= width
            for level in range(MAX_LEVELS)
        )
        found = next((new for new in candidates if all(_apart(new, other) for other in placed)), None)
        if found:
            placed.append(found)
    return placed


def _left(wish: _Wish, needed: int, width: int) -> int:
    """Days are centred over their line, changes start at it; both stay inside the picture."""
    wanted = wish.x if wish.kind is TextKind.CHANGE else wish.x - needed // 2
    return max(0, min(wanted, width - needed))


def _apart(one: _Placed, other: _Placed) -> bool:
    """Whether neither the texts nor the line of the farther one through the level of the nearer one touch."""
    if one.level == other.level:
        return one.x + one.width + GAP_BETWEEN_TEXTS <= other.x or other.x + other.width + GAP_BETWEEN_TEXTS <= one.x
    near, far = (one, other) if one.level < other.level else (other, one)
    return not near.x - 3 <= far.line_x <= near.x + near.width + 3


def _levels(texts: Sequence[_Placed]) -> int:
    return max((text.level + 1 for text in texts), default=0)


def _check_order(segments: Sequence[Segment]) -> None:
    for earlier, later in pairwise(segments):
        if earlier.end is None or later.start is None or later.start <= earlier.end:
            raise ValueError("segments overlap or are out of order")


def _description(segments: Sequence[Segment]) -> str:
    return "; ".join(f"{_days(segment)} {segment.label}{_doubt(segment)}" for segment in segments) + "."


def _days(segment: Segment) -> str:
    if segment.start and segment.end:
        return f"{segment.start:%d.%m.%Y} bis {segment.end:%d.%m.%Y}"
    if segment.start:
        return f"ab {segment.start:%d.%m.%Y}"
    return f"bis {segment.end:%d.%m.%Y}" if segment.end else "durchgehend"


def _doubt(segment: Segment) -> str:
    return " (unbestätigt)" if segment.unconfirmed else ""
