"""From what the office learnt to what it did about it, step by step: opened, changed, taken and handed over, closed,
reopened.

The rules are asked on the way, as they were asked on the day: they say whose desk it is and when an answer ran out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kit.days import ONE_DAY
from routing.demo.colleagues import CASEWORKERS, Colleague, caseworkers_of
from routing.demo.course import Course, Row, as_record
from routing.demo.draw import Draw
from routing.enums import ClosingReason
from routing.record import PersonRecord, facts_of
from routing.rules.codes import DeskCode
from routing.rules.decision import decide
from routing.rules.facts import Facts
from routing.rules.timeline import review_on


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The case is opened with what is known."""

    on: date
    by: Colleague
    person: PersonRecord
    rows: dict[int, Row]


@dataclass(frozen=True, slots=True)
class Changed:
    """The record is changed to what is known now."""

    on: date
    by: Colleague
    person: PersonRecord
    rows: dict[int, Row]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A caseworker of the responsible desk takes the case."""

    on: date
    by: Colleague


@dataclass(frozen=True, slots=True)
class Initiated:
    """The desk that has the case wants to hand it over; nobody has accepted it yet."""

    on: date
    by: Colleague


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The desk that has the case hands it over, and the one that the rules name accepts it on the same day.
    ``is_settled``: so long ago that the new caseworker has spoken with the applicant.
    """

    on: date
    by: Colleague
    to: Colleague
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """The case is closed."""

    on: date
    by: Colleague
    reason: ClosingReason


@dataclass(frozen=True, slots=True)
class Reopened:
    """The case is opened again with its history."""

    on: date
    by: Colleague


CONTACT_WITHIN = timedelta(days=10)
"""So soon after a hand-over the new caseworker has spoken with the applicant."""

Step = TakenIn | Changed | TakenOver | Initiated | HandedOver | Closed | Reopened


@dataclass(slots=True)
class _State:
    """Where a case stands between two steps."""

    person: PersonRecord
    rows: dict[int, Row]
    day: date
    desk: DeskCode
    responsible: DeskCode
    caseworker: Colleague | None

    @property
    def facts(self) -> Facts:
        return facts_of(as_record(self.person, self.rows.values()))


def steps(draw: Draw, course: Course) -> Iterator[Step]:
    """The steps of one applicant up to today, in order of time."""
    state = _opened(draw, course)
    yield TakenIn(course.opened, _taker(draw, state), course.person, state.rows)
    closing = course.closing
    if closing is None:
        yield from _until(draw, course, state, draw.on)
        return
    yield from _until(draw, course, state, closing.on - ONE_DAY)
    yield Closed(closing.on, _in_charge(draw, state), closing.reason)
    if closing.reopened is not None:
        yield _reopened(draw, state, closing.reopened)
        yield from _until(draw, course, state, draw.on)


def _opened(draw: Draw, course: Course) -> _State:
    """Most cases are opened by a caseworker of the very desk; else one of that desk takes over later."""
    rows = course.rows_on(course.opened)
    desk = decide(facts_of(as_record(course.person, rows.values())), course.opened).desk
    caseworker = draw.pick(caseworkers_of(desk)) if draw.chance(0.88) else None
    return _State(course.person, rows, course.opened, desk, desk, caseworker)


def _taker(draw: Draw, state: _State) -> Colleague:
    if state.caseworker is not None:
        return state.caseworker
    return draw.pick([colleague for colleague in CASEWORKERS if colleague.desk is not state.desk])


def _reopened(draw: Draw, state: _State, on: date) -> Reopened:
    desk = decide(state.facts, on).desk
    state.desk, state.responsible, state.day = desk, desk, on
    state.caseworker = draw.pick(caseworkers_of(desk))
    return Reopened(on, state.caseworker)


def _until(draw: Draw, course: Course, state: _State, last: date) -> Iterator[Step]:
    """What happens up to ``last``: news are entered, answers that ran out are looked at, cases taken over."""
    take_over = _take_over_day(draw, course, state)
    while True:
        news = _next_news(course, state, last)
        review = _next_review(draw, state, last)
        day = min((day for day in (news, review, take_over) if day is not None and day <= last), default=None)
        if day is None:
            return
        state.day = day
        if day == take_over:
            take_over = None
            yield from _taken_over(draw, course, state)
            continue
        if day != news or draw.chance(0.1):
            state.person = _new_contact(draw, state.person)
        state.rows = course.rows_on(day)
        yield Changed(day, _in_charge(draw, state), state.person, state.rows)
        before, state.desk = state.desk, decide(state.facts, day).desk
        if state.desk is not before or take_over is None:
            take_over = _take_over_day(draw, course, state)


def _next_news(course: Course, state: _State, last: date) -> date | None:
    """The next day on which a row changes; what became known before, while the case was closed, is due at once."""
    if last >= state.day and course.rows_on(state.day) != state.rows:
        return state.day
    days = (version.since for versions in course.facts for version in versions)
    return min((day for day in days if day > state.day), default=None)


def _next_review(draw: Draw, state: _State, last: date) -> date | None:
    """When somebody notices that the answer ran out: some days later, never after ``last``."""
    day = review_on(state.facts, state.day)
    if day is None or day > last:
        return None
    return max(day, min(draw.office_day(day + timedelta(days=draw.between(0, 12))), last))


def _take_over_day(draw: Draw, course: Course, state: _State) -> date | None:
    """When a caseworker of the desk takes the case, or it is handed over to another one; none while nobody does."""
    is_moving = state.responsible is not state.desk
    if not is_moving and state.caseworker is not None:
        return None
    if is_moving and not (course.handed_over or course.initiated):
        return None
    day = state.day + timedelta(days=draw.between(2, 20))
    return draw.office_day(day) if day <= draw.on else None


def _taken_over(draw: Draw, course: Course, state: _State) -> Iterator[TakenOver | Initiated | HandedOver]:
    """A case without caseworker is taken by one of the desk, one that belongs elsewhere by the rules of that very day
    is handed over.
    """
    state.desk = decide(state.facts, state.day).desk
    if state.responsible is state.desk and state.caseworker is not None:
        return
    if state.responsible is state.desk:
        state.caseworker = draw.pick(caseworkers_of(state.desk))
        yield TakenOver(state.day, state.caseworker)
    elif not course.handed_over:
        yield Initiated(state.day, _in_charge(draw, state))
    else:
        giver, state.responsible = _in_charge(draw, state), state.desk
        state.caseworker = draw.pick(caseworkers_of(state.desk))
        yield HandedOver(state.day, giver, state.caseworker, is_settled=state.day < draw.on - CONTACT_WITHIN)


def _in_charge(draw: Draw, state: _State) -> Colleague:
    return state.caseworker or draw.pick(caseworkers_of(state.responsible))


def _new_contact(draw: Draw, person: PersonRecord) -> PersonRecord:
    """A new number, address of e-mail, or flat: what is mostly told at an appointment."""
    match draw.between(1, 4):
        case 1:
            return replace(person, email=draw.email())
        case 2:
            return replace(person, street=draw.street())
        case _:
            return replace(person, telephone=draw.telephone())
