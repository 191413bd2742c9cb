"""Cases that go together, and the people they can go to, counted through. No clock, no database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from routing.distribution.terms import Case, Person


@dataclass(eq=False, slots=True)
class Bundle:
    """Cases of one household that go to one person. People are meant by their place in the team.

    ``homes``: how many of the cases are with whom now. ``keepers``: who keeps other cases of the household.
    ``is_settled``: it is with one of them, or a part of a household that is split; it stays where it is.
    """

    cases: tuple[Case, ...]
    homes: Counter[int]
    keepers: tuple[int, ...] = ()
    is_settled: bool = False
    size: int = field(init=False)
    home: int | None = field(init=False)

    def __post_init__(self) -> None:
        """``home`` is where most of the cases are, the first of several."""
        self.size = len(self.cases)
        self.home = min(self.homes, key=lambda person: (-self.homes[person], person), default=None)


class Team(NamedTuple):
    """The people in the order of their ids: their places, what they keep, what of the places is free."""

    ids: tuple[int, ...]
    places: tuple[int, ...]
    kept: tuple[int, ...]
    free: tuple[int, ...]

    def limits(self, load: Fraction) -> list[int]:
        """How many cases each can get without exceeding a load."""
        return [
            max(0, load.numerator * places // load.denominator - kept)
            for places, kept in zip(self.places, self.kept, strict=True)
        ]


def team_of(people: Sequence[Person]) -> Team:
    """The people counted through; their order here is that of every list about them."""
    return Team(
        tuple(person.id for person in people),
        tuple(person.places for person in people),
        tuple(person.kept for person in people),
        tuple(person.free for person in people),
    )


def bundles_of(cases: Sequence[Case], people: Sequence[Person]) -> list[Bundle]:
    """One bundle for each household, the largest first."""
    number = {person.id: index for index, person in enumerate(people)}
    keepers: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        for household in person.households:
            keepers.setdefault(household, []).append(index)
    households: dict[str, list[Case]] = {}
    for case in cases:
        households.setdefault(case.household, []).append(case)
    bundles = [
        bundle_of(members, number, tuple(keepers.get(household, ()))) for household, members in households.items()
    ]
    return sorted(bundles, key=lambda bundle: (-bundle.size, bundle.cases[0].id))


def bundle_of(cases: Sequence[Case], number: dict[int, int], keepers: tuple[int, ...] = ()) -> Bundle:
    """The cases as one bundle; ``number`` says which place in the team an id has."""
    homes = Counter(number[case.present] for case in cases if case.present in number)
    return Bundle(tuple(cases), homes, keepers)
