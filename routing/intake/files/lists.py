"""The office's lists brought together for an import: whole records, and what of them cannot be read.

Only households, the stock and numbers are held; the applicants stream by.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from os.path import getsize
from pathlib import Path
from typing import NamedTuple

from kit.lists.problems import Problem, UnusableFile
from kit.lists.rows import Row
from kit.lists.source import Source
from kit.lists.table import Table, Unreadable, open_table, some_of
from kit.lists.text import Progress
from kit.lists.workbook import unpacked
from routing.intake.files.across import LineT, number_of, numbers_of, obstacles, of_known_numbers
from routing.intake.files.applicants import ApplicantLine, read_applicants
from routing.intake.files.correcting import repetitions
from routing.intake.files.household import read_household
from routing.intake.files.layouts import LAYOUTS, ListKind
from routing.intake.files.mending import Households, LocatedProblem, Log, Place, Stock
from routing.intake.files.problems import MOST_PROBLEMS, ListReason
from routing.intake.files.stock import StockLine, read_stock
from routing.record import ApplicantRecord

__all__ = ["DroppedLine", "Line", "Lists", "LocatedProblem", "Upload", "upload_of"]

LONGEST_TEXTS = {
    "nachname": ("last_name", 120),
    "vorname": ("first_name", 120),
    "strasse": ("street", 160),
    "plz": ("postal_code", 10),
    "ort": ("city", 80),
    "telefon": ("telephone", 40),
    "email": ("email", 254),
}
"""How many characters of a column the application can keep, and in what."""

_SHARE_BEFORE_APPLICANTS = 0.1
_LINES_BETWEEN_REPORTS = 250


class Upload(NamedTuple):
    """Lists that were uploaded together."""

    applicants: Source | None
    household: Source | None
    stock: Source | None

    def source(self, kind: ListKind) -> Source | None:
        """The list of that kind, if there is one."""
        return {ListKind.APPLICANTS: self.applicants, ListKind.HOUSEHOLD: self.household, ListKind.STOCK: self.stock}[
            kind
        ]


def upload_of(workbook: Source, folder: Path) -> Upload:
    """The lists in a workbook, taken apart into that folder. Raises `UnusableFile` when it is no workbook of lists."""
    lists = unpacked(workbook, folder, {kind.label: layout for kind, layout in LAYOUTS.items()})
    return Upload(*(lists.get(kind.label) for kind in ListKind))


class Line(NamedTuple):
    """An applicant with her household, and who is responsible for her today, where the stock says so."""

    record: ApplicantRecord
    stock: StockLine | None


DroppedLine = tuple[int, ListKind, int]
"""The number of the upload, its list, and the line that counts as if it did not stand there."""


class Lists:
    """A first upload with applicants and households, and corrections of it: lines that could not be read, put right.

    A corrected line of an applicant, or of the stock, takes the place of all before it with that number; those of a
    household take the place of its unreadable ones, which have to come all before the household is whole. A line
    whose number was wrong is recognised in a correction by its other cells.

    Lines that are ``dropped`` count as if they did not stand in their list, but for this: the number of an applicant
    stays known. Nobody is missing in the lists because of it, and her household and stock are not those of nobody.

    ``columns`` are those of the first upload's lists: what has no column there, the lists say nothing about.
    ``problems``, everything for which a line does not count, and ``numbers``, every customer number that stands
    anywhere in the lists, readable or not, are whole when `lines` is exhausted.

    Raises `UnusableFile` when one of the files is no such table.
    """

    def __init__(
        self,
        base: Upload,
        corrections: Sequence[Upload],
        on: date,
        known_desks: frozenset[str],
        known_logins: frozenset[str],
        dropped: Set[DroppedLine] = frozenset(),
    ) -> None:
        self._places = _opened(base, corrections, dropped)
        self._on = on
        self._known_desks, self._known_logins = known_desks, known_logins
        self._log = Log()
        self.columns = frozenset(
            column for place in self._places if place.upload == 0 for column in place.table.position
        )
        self.problems: list[LocatedProblem] = []
        self.numbers: set[str] = set()

    def lines(self, progress: Callable[[float], None]) -> Iterator[Line]:
        """The readable applicants in the order of their lists, once. ``progress`` is told the share (0 to 1) that is
        done.
        """
        parts = _parts(self._places, progress)
        numbers = {
            place: numbers_of(place.table, parts[place], MOST_PROBLEMS) for place in self._of_kind(ListKind.APPLICANTS)
        }
        latest = {number: place for place in numbers for number in numbers[place].seen}
        known = latest.keys() | {number for place in numbers for number in _dropped_numbers(place.table)}
        self.numbers.update(known)
        households, stock = self._read_households(parts, known), self._read_stock(parts, known)
        incomplete = (
            (ListReason.HOUSEHOLD_UNREADABLE, households.gaps),
            (ListReason.STOCK_UNREADABLE, stock.unreadable),
        )
        for place, entry in self._counted_applicants(progress):
            number = number_of(entry)
            if number is None or latest[number] is not place:
                continue
            problems = obstacles(entry, place.table, self._on, numbers[place].twice, incomplete)
            if isinstance(entry, ApplicantLine):
                problems = [*problems, *_too_long(entry, place.table)]
                if not problems:
                    members = tuple(households.members.get(number, ()))
                    yield Line(replace(entry.record, members=members), stock.lines.get(number))
            self.problems += self._log.located(place, problems)
        for found in (*(gap.problems for gap in households.gaps.values()), *stock.unreadable.values()):
            self.problems += found
        before: set[str] = set()
        for place, (seen, _) in numbers.items():
            self._recognise(place, before)
            before.update(seen)
        self.problems += [problem for line in self._log.nobodys for problem in line.problems]
        order = list(ListKind)
        self.problems.sort(key=lambda found: (found.upload, order.index(found.kind), found.problem.line))

    def _of_kind(self, kind: ListKind) -> list[Place]:
        return [place for place in self._places if place.kind is kind]

    def _read_households(self, parts: "dict[Place, _Part]", known: Container[str]) -> Households:
        households = Households(self._log)
        for place in self._of_kind(ListKind.HOUSEHOLD):
            arrived = self._recognise(place, households.gaps)
            entries = self._noticed(read_household(place.table, parts[place]))
            households.take(place, of_known_numbers(entries, place.table, known), arrived)
        return households

    def _read_stock(self, parts: "dict[Place, _Part]", known: Container[str]) -> Stock:
        stock = Stock(self._log)
        for place in self._of_kind(ListKind.STOCK):
            self._recognise(place, {*stock.lines, *stock.unreadable})
            lines = read_stock(place.table, self._known_desks, self._known_logins, self._on, parts[place])
            stock.take(place, of_known_numbers(self._noticed(lines), place.table, known))
        return stock

    def _recognise(self, place: Place, own: Container[str]) -> Counter[str]:
        """Strike the lines of nobody that this list repeats; how many it repeats under each number."""
        repeated = repetitions(self._log.nobodys, place, own)
        self._log.nobodys = [line for line in self._log.nobodys if line not in repeated]
        return Counter(number for number in repeated.values() if number is not None)

    def _noticed(self, entries: Iterator[LineT | Unreadable]) -> Iterator[LineT | Unreadable]:
        for entry in entries:
            if (number := number_of(entry)) is not None:
                self.numbers.add(number)
            yield entry

    def _counted_applicants(
        self, progress: Callable[[float], None]
    ) -> Iterator[tuple[Place, ApplicantLine | Unreadable]]:
        count = 0
        for place in self._of_kind(ListKind.APPLICANTS):
            for entry in read_applicants(place.table):
                count += 1
                if count % _LINES_BETWEEN_REPORTS == 0:
                    done = min(1.0, count / len(self.numbers)) if self.numbers else 1.0
                    progress(_SHARE_BEFORE_APPLICANTS + (1 - _SHARE_BEFORE_APPLICANTS) * done)
                if isinstance(entry, Unreadable) and entry.key is None:
                    self._log.note_nobodys(place, entry)
                yield place, entry


class _Shortened(Table):
    """A list of which lines are dropped: whoever reads it does not see them."""

    dropped: frozenset[int] = frozenset()

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """The rows that are left."""
        return (row for row in super().rows(progress) if row.line not in self.dropped)

    def dropped_rows(self) -> Iterator[Row]:
        """The others."""
        return (row for row in super().rows() if row.line in self.dropped)


def _without(table: Table, lines: frozenset[int]) -> Table:
    if not lines:
        return table
    shortened = _Shortened(*table)
    shortened.dropped = lines
    return shortened


def _dropped_numbers(table: Table) -> Iterator[str]:
    for row in table.dropped_rows() if isinstance(table, _Shortened) else ():
        if number := table.key_of(row):
            yield number


def _opened(base: Upload, corrections: Sequence[Upload], dropped: Set[DroppedLine]) -> list[Place]:
    """Every list, those of the first upload first."""
    places: list[Place] = []
    for number, upload in enumerate((base, *corrections)):
        sources = {kind: source for kind in ListKind if (source := upload.source(kind)) is not None}
        required = (ListKind.APPLICANTS, ListKind.HOUSEHOLD) if number == 0 else ()
        for kind in required:
            if kind not in sources:
                raise UnusableFile(f"Es fehlt die Liste „{kind.label}“. Geben Sie sie zusammen mit den anderen an.")
        for kind, source in sources.items():
            lines = frozenset(line for *place, line in dropped if place == [number, kind])
            places.append(Place(number, kind, _without(open_table(source, LAYOUTS[kind]), lines)))
    for place in places:
        first = next(other for other in places if other.kind is place.kind)
        # An empty cell says that there is nothing; a missing column must not be taken for that.
        different = sorted(first.table.position.keys() ^ place.table.position.keys())
        if different:
            raise UnusableFile(
                f"{place.table.source.name} hat andere Spalten als {first.table.source.name}: {some_of(different)}. "
                "Berichtigen Sie die heruntergeladenen Zeilen, ohne Spalten zu löschen oder einzufügen."
            )
    return places


def _too_long(entry: ApplicantLine, table: Table) -> list[Problem]:
    person = entry.record.person
    return [
        Problem(table.source.name, entry.line, column, ListReason.TOO_LONG)
        for column, (attribute, longest) in LONGEST_TEXTS.items()
        if len(getattr(person, attribute)) > longest
    ]


class _Part(NamedTuple):
    """The reading of one list as a part of the work."""

    tell: Callable[[float], None]
    before: float
    width: float

    def advance(self, lines: int, share: float) -> None:
        """So much of the list lies behind."""
        self.tell(self.before + share * self.width)


def _parts(places: list[Place], tell: Callable[[float], None]) -> dict[Place, _Part]:
    sizes = {place: getsize(place.table.source.path) for place in places}
    whole = sum(sizes.values())
    parts: dict[Place, _Part] = {}
    before = 0.0
    for kind in ListKind:
        for place in places:
            if place.kind is kind:
                width = _SHARE_BEFORE_APPLICANTS * sizes[place] / whole
                parts[place] = _Part(tell, before, width)
                before += width
    return parts
