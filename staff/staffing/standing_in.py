"""Who works with the cases of somebody who is absent. No clock, no database."""

from collections.abc import Collection, Mapping, Sequence


def standing_in(
    absentee: int, deputies: Mapping[int, Collection[int]], absent: Collection[int], leads: Sequence[int]
) -> list[int]:
    """Who works with the cases of ``absentee``, by id: her deputies as far as anybody is present at the end of their
    chains; else the leads of her team, or who stands in for those; and where nobody is present at all, the leads.
    """
    by_lead = {**deputies, absentee: leads}
    return (
        deputies_present(absentee, deputies, absent)
        or deputies_present(absentee, by_lead, absent)
        or [lead for lead in leads if lead != absentee]
    )


def deputies_present(absentee: int, deputies: Mapping[int, Collection[int]], absent: Collection[int]) -> list[int]:
    """Who stands in for ``absentee``, by id: her deputies of the day, and for one who is absent herself *her* deputies,
    until somebody is present. ``deputies``: whose deputies are who on the day. Whoever is reached first stands first.

    Empty where every chain ends without anybody present, also where it leads back to itself.
    """
    found: list[int] = []
    seen, ahead = {absentee}, list(deputies.get(absentee, ()))
    while ahead:
        person = ahead.pop(0)
        if person in seen:
            continue
        seen.add(person)
        if person in absent:
            ahead.extend(deputies.get(person, ()))
        else:
            found.append(person)
    return found
