"""Answers for a whole list: the two files brought together, the rules asked, nothing guessed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, Protocol

from routing.intake.files.applicants import ApplicantLine, read_applicants
from routing.intake.files.household import read_household
from routing.intake.files.layouts import NUMBER
from routing.intake.files.problems import Problem, Reason
from routing.intake.files.results import Result, result_of
from routing.intake.files.table import Table, Unreadable
from routing.intake.files.text import Progress
from routing.record import ApplicantRecord, facts_of, member_fact
from routing.rules.facts import Facts, Member
from routing.rules.policy import PolicySchedule

Report = Callable[[Problem], None]


class Watcher(Protocol):
    """Somebody who watches the work go on."""

    def begin(self, work: str) -> Progress | None:
        """A file is being read from its start, for this ``work``."""


class Households(NamedTuple):
    """The households by the customer number of their applicant: an entry, perhaps empty, for every number in the list
    of applicants. Numbers that come twice, and those with a line that cannot be read, get no answer.
    """

    members: dict[str, tuple[Member, ...]]
    number_twice: set[str]
    unreadable: set[str]


def answers(
    applicants: Table, household: Table, on: date, policies: PolicySchedule, report: Report, watcher: Watcher
) -> Iterator[Result]:
    """The answers on ``on`` in the order of the applicants. Whoever gets none is named to ``report``, and why.

    The applicants are read twice, first only for their numbers: whether one comes twice has to be known before the
    first answer, and holding half a million records instead would cost more memory than reading again costs time.
    """
    households = _numbers(applicants, watcher.begin("Kundennummern"))
    _fill(households, household, report, watcher.begin("Haushalte"))
    for entry in read_applicants(applicants, watcher.begin("Zuordnung")):
        problems = _obstacles(entry, applicants.path, on, households)
        if isinstance(entry, ApplicantLine) and not problems:
            number = entry.customer_number
            yield result_of(number, batch_facts(entry.record, households.members[number]), on, policies)
        for problem in problems:
            report(problem)


def batch_facts(record: ApplicantRecord, members: tuple[Member, ...]) -> Facts:
    """What the rules are told of a line and its household. The files cannot say "assessed, not met", so nobody is
    asked for an assessment.
    """
    return facts_of(record)._replace(members=members, assessments_known=False)


def _numbers(applicants: Table, progress: Progress | None) -> Households:
    households = Households({}, set(), set())
    for row in applicants.rows(progress):
        number = applicants.customer_number(row)
        if number in households.members:
            households.number_twice.add(number)
        elif number is not None:
            households.members[number] = ()
    return households


def _fill(households: Households, household: Table, report: Report, progress: Progress | None) -> None:
    members = households.members
    for entry in read_household(household, progress):
        number = entry.customer_number
        if isinstance(entry, Unreadable):
            for problem in entry.problems:
                report(problem)
        if number is None:
            continue
        if number not in members:
            report(Problem(household.path, entry.line, NUMBER, Reason.UNKNOWN_NUMBER))
        elif isinstance(entry, Unreadable):
            households.unreadable.add(number)
        else:
            members[number] = (*members[number], member_fact(entry.member))


def _obstacles(entry: ApplicantLine | Unreadable, path: str, on: date, households: Households) -> list[Problem]:
    problems = entry.problems if isinstance(entry, Unreadable) else []
    if isinstance(entry, ApplicantLine) and entry.record.person.birth_date > on:
        problems = [Problem(path, entry.line, "geburtsdatum", Reason.NOT_YET_BORN)]
    if entry.customer_number in households.number_twice:
        problems = [*problems, Problem(path, entry.line, NUMBER, Reason.NUMBER_TWICE)]
    elif entry.customer_number in households.unreadable:
        problems = [*problems, Problem(path, entry.line, NUMBER, Reason.HOUSEHOLD_UNREADABLE)]
    return problems
