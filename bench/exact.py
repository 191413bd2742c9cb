"""The exact plan of a distribution, by a constraint solver: what the planner could reach at best."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ortools.sat.python import cp_model

from routing.distribution.bundles import team_of
from routing.distribution.goals import judged
from routing.distribution.spread import lowest_load
from routing.distribution.terms import Case, Goals, Person, Plan

_SCALE = 1_000_000
_WORKERS = 2


class Exact(NamedTuple):
    """The best plan found, and how many of the goals, in their order, are proven to be the least possible."""

    plan: Plan
    proven: int


class _Kind(NamedTuple):
    """Cases that are all the same to the solver: one household's, or single ones, that are with the same person."""

    household: str
    home: int | None


def solve(cases: Sequence[Case], people: Sequence[Person], start: Mapping[int, int], seconds: float) -> Exact:
    """Seek something better than ``start``: one goal after the other, each held while the next is sought, at most so
    many seconds for each.
    """
    model = _Model(cases, people)
    best, proven = judged(start, cases, people), 0
    for goal in range(len(Goals._fields)):
        model.begin_with(best.given)
        solution, is_least = model.least(goal, seconds)
        if solution is not None:
            best = min(best, judged(solution, cases, people), key=lambda plan: plan.goals)
        proven += is_least and proven == goal
        model.hold(goal, best.goals)
    return Exact(best, proven)


class _Model:
    def __init__(self, cases: Sequence[Case], people: Sequence[Person]) -> None:
        self.people = people
        self.model = cp_model.CpModel()
        self.kinds = _kinds(cases, people)
        self.given = {
            (kind, person.id): self.model.new_int_var(0, len(members), "")
            for kind, members in self.kinds.items()
            for person in people
        }
        for kind, members in self.kinds.items():
            self.model.add(sum(self.given[kind, person.id] for person in people) == len(members))
        self.counts = {person.id: sum(self.given[kind, person.id] for kind in self.kinds) for person in people}
        self.has: list[tuple[cp_model.IntVar, int, list[_Kind]]] = []
        self.goals = (self._overflow(), self._splits(), self._highest(len(cases)), self._moved())

    def begin_with(self, plan: Mapping[int, int]) -> None:
        """Seek near this plan first."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for (kind, person), variable in self.given.items():
            self.model.add_hint(variable, sum(plan[case] == person for case in self.kinds[kind]))
        for has, person, kinds in self.has:
            self.model.add_hint(has, any(plan[case] == person for kind in kinds for case in self.kinds[kind]))

    def least(self, goal: int, seconds: float) -> tuple[dict[int, int] | None, bool]:
        """The best solution found for a goal, and whether there is none better."""
        self.model.minimize(self.goals[goal])
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = _WORKERS
        solver.parameters.random_seed = 1
        status = solver.solve(self.model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return None, False
        return self._cases_given(solver), status == cp_model.OPTIMAL

    def hold(self, goal: int, reached: Goals) -> None:
        """Let nothing be worse than what was reached."""
        if goal != Goals._fields.index("highest"):
            self.model.add(self.goals[goal] <= int(reached[goal]))
            return
        for person in self.people:
            most = reached.highest.numerator * person.places // reached.highest.denominator
            self.model.add(self.counts[person.id] <= max(0, most - person.kept))

    def _overflow(self) -> cp_model.LinearExprT:
        over = []
        for person in self.people:
            above = self.model.new_int_var(0, _SCALE, "")
            self.model.add(above >= person.kept + self.counts[person.id] - person.places)
            over.append(above)
        return sum(over)

    def _splits(self) -> cp_model.LinearExprT:
        households = sorted({kind.household for kind in self.kinds if kind.household})
        spread: list[cp_model.LinearExprT] = []
        for household in households:
            kinds = [kind for kind in self.kinds if kind.household == household]
            for person in self.people:
                if household in person.households:
                    spread.append(1)
                    continue
                has = self.model.new_bool_var("")
                spread.append(has)
                self.has.append((has, person.id, kinds))
                for kind in kinds:
                    self.model.add(self.given[kind, person.id] <= len(self.kinds[kind]) * has)
        return sum(spread) - len(households)

    def _highest(self, count: int) -> cp_model.LinearExprT:
        most = max(person.kept + count for person in self.people) * _SCALE
        bound = lowest_load(count, team_of(self.people))
        highest = self.model.new_int_var(bound.numerator * _SCALE // bound.denominator, most, "")
        for person in self.people:
            gets = self.model.new_bool_var("")
            self.has.append((gets, person.id, list(self.kinds)))
            self.model.add(self.counts[person.id] <= count * gets)
            load = (person.kept + self.counts[person.id]) * _SCALE
            self.model.add(highest * person.places >= load).only_enforce_if(gets)
        return highest

    def _moved(self) -> cp_model.LinearExprT:
        total = sum(len(members) for members in self.kinds.values())
        known = {person.id for person in self.people}
        return total - sum(self.given[kind, kind.home] for kind in self.kinds if kind.home in known)

    def _cases_given(self, solver: cp_model.CpSolver) -> dict[int, int]:
        given = {}
        for kind, members in self.kinds.items():
            left = list(members)
            for person in self.people:
                for _ in range(solver.value(self.given[kind, person.id])):
                    given[left.pop()] = person.id
        return given


def _kinds(cases: Sequence[Case], people: Sequence[Person]) -> Mapping[_Kind, list[int]]:
    """The cases by kind; one that is the only one of its household is like any other of its person."""
    kept = {household for person in people for household in person.households}
    sizes = Counter(case.household for case in cases)
    kinds: dict[_Kind, list[int]] = {}
    for case in cases:
        stands_alone = sizes[case.household] == 1 and case.household not in kept
        kinds.setdefault(_Kind("" if stands_alone else case.household, case.present), []).append(case.id)
    return kinds
