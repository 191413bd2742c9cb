"""Where there are more cases than places: nobody has a place free while others are above theirs. No clock, no
database.
"""

from routing.distribution.bundles import Bundle, bundle_of
from routing.distribution.packing import Packing


def fill_places(packing: Packing) -> None:
    """Move cases from those who are above their places to those who have some free, whole households if possible."""
    for person in packing.people:
        while (missing := packing.team.free[person] - packing.count[person]) > 0:
            fits = _whole(packing, missing)
            if fits is not None:
                packing.lay(fits, person)
            elif not _part(packing, person, missing):
                return


def _above(packing: Packing, person: int) -> int:
    """How many cases of the plan a person has above her free places."""
    return packing.count[person] - packing.team.free[person]


def _whole(packing: Packing, missing: int) -> Bundle | None:
    """The largest bundle that can go without making a gap where it is."""
    can_go = [
        bundle
        for person in packing.people
        if (above := _above(packing, person)) > 0
        for bundle in packing.held[person]
        if not bundle.is_settled and bundle.size <= min(missing, above)
    ]
    return max(can_go, key=lambda bundle: (bundle.size, -bundle.homes.total(), -bundle.cases[0].id), default=None)


def _part(packing: Packing, person: int, missing: int) -> bool:
    """Split somebody's household, if anybody has cases above her places."""
    heaviest = max(packing.people, key=lambda each: (_above(packing, each), -each))
    count = min(missing, _above(packing, heaviest))
    if count <= 0:
        return False
    bundle = max(packing.held[heaviest], key=lambda each: (not each.is_settled, each.size, -each.cases[0].id))
    packing.lift(bundle)
    goes, stays = bundle.cases[:count], bundle.cases[count:]
    for cases, target in ((goes, person), (stays, heaviest)):
        if cases:
            part = bundle_of(cases, packing.number)
            part.is_settled = True
            packing.lay(part, target)
    return True
