"""Bundles laid with people within limits: whole where that is possible, at home where that is possible. No clock, no
database.
"""

from collections.abc import Iterable, Sequence

from routing.distribution.bundles import Bundle, Team, bundle_of


class Packing:
    """Which bundles are with whom, and for how many more cases each has room."""

    def __init__(self, team: Team, limits: Sequence[int]) -> None:
        self.team = team
        self.people = range(len(limits))
        self.number = {person: index for index, person in enumerate(team.ids)}
        self.room = list(limits)
        self.count = [0] * len(limits)
        # Dictionaries, because their order is the same each time.
        self.held: list[dict[Bundle, None]] = [{} for _ in limits]
        self.where: dict[Bundle, int] = {}

    def lay(self, bundle: Bundle, person: int) -> None:
        """Put it with a person, from wherever it is."""
        self.lift(bundle)
        self.where[bundle] = person
        self.held[person][bundle] = None
        self.room[person] -= bundle.size
        self.count[person] += bundle.size

    def lift(self, bundle: Bundle) -> None:
        """Take it away from where it is."""
        person = self.where.pop(bundle, None)
        if person is not None:
            del self.held[person][bundle]
            self.room[person] += bundle.size
            self.count[person] -= bundle.size

    def given(self) -> dict[int, int]:
        """Who has which case, by their ids."""
        return {case.id: self.team.ids[person] for bundle, person in self.where.items() for case in bundle.cases}

    def lightest(self, people: Iterable[int], size: int) -> int | None:
        """Who of these has the lowest load with ``size`` cases more; none without any."""
        return min(
            people,
            key=lambda each: (
                (self.team.kept[each] + self.count[each] + size) / self.team.places[each],
                each,
            ),
            default=None,
        )


def pack(bundles: Sequence[Bundle], team: Team, limits: Sequence[int]) -> Packing:
    """Lay all bundles, the largest first; the limits have to be enough for all of their cases. First those of which
    somebody keeps other members, then whole households at home, then the others, and single cases where room is left.
    """
    packing = Packing(team, limits)
    left = _with_keepers(packing, bundles)
    singles = [bundle for bundle in left if bundle.size == 1]
    left = _at_home(packing, [bundle for bundle in left if bundle.size > 1])
    left = _where_room_is(packing, left, singles)
    for bundle in left:
        if not make_room(packing, bundle):
            split(packing, bundle)
    for bundle in _at_home(packing, singles):
        person = packing.lightest((each for each in packing.people if packing.room[each]), 1)
        assert person is not None, "the limits are enough for all cases"
        packing.lay(bundle, person)
    return packing


def make_room(packing: Packing, bundle: Bundle) -> bool:
    """Lay a bundle where it fits once others have gone to somebody else; whether there is such a place."""
    for person in sorted(packing.people, key=lambda each: (-packing.room[each], each)):
        goes = _who_goes(packing, person, bundle.size)
        if goes is not None:
            for other, target in goes:
                packing.lay(other, target)
            packing.lay(bundle, person)
            return True
    return False


def split(packing: Packing, bundle: Bundle) -> None:
    """Lay a bundle in parts, with as few people as possible: those who keep other members first, then who has most
    room. The room of all together has to be enough.
    """
    left = list(bundle.cases)
    order = sorted(
        packing.people, key=lambda each: (each not in bundle.keepers, -packing.room[each], -bundle.homes[each], each)
    )
    for person in order:
        if not left or packing.room[person] <= 0:
            continue
        left.sort(key=lambda case: (packing.number.get(case.present or -1) != person, case.id))
        part = bundle_of(left[: packing.room[person]], packing.number)
        left = left[part.size :]
        part.is_settled = True
        packing.lay(part, person)


def _with_keepers(packing: Packing, bundles: Sequence[Bundle]) -> list[Bundle]:
    """Lay households with whoever keeps other members, small ones first: each that does not fit is one split. Those
    that are left.
    """
    left = []
    for bundle in reversed(bundles):
        fitting = [person for person in bundle.keepers if packing.room[person] >= bundle.size]
        if fitting:
            packing.lay(bundle, max(fitting, key=lambda each: (bundle.homes[each], packing.room[each], -each)))
            bundle.is_settled = True
        else:
            bundle.is_settled = False
            left.append(bundle)
    return left[::-1]


def _at_home(packing: Packing, bundles: Sequence[Bundle]) -> list[Bundle]:
    """Lay bundles with those who have most of their cases already. Those for which there is no room."""
    left = []
    for bundle in bundles:
        if bundle.home is not None and packing.room[bundle.home] >= bundle.size:
            packing.lay(bundle, bundle.home)
        else:
            left.append(bundle)
    return left


def _where_room_is(packing: Packing, bundles: Sequence[Bundle], singles: Sequence[Bundle]) -> list[Bundle]:
    """Lay bundles where most room is beside the single cases at home there. Those that fit nowhere."""
    spare = list(packing.room)
    for single in singles:
        if single.home is not None:
            spare[single.home] -= 1
    left = []
    for bundle in bundles:
        fitting = [person for person in packing.people if packing.room[person] >= bundle.size]
        if fitting:
            person = max(fitting, key=lambda each: (spare[each], -each))
            packing.lay(bundle, person)
            spare[person] -= bundle.size
        else:
            left.append(bundle)
    return left


def _who_goes(packing: Packing, person: int, size: int) -> list[tuple[Bundle, int]] | None:
    """Which bundles of a person go to whom, so that she has room for ``size`` cases; none where that is not possible.
    One bundle that is just large enough is better than several.
    """
    need = size - packing.room[person]
    room = list(packing.room)
    movable = sorted((each for each in packing.held[person] if not each.is_settled), key=lambda each: each.size)
    enough = [each for each in movable if need <= each.size < size]
    less = [each for each in reversed(movable) if each.size < need]
    goes: list[tuple[Bundle, int]] = []
    for other in (*enough, *less):
        if need <= 0:
            break
        target = _fits_best(room, other.size, person)
        if target is not None:
            goes.append((other, target))
            room[target] -= other.size
            need -= other.size
    return goes if need <= 0 else None


def _fits_best(room: Sequence[int], size: int, but: int) -> int | None:
    fitting = [person for person, free in enumerate(room) if person != but and free >= size]
    return min(fitting, key=lambda person: (room[person], person), default=None)
