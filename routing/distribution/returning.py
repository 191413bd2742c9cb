"""Fewer changes: bundles go back to whoever has their cases now, where nothing else gets worse. No clock, no
database.
"""

from collections.abc import Sequence

from routing.distribution.bundles import Bundle
from routing.distribution.packing import Packing

MOST_PASSES = 8


def bring_home(packing: Packing, least: Sequence[int]) -> None:
    """Bring bundles home, alone or in exchange, within the room that there is. ``least``: how many cases of the plan
    each person has to keep, so that nobody has free places while others are above theirs.
    """
    for _ in range(MOST_PASSES):
        away = [
            bundle
            for bundle, person in packing.where.items()
            if bundle.home is not None and bundle.home != person and not bundle.is_settled
        ]
        if not sum(_brought_home(packing, bundle, least) for bundle in away):
            return


def _brought_home(packing: Packing, bundle: Bundle, least: Sequence[int]) -> bool:
    home, person = bundle.home, packing.where[bundle]
    if home is None or home == person:
        return False
    gain = bundle.homes[home] - bundle.homes[person]
    if gain <= 0:
        return False
    need = bundle.size - packing.room[home]
    if need <= 0 and packing.count[person] - bundle.size >= least[person]:
        packing.lay(bundle, home)
        return True
    best: tuple[int, Bundle, int] | None = None
    for other in packing.held[home]:
        lost = other.homes[home]
        # What loses as much as is gained helps only if it gains something by itself.
        if other.is_settled or other.size < need or (lost >= gain and other.home == home):
            continue
        for target in packing.people:
            won = gain + other.homes[target] - lost
            if won > 0 and (best is None or won > best[0]) and _may_go(packing, bundle, other, target, least):
                best = won, other, target
    if best is None:
        return False
    _, other, target = best
    packing.lay(other, target)
    packing.lay(bundle, home)
    return True


def _may_go(packing: Packing, bundle: Bundle, other: Bundle, target: int, least: Sequence[int]) -> bool:
    """Whether ``bundle`` can come for ``other``, which goes to ``target``."""
    home, person = packing.where[other], packing.where[bundle]
    if target == home:
        return False
    comes_free = bundle.size if target == person else 0
    left = packing.count[person] - bundle.size + (other.size if target == person else 0)
    stays = packing.count[home] + bundle.size - other.size
    return packing.room[target] + comes_free >= other.size and left >= least[person] and stays >= least[home]
