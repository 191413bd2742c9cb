"""Who of the demo office is away, who stands in, and by what key one desk spreads its cases."""

from collections.abc import Mapping
from datetime import date, timedelta

from routing.demo.colleagues import CASEWORKERS
from routing.rules.codes import DeskCode
from staff.enums import DistributionKey, Restriction
from staff.models import Desk, KeyRange, User
from staff.staffing.actions import note_unavailable, stand_in

_KELLER, _AYDIN, _WEISS, _NOVAK = (colleague.short_name for colleague in CASEWORKERS[:4])
_PLACEMENT = tuple(colleague.short_name for colleague in CASEWORKERS if colleague.desk is DeskCode.PLACEMENT)
_PARTS = (("A", "G"), ("H", "P"), ("Q", "Z"))

NORMS = {DeskCode.PLACEMENT: 240}
"""Full caseloads that are not the usual one."""


def fill_staffing(users: Mapping[str, User], on: date) -> None:
    """One caseworker away with a deputy, one back since yesterday, one without new cases; a key by letters; and which
    desks serve single parents.
    """
    keller, aydin, weiss, novak = (users[name] for name in (_KELLER, _AYDIN, _WEISS, _NOVAK))
    away, back = on - timedelta(days=2), on + timedelta(days=11)
    note_unavailable(user=novak, kind=Restriction.ABSENT, first=away, last=back, by=novak)
    stand_in(user=novak, deputy=keller, first=away, last=back, by=novak)
    first, last = on - timedelta(days=8), on - timedelta(days=1)
    note_unavailable(user=keller, kind=Restriction.ABSENT, first=first, last=last, by=keller)
    stand_in(user=keller, deputy=aydin, first=first, last=last, by=keller)
    note_unavailable(user=weiss, kind=Restriction.NO_NEW_CASES, first=on - timedelta(days=30), last=None, by=weiss)
    for desk, norm in NORMS.items():
        Desk.objects.filter(pk=desk).update(norm=norm)
    Desk.objects.filter(pk=DeskCode.PLACEMENT).update(key=DistributionKey.LETTERS)
    Desk.objects.filter(pk__in=(DeskCode.IFK_AEZ, DeskCode.U25_AEZ)).update(serves_single_parents=True)
    for name, (start, end) in zip(_PLACEMENT, _PARTS, strict=True):
        KeyRange.objects.create(desk_id=DeskCode.PLACEMENT, user=users[name], first=start, last=end)
