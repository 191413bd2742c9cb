"""Distributing many cases: the planner beside a plain spread and an exact solver, on the same invented cases.

The solver starts from the planner's plan and seeks a better one; what it proves cannot be better.
"""

from collections.abc import Iterator
from functools import partial
from random import Random
from time import process_time
from typing import NamedTuple

from bench import exact
from bench.measurement import Figure, alternately, grouped, timed
from routing.distribution.bundles import bundles_of, team_of
from routing.distribution.goals import judged
from routing.distribution.planner import plan
from routing.distribution.spread import spread
from routing.distribution.terms import Case, Goals, Person, Plan

SOLVER_SECONDS = 10.0
"""So long the solver seeks each of the four goals."""

_PLAIN = "einfaches Verteilen"
_EXACT = "exakter Löser"
_TIME_AT_MOST = 6.0
_GOALS_AT_MOST = 1.25
_GOALS = ("über der Kapazität", "geteilte Haushalte", "höchste Auslastung", "Wechsel")
_UNITS = ("Fälle", "Teilungen", "Anteil", "Fälle")
_ALONE_IN_TEN = 6
_SHARES = (50, 75, 100, 100)


class _Office(NamedTuple):
    """So many cases over so many people, at this load together."""

    cases: int
    people: int
    load: float


_OFFICES = (_Office(60, 4, 0.9), _Office(400, 6, 1.0), _Office(400, 6, 1.15), _Office(3_000, 20, 0.95))


def measure(cases: int = 3_000, rounds: int = 5) -> Iterator[Figure]:
    """The four goals and the time, office by office, none with more cases than these."""
    for office in _OFFICES:
        small = _Office(min(office.cases, cases), min(office.people, cases // 5), office.load)
        yield from _compared(small, rounds)


def invented(office: _Office) -> tuple[list[Case], list[Person]]:
    """Households of one to four; one case in ten has nobody, two in ten are with somebody who leaves."""
    random = Random(office.cases + office.people)
    receivers = range(1, office.people + 1)
    leaving = range(office.people + 1, office.people + 1 + max(1, office.people // 4))
    cases: list[Case] = []
    household = 0
    while len(cases) < office.cases:
        household += 1
        size = 1 if random.randint(1, 10) <= _ALONE_IN_TEN else random.randint(2, 4)
        chance = random.random()
        home = None if chance < 0.1 else random.choice(leaving if chance < 0.3 else receivers)
        cases += [Case(len(cases) + 1 + each, f"BG {household}", home) for each in range(size)]
    del cases[office.cases :]
    shares = [random.choice(_SHARES) for _ in receivers]
    places = [round(office.cases / office.load * share / sum(shares)) for share in shares]
    return cases, [
        Person(number, room, 1, frozenset({f"BG {random.randint(1, household)}"}))
        for number, room in zip(receivers, places, strict=True)
    ]


def _compared(office: _Office, rounds: int) -> Iterator[Figure]:
    cases, people = invented(office)
    planned, plain = plan(cases, people), _plain(cases, people)
    solved = exact.solve(cases, people, planned.given, SOLVER_SECONDS)
    where = f"{grouped(office.cases)} auf {office.people} zu {office.load * 100:.0f} %"
    data = f"{solved.proven} von 4 Zielen bewiesen"
    for way, goals, at_most in (("Planer", planned.goals, _GOALS_AT_MOST), (_PLAIN, plain.goals, None)):
        for goal, unit, value, least in zip(_GOALS, _UNITS, _floats(goals), _floats(solved.plan.goals), strict=True):
            yield Figure(f"{way}, {goal}, {where}", data, unit, value, _EXACT, least, at_most)
    planner, spreading = partial(plan, cases, people), partial(_plain, cases, people)
    pairs = alternately(rounds, planner, spreading, clock=process_time)
    data = f"{grouped(len(cases))} Fälle, {len(people)} Personen"
    yield timed(f"Planer, Dauer, {where}", data, "ms", pairs, _PLAIN, at_most=_TIME_AT_MOST)


def _plain(cases: list[Case], people: list[Person]) -> Plan:
    return judged(spread(bundles_of(cases, people), team_of(people)), cases, people)


def _floats(goals: Goals) -> tuple[float, ...]:
    return goals.overflow, goals.splits, float(goals.highest), goals.moved
