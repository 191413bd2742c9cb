"""How an answer changes when nothing but time passes: until when it holds, what comes after, when to look again."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kit.days import ONE_DAY, OPEN_END, Period, day_after, year_of_life_completed
from routing.rules.codes import Basis, DeskCode, OpenPoint
from routing.rules.decision import decide, explain
from routing.rules.facts import Facts
from routing.rules.hierarchy import Answer
from routing.rules.policy import DEFAULT_POLICIES, PolicySchedule


class Segment(NamedTuple):
    """A run of days with the same desk, status and basis; both ends belong to it, no ``last`` means for ever. The
    open points are those of its first day.
    """

    first: date
    last: date | None
    answer: Answer
    open_points: tuple[OpenPoint, ...]


def turning_points(facts: Facts, policies: PolicySchedule = DEFAULT_POLICIES) -> list[date]:
    """All days on which the answer or an open point can change, ascending; between two neighbours it cannot."""
    days: set[date | None] = {year_of_life_completed(facts.born, version.u25_age) for version in policies.versions}
    days.update(version.valid_from for version in policies.versions)
    for member in facts.members:
        days.update((member.born, member.married_on, member.moved_in, member.moved_out))
        if member.born is not None:
            days.update(year_of_life_completed(member.born, version.adult_age) for version in policies.versions)
    for period in _periods(facts):
        days.update(period)
    for pregnancy in facts.pregnancies:
        days.update((pregnancy.proof_seen_on, pregnancy.ended_on))
        if pregnancy.due_date is not None:
            days.add(day_after(pregnancy.due_date))
            days.update(day_after(pregnancy.due_date, version.waiting_days + 1) for version in policies.versions)
            # A birth that is not entered stays an open point for as long as the child would be a minor.
            days.update(year_of_life_completed(pregnancy.due_date, version.adult_age) for version in policies.versions)
    return sorted(day for day in days if day is not None and date.min < day < OPEN_END)


def holds_until(facts: Facts, on: date, policies: PolicySchedule = DEFAULT_POLICIES) -> date | None:
    """The last day on which desk, status and basis stay as on ``on`` if nothing but time passes; none: for ever."""
    answer = decide(facts, on, policies)
    for day in _turning_points_after(facts, on, policies):
        if decide(facts, day, policies) != answer:
            return day - ONE_DAY
    return None


def timeline(facts: Facts, on: date, policies: PolicySchedule = DEFAULT_POLICIES) -> tuple[Segment, ...]:
    """The whole chain of answers from ``on`` into the future."""
    starts = [explain(facts, on, policies)]
    for day in _turning_points_after(facts, on, policies):
        if decide(facts, day, policies) != starts[-1].answer:
            starts.append(explain(facts, day, policies))
    lasts = [following.on - ONE_DAY for following in starts[1:]]
    return tuple(
        Segment(start.on, last, start.answer, start.open_points)
        for start, last in zip(starts, [*lasts, None], strict=True)
    )


def review_on(facts: Facts, on: date, policies: PolicySchedule = DEFAULT_POLICIES) -> date | None:
    """The first day after ``on`` on which desk, status, basis or an open point changes by time alone, or a recorded
    exception ends; none if that never happens.
    """
    today = _watched(facts, on, policies)
    exception_ends = {exception.period.end for exception in facts.exceptions}
    for day in _turning_points_after(facts, on, policies):
        if day in exception_ends or _watched(facts, day, policies) != today:
            return day
    return None


def _watched(facts: Facts, on: date, policies: PolicySchedule) -> tuple[DeskCode, Basis | None, tuple[OpenPoint, ...]]:
    explanation = explain(facts, on, policies)
    return explanation.answer.desk, explanation.answer.basis, explanation.open_points


def _turning_points_after(facts: Facts, on: date, policies: PolicySchedule) -> list[date]:
    days = turning_points(facts, policies)
    return days[bisect_right(days, on) :]


def _periods(facts: Facts) -> Iterator[Period]:
    yield from facts.self_employed
    yield from facts.severely_disabled
    yield from facts.equal_status
    yield from facts.rehabilitation
    for assessment in facts.assessments:
        yield assessment.period
    for exception in facts.exceptions:
        yield exception.period
