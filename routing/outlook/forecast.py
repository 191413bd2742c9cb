"""Which cases change their desk in the next 24 months if nothing but time passes. No clock, no database."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kit.days import ONE_DAY
from routing.assignment.course import change_words
from routing.rules.codes import DeskCode
from routing.rules.decision import decide, explain
from routing.rules.facts import Facts
from routing.rules.hierarchy import Answer
from routing.rules.override import Override, in_force, named_desk
from routing.rules.policy import PolicySchedule
from routing.rules.timeline import Segment, turning_points

MONTHS = 24
ALREADY = "Zuständigkeit hat sich schon geändert"


class Span(NamedTuple):
    """The days of one column, both ends included: what is left of the present month, or a whole month."""

    first: date
    last: date
    is_rest: bool = False


class ExpectedMove(NamedTuple):
    """A case goes from one desk to another on ``day``, and why in a few words. Unconfirmed where the answer of the day,
    or of the one before, has open points.
    """

    day: date
    source: DeskCode
    target: DeskCode
    why: str
    is_confirmed: bool


def spans(on: date) -> list[Span]:
    """The rest of the month of ``on``, and the months after it."""
    firsts = [_months_later(on, number) for number in range(MONTHS + 2)]
    found = [Span(first, following - ONE_DAY) for first, following in pairwise(firsts)]
    return [Span(on, found[0].last, is_rest=True), *found[1:]]


def expected_moves(
    facts: Facts, policies: PolicySchedule, overrides: Collection[Override], responsible: DeskCode, on: date
) -> list[ExpectedMove]:
    """The moves of a case that is with the desk ``responsible``, from ``on`` to the end of the last month, in order. A
    case that another desk is responsible for already moves on ``on``.
    """
    answer, desk = _named(facts, policies, overrides, on)
    moves = []
    if desk is not responsible:
        is_sure = not _is_doubtful(facts, policies, overrides, on)
        moves.append(ExpectedMove(on, responsible, desk, ALREADY, is_sure))
    for day in _turns(facts, policies, overrides, on):
        before, source = answer, desk
        answer, desk = _named(facts, policies, overrides, day)
        if desk is not source:
            why = _override_words(overrides, day) or _rules_words(facts, policies, day, before, answer)
            is_sure = not any(_is_doubtful(facts, policies, overrides, each) for each in (day - ONE_DAY, day))
            moves.append(ExpectedMove(day, source, desk, why, is_sure))
    return moves


def _months_later(on: date, number: int) -> date:
    """The first day of a month."""
    years, month = divmod(on.month - 1 + number, 12)
    return date(on.year + years, month + 1, 1)


def _turns(facts: Facts, policies: PolicySchedule, overrides: Collection[Override], on: date) -> Iterator[date]:
    """The days after ``on`` on which the desk can change, up to the end of the last month."""
    days = {*turning_points(facts, policies), *(day for override in overrides for day in override.period if day)}
    end = _months_later(on, MONTHS + 1)
    return iter(sorted(day for day in days if on < day < end))


def _named(
    facts: Facts, policies: PolicySchedule, overrides: Collection[Override], day: date
) -> tuple[Answer, DeskCode]:
    answer = decide(facts, day, policies)
    return answer, named_desk(answer, in_force(overrides, day))


def _is_doubtful(facts: Facts, policies: PolicySchedule, overrides: Collection[Override], day: date) -> bool:
    """Whether something open could change the desk; not while people have named it themselves."""
    return in_force(overrides, day) is None and explain(facts, day, policies).provisional


def _override_words(overrides: Collection[Override], day: date) -> str:
    before, now = in_force(overrides, day - ONE_DAY), in_force(overrides, day)
    if before == now:
        return ""
    return "Übersteuerung beginnt" if now else "Übersteuerung endet"


def _rules_words(facts: Facts, policies: PolicySchedule, day: date, before: Answer, after: Answer) -> str:
    yesterday = Segment(day - ONE_DAY, day - ONE_DAY, before, ())
    return change_words(facts, policies, yesterday, Segment(day, None, after, ()))
