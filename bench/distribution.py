"""Distributing many cases: the planner beside a plain spread and an exact solver, on the same invented cases.

The solver starts from the planner's plan and seeks a better one; what it proves cannot be better.
"""

from collections.abc import Callable, Sequence
from random import Random
from time import perf_counter
from typing import NamedTuple, TypeVar

from bench import exact
from bench.measurement import Measurement
from routing.distribution.bundles import bundles_of, team_of
from routing.distribution.goals import judged
from routing.distribution.planner import plan
from routing.distribution.spread import spread
from routing.distribution.terms import Case, Goals, Person, Plan

Answer = TypeVar("Answer")

MOST_SECONDS = 10.0
SOLVER_SECONDS = 10.0
"""So long the solver seeks each of the four goals."""

_ALONE_IN_TEN = 6
_SHARES = (50, 75, 100, 100)


class _Office(NamedTuple):
    """So many cases over so many people, at this load together."""

    cases: int
    people: int
    load: float


OFFICES = (_Office(60, 4, 0.9), _Office(400, 6, 1.0), _Office(400, 6, 1.15), _Office(3_000, 20, 0.95))


def measure() -> list[Measurement]:
    """The four goals and the time of each way, office by office."""
    return [measurement for office in OFFICES for measurement in _compared(office)]


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


def _compared(office: _Office) -> list[Measurement]:
    cases, people = invented(office)
    data = f"{office.cases:,} cases, {office.people} people"
    target = MOST_SECONDS if office.cases == max(each.cases for each in OFFICES) else None

    def plain() -> Plan:
        return judged(spread(bundles_of(cases, people), team_of(people)), cases, people)

    planned, seconds = _timed(lambda: plan(cases, people))
    greedy, greedy_seconds = _timed(plain)
    solved, solver_seconds = _timed(lambda: exact.solve(cases, people, planned.given, SOLVER_SECONDS))
    proven = f"{data}, {solved.proven}/4 proven"
    return [
        *_told("planner", data, planned.goals, seconds, target),
        *_told("greedy", data, greedy.goals, greedy_seconds),
        *_told("exact", proven, solved.plan.goals, solver_seconds),
    ]


def _timed(ask: Callable[[], Answer]) -> tuple[Answer, float]:
    started = perf_counter()
    answer = ask()
    return answer, perf_counter() - started


def _told(name: str, data: str, goals: Goals, seconds: float, target: float | None = None) -> Sequence[Measurement]:
    return (
        Measurement(f"{name}, above capacity", data, goals.overflow, "cases"),
        Measurement(f"{name}, households split", data, goals.splits, "splits"),
        Measurement(f"{name}, highest load", data, float(goals.highest * 100), "%"),
        Measurement(f"{name}, moved", data, goals.moved, "cases"),
        Measurement(f"{name}, time", data, seconds, "s", target),
    )
