"""What is seen only across lines: a number that comes twice, an unknown one, a household that is not whole."""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from kit.lists.problems import Problem
from kit.lists.table import Table, Unreadable
from kit.lists.text import Progress
from routing.intake.files.applicants import ApplicantLine
from routing.intake.files.layouts import NUMBER
from routing.intake.files.problems import ListReason, too_much_unreadable

MOST_MEMBERS = 100
"""The most lines that a household may have; more come from a column that was filled down by mistake."""


class NumberedLine(Protocol):
    """A line that says whose it is."""

    @property
    def line(self) -> int:
        """Its number in the file."""

    @property
    def customer_number(self) -> str:
        """Whose it is."""


Incomplete = tuple[tuple[ListReason, Container[str]], ...]
"""Why an applicant of one of these numbers is left out, although her own line may be readable."""

LineT = TypeVar("LineT", bound=NumberedLine)


class Numbers(NamedTuple):
    """The customer numbers of a list, of readable lines or not, and those among them that come twice."""

    seen: dict[str, None]
    twice: set[str]


def number_of(entry: NumberedLine | Unreadable) -> str | None:
    """Whose a line is, readable or not; none where it does not say so."""
    return entry.key if isinstance(entry, Unreadable) else entry.customer_number


def numbers_of(table: Table, progress: Progress | None, most_unreadable: int | None = None) -> Numbers:
    """The customer numbers of a list, in its order. Raises `UnusableFile` at the first row that cannot be taken apart
    beyond ``most_unreadable``: a quote that never closes need not be followed to the end of a large file.
    """
    numbers = Numbers({}, set())
    unreadable = 0
    for row in table.rows(progress):
        unreadable += row.reason is not None
        if row.reason is not None and unreadable - 1 == most_unreadable:
            raise too_much_unreadable(table.source.name, table.column(row.position), row.reason)
        number = table.key_of(row)
        if number in numbers.seen:
            numbers.twice.add(number)
        elif number is not None:
            numbers.seen[number] = None
    return numbers


def of_known_numbers(
    entries: Iterable[LineT | Unreadable], table: Table, known: Container[str]
) -> Iterator[LineT | Unreadable]:
    """The lines; one whose number is not ``known`` is nobody's and cannot be used."""
    for entry in entries:
        number = number_of(entry)
        if number is None or number in known:
            yield entry
        else:
            problems = entry.problems if isinstance(entry, Unreadable) else []
            problem = Problem(table.source.name, entry.line, NUMBER, ListReason.UNKNOWN_NUMBER)
            yield Unreadable(entry.line, None, [*problems, problem])


def obstacles(
    entry: ApplicantLine | Unreadable, table: Table, on: date, twice: Container[str], incomplete: Incomplete
) -> list[Problem]:
    """Everything for which the applicant of this line is left out; nothing: she counts."""
    problems = entry.problems if isinstance(entry, Unreadable) else []
    name, line, number = table.source.name, entry.line, number_of(entry)
    if isinstance(entry, ApplicantLine) and entry.record.person.birth_date > on:
        problems = [Problem(name, line, "geburtsdatum", ListReason.NOT_YET_BORN)]
    if number in twice:
        return [*problems, Problem(name, line, NUMBER, ListReason.NUMBER_TWICE)]
    for reason, numbers in incomplete:
        if number in numbers:
            problems = [*problems, Problem(name, line, NUMBER, reason)]
    return problems
