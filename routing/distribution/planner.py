"""Who gets which of many cases. A pure module: no clock, no chance, no database; the same question has the same answer.

The goals count in this order: nobody above her places beyond need, households together, the highest load as low as
possible, few cases moved (`routing.distribution.terms.Goals`). The first has a known least value, so every plan here
reaches it. For the others the plan is built anew for one limit of the load after the other, from the lowest that is
possible at all, and the best is kept; one that is worse than a plain spread is never answered. Where there are few ways
to give the cases, all of them are compared.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from routing.distribution.bundles import Bundle, Team, bundles_of, team_of
from routing.distribution.goals import judged
from routing.distribution.levelling import fill_places
from routing.distribution.packing import pack
from routing.distribution.returning import bring_home
from routing.distribution.spread import lowest_load, spread
from routing.distribution.terms import Case, Person, Plan

STEPS_ABOVE_LOWEST = 8
"""So many limits just above the lowest are tried one by one before it goes on in larger steps."""

MOST_HALVINGS = 6

FEW_WAYS = 4_000


def plan(cases: Sequence[Case], people: Sequence[Person]) -> Plan:
    """Give every case to one of the people. Raises `ValueError` for cases without anybody to receive them."""
    if cases and not people:
        raise ValueError("Nobody receives the cases.")
    cases, people = sorted(cases, key=lambda case: case.id), sorted(people, key=lambda person: person.id)
    if not cases:
        return judged({}, cases, people)
    return _Planning(cases, people).best()


class _Planning:
    """The plans for one question, each limit of the load by itself."""

    def __init__(self, cases: Sequence[Case], people: Sequence[Person]) -> None:
        self.cases, self.people = cases, people
        self.team: Team = team_of(people)
        self.bundles: list[Bundle] = bundles_of(cases, people)
        self.is_too_much = len(cases) > sum(self.team.free)
        self.least = self.team.free if self.is_too_much else (0,) * len(people)

    def best(self) -> Plan:
        """The best of all ways, if they are few; else of the plans for all limits, and of the plain spread."""
        if len(self.people) ** len(self.cases) <= FEW_WAYS:
            return min(self._all_ways(), key=lambda each: each.goals)
        plain = self._judged(spread(self.bundles, self.team))
        loosest = self._within(self._loosest())
        fewest_splits = min(plain.goals.splits, loosest.goals.splits)
        return min([plain, loosest, *self._tighter(fewest_splits)], key=lambda each: each.goals)

    def _all_ways(self) -> Iterator[Plan]:
        ids = [case.id for case in self.cases]
        for people in product(self.team.ids, repeat=len(ids)):
            yield self._judged(dict(zip(ids, people, strict=True)))

    def _tighter(self, fewest_splits: int) -> Iterator[Plan]:
        """The plans for lower limits, until one is low and splits no more than needed."""
        low, high = lowest_load(len(self.cases), self.team), self._loosest()
        limit = low
        for _ in range(STEPS_ABOVE_LOWEST):
            found = self._within(limit)
            yield found
            if limit >= high or found.goals.splits <= fewest_splits:
                return
            low, limit = limit, self._next(limit)
        for _ in range(MOST_HALVINGS):
            middle = (low + high) / 2
            found = self._within(middle)
            yield found
            if found.goals.splits <= fewest_splits:
                high = middle
            else:
                low = middle

    def _next(self, limit: Fraction) -> Fraction:
        """The next limit that lets anybody have a case more."""
        return min(Fraction(limit.numerator * places // limit.denominator + 1, places) for places in self.team.places)

    def _loosest(self) -> Fraction:
        """Everybody's places; where they are not enough, all cases with one person."""
        if not self.is_too_much:
            return Fraction(1)
        most = len(self.cases)
        return max(Fraction(kept + most, places) for kept, places in zip(self.team.kept, self.team.places, strict=True))

    def _within(self, limit: Fraction) -> Plan:
        """The plan in which nobody gets a case beyond a load of ``limit``."""
        packing = pack(self.bundles, self.team, self.team.limits(limit))
        if self.is_too_much:
            fill_places(packing)
        bring_home(packing, self.least)
        return self._judged(packing.given())

    def _judged(self, given: dict[int, int]) -> Plan:
        return judged(given, self.cases, self.people)
