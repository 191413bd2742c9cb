"""Answers for a whole list: the two files brought together, the rules asked, nothing guessed."""

from collections.abc import Callable, Container, Iterator
from datetime import date
from typing import Protocol

from kit.lists.problems import Problem
from kit.lists.table import Table, Unreadable
from kit.lists.text import Progress
from routing.intake.files.across import MOST_MEMBERS, numbers_of, obstacles, of_known_numbers
from routing.intake.files.applicants import ApplicantLine, read_applicants
from routing.intake.files.household import read_household
from routing.intake.files.layouts import NUMBER
from routing.intake.files.problems import ListReason
from routing.intake.files.results import Result, result_of
from routing.record import ApplicantRecord, facts_of, member_fact
from routing.rules.facts import Facts, Member
from routing.rules.policy import PolicySchedule

Report = Callable[[Problem], None]


class Watcher(Protocol):
    """Somebody who watches the work go on."""

    def begin(self, work: str) -> Progress | None:
        """A file is being read from its start, for this ``work``."""


def answers(
    applicants: Table, household: Table, on: date, policies: PolicySchedule, report: Report, watcher: Watcher
) -> Iterator[Result]:
    """The answers on ``on`` in the order of the applicants. Whoever gets none is named to ``report``, and why.

    The applicants are read twice, first only for their numbers: whether one comes twice has to be known before the
    first answer, and holding half a million records instead would cost more memory than reading again costs time.
    """
    numbers = numbers_of(applicants, watcher.begin("Kundennummern"))
    members, unreadable = _households(household, numbers.seen, report, watcher.begin("Haushalte"))
    incomplete = ((ListReason.HOUSEHOLD_UNREADABLE, unreadable),)
    for entry in read_applicants(applicants, watcher.begin("Zuordnung")):
        problems = obstacles(entry, applicants, on, numbers.twice, incomplete)
        if isinstance(entry, ApplicantLine) and not problems:
            number = entry.customer_number
            yield result_of(number, batch_facts(entry.record, members.get(number, ())), on, policies)
        for problem in problems:
            report(problem)


def batch_facts(record: ApplicantRecord, members: tuple[Member, ...]) -> Facts:
    """What the rules are told of a line and its household. The files cannot say "assessed, not met", so nobody is
    asked for an assessment.
    """
    return facts_of(record)._replace(members=members, assessments_known=False)


def _households(
    table: Table, known: Container[str], report: Report, progress: Progress | None
) -> tuple[dict[str, tuple[Member, ...]], set[str]]:
    """The members of each household by the number of its applicant, and the numbers whose household is not whole."""
    households: dict[str, tuple[Member, ...]] = {}
    unreadable: set[str] = set()
    for entry in of_known_numbers(read_household(table, progress), table, known):
        if isinstance(entry, Unreadable):
            for problem in entry.problems:
                report(problem)
            if entry.key is not None:
                unreadable.add(entry.key)
            continue
        number = entry.customer_number
        members = households.get(number, ())
        if len(members) == MOST_MEMBERS:
            report(Problem(table.source.name, entry.line, NUMBER, ListReason.HOUSEHOLD_TOO_LARGE))
            unreadable.add(number)
        else:
            households[number] = (*members, member_fact(entry.member))
    return households, unreadable
