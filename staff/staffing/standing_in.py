"""Who works with the cases of somebody who is absent. No clock, no database."""

from collections.abc import Collection, Mapping


def deputies_present(absentee: int, deputies: Mapping[int, Collection[int]], absent: Collection[int]) -> list[int]:
    """Who stands in for ``absentee``, by id: her deputies of the day, and for one who is absent herself *her* deputies,
    until somebody is present. ``deputies``: whose deputies are who on the day. Whoever is reached first stands first.

    Empty where every chain ends without anybody present, also where it leads back to itself: then the case is the team
    lead's (`staff.staffing.queries.standing_in_for`).
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
