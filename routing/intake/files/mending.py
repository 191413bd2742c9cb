"""Households and the present stock as several uploads tell them: the first one whole, the others correcting it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kit.codes import LabelledCode
from kit.lists.problems import Problem
from kit.lists.table import Table, Unreadable
from routing.intake.files.across import MOST_MEMBERS, number_of
from routing.intake.files.household import MemberLine
from routing.intake.files.layouts import NUMBER, ListKind
from routing.intake.files.problems import MOST_PROBLEMS, ListReason, too_much_unreadable
from routing.intake.files.stock import StockLine
from routing.record import MemberRecord


class LocatedProblem(NamedTuple):
    """A problem, and where its file belongs: 0 is the first upload, 1 and more are corrections in their order."""

    upload: int
    kind: ListKind
    problem: Problem


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A list of an upload."""

    upload: int
    kind: ListKind
    table: Table


@dataclass(frozen=True, slots=True, eq=False)
class Nobodys:
    """A line of which cannot be told whose it is."""

    place: Place
    line: int
    problems: list[LocatedProblem]


class Log:
    """What is wrong with the lists. Raises `UnusableFile` where so much is wrong that they cannot be meant."""

    def __init__(self) -> None:
        self.nobodys: list[Nobodys] = []
        self._causes: Counter[tuple[str, str, LabelledCode]] = Counter()

    def located(self, place: Place, problems: Iterable[Problem]) -> list[LocatedProblem]:
        """The problems of a line of that list."""
        found = [LocatedProblem(place.upload, place.kind, problem) for problem in problems]
        self._causes.update((problem.file, problem.column, problem.reason) for _, _, problem in found)
        if self._causes.total() > MOST_PROBLEMS:
            ((file, column, reason), _), *_ = self._causes.most_common(1)
            raise too_much_unreadable(file, column, reason)
        return found

    def note_nobodys(self, place: Place, entry: Unreadable) -> None:
        """A line of which cannot be told whose it is."""
        self.nobodys.append(Nobodys(place, entry.line, self.located(place, entry.problems)))


class _Gap:
    """What is missing in a household: so many lines that cannot be read."""

    __slots__ = ("lines", "problems")

    def __init__(self) -> None:
        self.lines = 0
        self.problems: list[LocatedProblem] = []


class Households:
    """The members by the customer number of their applicant, and the ``gaps`` of households that are not whole."""

    def __init__(self, log: Log) -> None:
        self.members: dict[str, list[MemberRecord]] = {}
        self.gaps: dict[str, _Gap] = {}
        self._log = log

    def take(self, place: Place, entries: Iterable[MemberLine | Unreadable], arrived: Counter[str]) -> None:
        """Add a list. ``arrived`` counts its lines that stood elsewhere under a wrong number, by the right one.

        As many of its lines as are missing in a household fill the gap. Beyond them a line that is there already says
        nothing new: the same correction uploaded twice changes nothing, and twins are two all the same.
        """
        members: dict[str, list[MemberRecord]] = {}
        gaps: dict[str, _Gap] = {}
        for entry in entries:
            if isinstance(entry, Unreadable):
                self._note(place, entry, gaps)
            elif len(known := members.setdefault(entry.customer_number, [])) < MOST_MEMBERS:
                known.append(entry.member)
            else:
                too_many = Problem(place.table.source.name, entry.line, NUMBER, ListReason.HOUSEHOLD_TOO_LARGE)
                self._note(place, Unreadable(entry.line, entry.customer_number, [too_many]), gaps)
        for number in members.keys() | gaps.keys():
            self._fill(number, members.get(number, []), gaps.get(number) or _Gap(), arrived[number])

    def _note(self, place: Place, entry: Unreadable, gaps: dict[str, _Gap]) -> None:
        if entry.key is None:
            self._log.note_nobodys(place, entry)
            return
        gap = gaps.setdefault(entry.key, _Gap())
        gap.lines += 1
        gap.problems += self._log.located(place, entry.problems)

    def _fill(self, number: str, given: list[MemberRecord], unreadable: _Gap, arrived: int) -> None:
        gap = self.gaps.pop(number, None) or _Gap()
        missing = gap.lines + arrived
        there = self.members.setdefault(number, [])
        added = _additions(given, there, missing)
        there += added
        still_missing = missing - len(added) - unreadable.lines
        if still_missing > 0:
            unreadable.lines += still_missing
            unreadable.problems = gap.problems + unreadable.problems
        if unreadable.lines:
            self.gaps[number] = unreadable


def _additions(given: list[MemberRecord], there: list[MemberRecord], missing: int) -> list[MemberRecord]:
    if not there:
        return given
    unmatched = Counter(there)
    new, again = [], []
    for member in given:
        if unmatched[member] > 0:
            unmatched[member] -= 1
            again.append(member)
        else:
            new.append(member)
    return new + again[: max(0, missing - len(new))]


class Stock:
    """The lines of the present stock by customer number, and the problems of those that cannot be read."""

    def __init__(self, log: Log) -> None:
        self.lines: dict[str, StockLine] = {}
        self.unreadable: dict[str, list[LocatedProblem]] = {}
        self._log = log

    def take(self, place: Place, entries: Iterable[StockLine | Unreadable]) -> None:
        """Add a list, its lines in place of those before."""
        found: dict[str, list[StockLine | Unreadable]] = {}
        for entry in entries:
            if (number := number_of(entry)) is not None:
                found.setdefault(number, []).append(entry)
            elif isinstance(entry, Unreadable):
                self._log.note_nobodys(place, entry)
        for number, lines in found.items():
            self.lines.pop(number, None)
            self.unreadable.pop(number, None)
            if len(lines) == 1 and not isinstance(lines[0], Unreadable):
                self.lines[number] = lines[0]
            else:
                self.unreadable[number] = self._problems(place, lines)

    def _problems(self, place: Place, entries: list[StockLine | Unreadable]) -> list[LocatedProblem]:
        problems = [problem for entry in entries if isinstance(entry, Unreadable) for problem in entry.problems]
        if len(entries) > 1:
            name = place.table.source.name
            problems += [Problem(name, entry.line, NUMBER, ListReason.NUMBER_TWICE) for entry in entries]
        return self._log.located(place, problems)
