"""How good a plan is, and what it has to say about itself. No clock, no database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from routing.distribution.terms import Case, Goals, Person, Plan, Split, SplitReason


def judged(given: Mapping[int, int], cases: Sequence[Case], people: Sequence[Person]) -> Plan:
    """The plan that gives the cases so, with its goals, the households that it splits and who is above her places."""
    counts = Counter(given.values())
    above = {person.id: over for person in people if (over := person.kept + counts[person.id] - person.places) > 0}
    splits = _splits(given, cases, people)
    highest = max(
        (Fraction(person.kept + counts[person.id], person.places) for person in people if counts[person.id]),
        default=Fraction(0),
    )
    goals = Goals(
        overflow=sum(above.values()),
        splits=sum(len(split.people) - 1 for split in splits),
        highest=highest,
        moved=sum(given[case.id] != case.present for case in cases),
    )
    return Plan(given, goals, splits, above)


def least_overflow(count: int, people: Sequence[Person]) -> int:
    """How many cases above the places nobody can avoid where ``count`` cases are given."""
    already = sum(max(0, person.kept - person.places) for person in people)
    return already + max(0, count - sum(person.free for person in people))


def _splits(given: Mapping[int, int], cases: Sequence[Case], people: Sequence[Person]) -> tuple[Split, ...]:
    keepers: dict[str, set[int]] = {}
    for person in people:
        for household in person.households:
            keepers.setdefault(household, set()).add(person.id)
    members: dict[str, list[int]] = {}
    for case in cases:
        members.setdefault(case.household, []).append(case.id)
    free = {person.id: person.free for person in people}
    found = []
    for household, ids in sorted(members.items()):
        kept = keepers.get(household, set())
        together = {given[case] for case in ids} | kept
        if len(together) > 1:
            found.append(Split(household, tuple(sorted(together)), _reason(len(ids), kept, free)))
    return tuple(found)


def _reason(size: int, kept: set[int], free: Mapping[int, int]) -> SplitReason:
    if len(kept) > 1:
        return SplitReason.SEVERAL_ALREADY
    if kept:
        return SplitReason.HER_PERSON_IS_FULL
    if size > max(free.values()):
        return SplitReason.TOO_LARGE
    return SplitReason.NO_ROOM_TOGETHER
