"""The plain way to spread cases: one household after the other to whoever has most room. No clock, no database."""

from collections.abc import Sequence
from fractions import Fraction
from heapq import heapify, heapreplace

from routing.distribution.bundles import Bundle, Team


def spread(bundles: Sequence[Bundle], team: Team) -> dict[int, int]:
    """Each household, the largest first, to the person with the lowest load among those whose free places are enough
    for it; one that fits nowhere is spread case by case.
    """
    counts = [0] * len(team.ids)
    given: dict[int, int] = {}

    def give(case: int, person: int) -> None:
        counts[person] += 1
        given[case] = team.ids[person]

    for bundle in bundles:
        fitting = [person for person, free in enumerate(team.free) if free - counts[person] >= bundle.size]
        if fitting:
            person = min(fitting, key=lambda each: (_load_after(team, counts, each, bundle.size), each))
            for case in bundle.cases:
                give(case.id, person)
        else:
            for case in bundle.cases:
                give(case.id, _most_room(team, counts))
    return given


def lowest_load(count: int, team: Team) -> Fraction:
    """The lowest load that the one with the highest can have, where ``count`` cases are given one by one."""
    highest = Fraction(0)
    ahead = [(Fraction(kept + 1, places), index, kept + 1) for index, (kept, places) in _numbered(team)]
    heapify(ahead)
    for _ in range(count):
        load, index, taken = ahead[0]
        highest = max(highest, load)
        heapreplace(ahead, (Fraction(taken + 1, team.places[index]), index, taken + 1))
    return highest


def _numbered(team: Team) -> list[tuple[int, tuple[int, int]]]:
    return list(enumerate(zip(team.kept, team.places, strict=True)))


def _load_after(team: Team, counts: Sequence[int], person: int, size: int) -> float:
    return (team.kept[person] + counts[person] + size) / team.places[person]


def _most_room(team: Team, counts: Sequence[int]) -> int:
    """Who takes a single case: somebody with a free place before everybody else, then the lowest load."""
    people = range(len(team.ids))
    return min(people, key=lambda each: (counts[each] >= team.free[each], _load_after(team, counts, each, 1), each))
