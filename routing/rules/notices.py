"""What comes up with a known date, so that nobody is surprised: birthdays that matter, ends of dated facts, births."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kit.days import year_of_life_completed
from routing.rules.codes import NoticeKind, Relation
from routing.rules.facts import Facts
from routing.rules.override import Override
from routing.rules.policy import DEFAULT_POLICIES, PolicySchedule

LEAD_DAYS = (90, 30)
"""So many days before, it is noted: once early enough to plan, once early enough to act."""

SOON_DAYS = min(LEAD_DAYS)
"""What comes up within so many days is soon, on every page."""


class Upcoming(NamedTuple):
    """What happens on ``day``: a birthday, a due date, or the last day of something dated."""

    kind: NoticeKind
    day: date


class Note(NamedTuple):
    """That something comes up in at most ``lead_days`` days."""

    upcoming: Upcoming
    lead_days: int


def notes_due(
    facts: Facts, on: date, policies: PolicySchedule = DEFAULT_POLICIES, overrides: Collection[Override] = ()
) -> list[Note]:
    """What is to be noted by ``on``: of all that lies ahead within the longest lead, the shortest lead reached."""
    found = []
    for upcoming in sorted({*_upcoming(facts, on, policies), *_ends_of(overrides)}):
        reached = [lead for lead in LEAD_DAYS if upcoming.day - timedelta(days=lead) <= on < upcoming.day]
        if reached:
            found.append(Note(upcoming, min(reached)))
    return found


def next_note_on(
    facts: Facts, on: date, policies: PolicySchedule = DEFAULT_POLICIES, overrides: Collection[Override] = ()
) -> date | None:
    """The first day after ``on`` on which something is to be noted; none if nothing more comes up."""
    ahead = (*_upcoming(facts, on, policies), *_ends_of(overrides))
    days = (upcoming.day - timedelta(days=lead) for upcoming in ahead for lead in LEAD_DAYS)
    return min((day for day in days if day > on), default=None)


def _upcoming(facts: Facts, on: date, policies: PolicySchedule) -> Iterator[Upcoming]:
    policy = policies.on(on)
    yield Upcoming(NoticeKind.TURNS_25, year_of_life_completed(facts.born, policy.u25_age))
    for member in facts.members:
        if member.born is not None and member.relation is not Relation.PARTNER:
            of_age = year_of_life_completed(member.born, policy.adult_age)
            if member.lives_there(of_age):
                yield Upcoming(NoticeKind.MEMBER_OF_AGE, of_age)
    for periods in (facts.self_employed, facts.severely_disabled, facts.equal_status, facts.rehabilitation):
        yield from (Upcoming(NoticeKind.STATUS_ENDS, period.last_day) for period in periods if period.last_day)
    for assessment in facts.assessments:
        if assessment.period.last_day:
            yield Upcoming(NoticeKind.ASSESSMENT_ENDS, assessment.period.last_day)
        if assessment.next_due and assessment.period.covers(assessment.next_due):
            yield Upcoming(NoticeKind.ASSESSMENT_DUE, assessment.next_due)
    for exception in facts.exceptions:
        if exception.period.last_day:
            yield Upcoming(NoticeKind.ASSESSMENT_ENDS, exception.period.last_day)
    for pregnancy in facts.pregnancies:
        if pregnancy.due_date and pregnancy.ended_on is None:
            yield Upcoming(NoticeKind.DUE_DATE, pregnancy.due_date)


def _ends_of(overrides: Collection[Override]) -> Iterator[Upcoming]:
    return (Upcoming(NoticeKind.OVERRIDE_ENDS, override.last_day) for override in overrides)
