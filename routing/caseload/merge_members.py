"""The household in the record and in a list, person by person. Pure.

A person is told by what she is to the applicant and by her birth date; names the list does not know, and they stay.
Somebody without birth date cannot stand in a list at all.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kit.days import OPEN_END
from routing.caseload.judge import Judge, Sides
from routing.caseload.words import NOTHING, member_in_words
from routing.fields import ImportField
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.rules.wording import german_date


class _Person(NamedTuple):
    """Somebody of the household; ``number`` tells twins apart."""

    relation: Relation
    born: date
    number: int


class _Stay(NamedTuple):
    """What the list says of her."""

    married_on: date | None
    moved_in: date | None
    moved_out: date | None


def merge_members(
    stored: Sequence[MemberRecord], filed: Sequence[MemberRecord], last: Sequence[MemberRecord], judge: Judge
) -> tuple[MemberRecord, ...]:
    """The household after the list."""
    standing, said, before = dict(_numbered(stored)), dict(_numbered(filed)), dict(_numbered(last))
    merged = [member for member in stored if member.birth_date is None]
    for person in dict.fromkeys((*standing, *said)):
        member, new = standing.get(person), said.get(person)
        if _stay(member) != _stay(new) and judge.takes_file(
            ImportField.HOUSEHOLD,
            _key(person),
            f"Haushalt: {person.relation.label}, geb. {german_date(person.born)}",
            Sides(_in_words(member), _in_words(new)),
            contradicts=_stay(member) != _stay(before.get(person)),
        ):
            member = _after(member, new)
        if member is not None:
            merged.append(member)
    return tuple(merged)


def _numbered(members: Iterable[MemberRecord]) -> Iterator[tuple[_Person, MemberRecord]]:
    """Twins are numbered in an order that does not depend on that of the lines."""
    seen: Counter[Hashable] = Counter()
    for member in sorted(members, key=_order):
        if member.birth_date is None:
            continue
        who = (member.relation, member.birth_date)
        yield _Person(*who, seen[who]), member
        seen[who] += 1


def _order(member: MemberRecord) -> tuple[date, ...]:
    days = (member.birth_date, member.moved_in, member.moved_out, member.married_on)
    return tuple(day or date.min for day in days)


def _after(member: MemberRecord | None, new: MemberRecord | None) -> MemberRecord | None:
    if new is None or member is None:
        return new
    return replace(member, married_on=new.married_on, moved_in=new.moved_in, moved_out=new.moved_out)


def _stay(member: MemberRecord | None) -> _Stay | None:
    return None if member is None else _Stay(_end(member.married_on), member.moved_in, _end(member.moved_out))


def _end(day: date | None) -> date | None:
    return None if day == OPEN_END else day


def _key(person: _Person) -> str:
    return f"{ImportField.HOUSEHOLD}:{person.relation}:{person.born.isoformat()}:{person.number}"


def _in_words(member: MemberRecord | None) -> str:
    return member_in_words(member) if member else NOTHING
