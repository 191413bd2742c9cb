"""Who of one household is who in another telling of it. Pure.

A person is told by what she is to the applicant and by her birth date; twins by what else is said of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kit.days import OPEN_END
from routing.record import MemberRecord

_STAY = ("married_on", "moved_in", "moved_out")


def matched(
    members: Sequence[MemberRecord], others: Sequence[MemberRecord], said: Sequence[str] = _STAY
) -> tuple[dict[int, MemberRecord], list[MemberRecord]]:
    """The same persons among the ``others``, by position in ``members``, and those of them that are left over.

    Of twins those belong together of whom the same is ``said``, the others in an order that does not depend on that of
    the lines.
    """
    left = sorted(others, key=_order)
    found: dict[int, MemberRecord] = {}
    for names in (said, ()):
        for position, member in enumerate(members):
            same = next((other for other in left if position not in found and _is_same(member, other, names)), None)
            if same is not None:
                found[position] = same
                left.remove(same)
    return found, left


def stay(member: MemberRecord | None, names: Sequence[str] = _STAY) -> tuple[date | None, ...] | None:
    """What a list says of her beyond who she is; none of nobody."""
    return None if member is None else tuple(getattr(as_said(member), name) for name in names)


def as_said(member: MemberRecord) -> MemberRecord:
    """Her with the days as a list says them: the customary open end is none."""
    return replace(member, married_on=_end(member.married_on), moved_out=_end(member.moved_out))


def _end(day: date | None) -> date | None:
    return None if day == OPEN_END else day


def _is_same(member: MemberRecord, other: MemberRecord, names: Sequence[str]) -> bool:
    return (
        member.birth_date == other.birth_date
        and member.relation == other.relation
        and stay(member, names) == stay(other, names)
    )


def _order(member: MemberRecord) -> list[date]:
    said = as_said(member)
    days = (said.birth_date, said.moved_in, said.moved_out, said.married_on)
    return [day or date.min for day in days]
