"""The household in the record and in a list, person by person. Pure.

Names the list does not know, and they stay. Somebody without birth date cannot stand in a list at all, and stays too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from routing.caseload.household import as_said, matched, stay
from routing.caseload.judge import Judge, Sides
from routing.caseload.words import NOTHING, member_in_words
from routing.fields import ImportField
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.rules.wording import german_date


def merge_members(
    stored: Sequence[MemberRecord], filed: Sequence[MemberRecord], last: Sequence[MemberRecord], judge: Judge
) -> tuple[MemberRecord, ...]:
    """The household after the list."""
    said, coming = matched(stored, filed)
    before, gone = matched(stored, last)
    taken_out, _ = matched(coming, gone)
    tellings = (
        *((member, said.get(position), before.get(position)) for position, member in enumerate(stored)),
        *((None, new, taken_out.get(position)) for position, new in enumerate(coming)),
    )
    merged = []
    numbers: Counter[tuple[Relation, date]] = Counter()
    for member, new, was in tellings:
        after = member
        person = member or new
        if person is not None and person.birth_date is not None:
            who = (person.relation, person.birth_date)
            if stay(member) != stay(new) and judge.takes_file(
                ImportField.HOUSEHOLD,
                f"{ImportField.HOUSEHOLD}:{person.relation}:{person.birth_date.isoformat()}:{numbers[who]}",
                f"Haushalt: {person.relation.label}, geb. {german_date(person.birth_date)}",
                Sides(_in_words(member), _in_words(new)),
                contradicts=stay(member) != stay(was),
            ):
                after = _after(member, new)
            numbers[who] += 1
        if after is not None:
            merged.append(after)
    return tuple(merged)


def _after(member: MemberRecord | None, new: MemberRecord | None) -> MemberRecord | None:
    if new is None or member is None:
        return new
    return replace(member, married_on=new.married_on, moved_in=new.moved_in, moved_out=new.moved_out)


def _in_words(member: MemberRecord | None) -> str:
    return member_in_words(as_said(member)) if member else NOTHING
