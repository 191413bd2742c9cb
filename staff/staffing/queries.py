"""Reads of staffing: who serves a desk on a day, how many cases that is room for, and who stands in for whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from kit.days import Period
from kit.ranges import as_period
from staff.enums import Restriction
from staff.models import Deputyship, Staffing, Unavailability, User
from staff.roles import Role
from staff.staffing.standing_in import standing_in

# A desk of another team than the account's gives no access to its cases, so nobody serves it.
_OWN_DESK = Q(desk__team=F("user__team")) | Q(desk=F("user__desk"))
_CAN_SERVE = _OWN_DESK & Q(user__is_active=True, user__role=Role.CASEWORKER)


Served = dict[tuple[int, str], list[Period]]
"""The days on which accounts serve desks, by account and desk."""


class Serving(NamedTuple):
    """Somebody who serves a desk on a day. ``restriction``: what keeps her from taking new cases; it ends with the day
    before ``back_on``, where that is known.
    """

    user: User
    desk: str
    places: int
    restriction: Restriction | None = None
    back_on: date | None = None

    @property
    def takes_new_cases(self) -> bool:
        """Whether she is there and takes new cases."""
        return self.restriction is None


def places(norm: int, share: int) -> int:
    """How many cases a share (in per cent) of a full caseload is, at least one."""
    return max(1, (norm * share + 50) // 100)


def serving(desks: Collection[str], on: date) -> list[Serving]:
    """Who serves these desks on a day, by name."""
    rows = _in_effect(on).filter(desk__in=desks).select_related("user", "desk")
    staffings = list(rows.order_by("user__last_name", "user__first_name", "user__username", "desk"))
    restrictions = restrictions_on({row.user_id for row in staffings}, on)
    return [_serving(row, restrictions.get(row.user_id)) for row in staffings]


def serves(user: User, desk: str, on: date) -> bool:
    """Whether cases of this desk can be given to somebody on a day, whether or not she is there."""
    return _in_effect(on).filter(user=user, desk=desk).exists()


def served_by(people: Collection[int]) -> Served:
    """When these accounts (by id) serve which desks, for asking about many at once."""
    rows = Staffing.objects.filter(_CAN_SERVE, user__in=people).values_list("user", "desk", "period")
    found: Served = defaultdict(list)
    for user, desk, period in rows:
        found[user, desk].append(as_period(period))
    return found


def is_served(served: Served, user: User, desk: str, on: date) -> bool:
    """`serves`, answered from what `served_by` has read."""
    return any(period.covers(on) for period in served.get((user.pk, desk), ()))


def staffed_desks(on: date) -> set[str]:
    """The desks that somebody serves on a day."""
    return set(_in_effect(on).values_list("desk", flat=True))


def desks_served(people: Collection[int], on: date) -> set[str]:
    """The desks that any of these accounts (by id) serves on a day."""
    return set(_in_effect(on).filter(user__in=people).values_list("desk", flat=True))


def restrictions_on(users: Collection[int], on: date) -> dict[int, Unavailability]:
    """Who of these accounts (by id) is absent on a day or takes no new cases."""
    rows = Unavailability.objects.filter(user__in=users, period__contains=on)
    return {row.user_id: row for row in rows}


def capacity(desks: Collection[str], days: Iterable[date]) -> dict[tuple[str, date], int]:
    """For how many cases each desk has room on each of these days; who is absent then does not count."""
    days = list(days)
    staffings = list(Staffing.objects.filter(_CAN_SERVE, desk__in=desks).select_related("desk"))
    absent = defaultdict(list)
    absences = Unavailability.objects.filter(user__in={row.user_id for row in staffings}, kind=Restriction.ABSENT)
    for absence in absences:
        absent[absence.user_id].append(as_period(absence.period))
    found = dict.fromkeys(((desk, day) for desk in desks for day in days), 0)
    for row in staffings:
        period, room = as_period(row.period), places(row.desk.norm, row.share)
        for day in days:
            if period.covers(day) and not any(away.covers(day) for away in absent[row.user_id]):
                found[row.desk_id, day] += room
    return found


def standing_in_for(people: Collection[User], on: date) -> dict[int, list[User]]:
    """Who works with the cases of those of ``people`` who are absent on a day, by their ids (`standing_in`)."""
    absent, deputies = _absent_on(on), _deputies_on(on)
    away = [person for person in people if person.pk in absent]
    leads = _leads_of({person.team_id for person in away})
    found = {person.pk: standing_in(person.pk, deputies, absent, leads[person.team_id]) for person in away}
    by_id = User.objects.in_bulk({pk for present in found.values() for pk in present})
    return {pk: [by_id[each] for each in present] for pk, present in found.items()}


def stood_in_for(user: User, on: date) -> list[User]:
    """For whom somebody stands in on a day, by name: the caseworkers with whose cases she works because they are
    absent.
    """
    absent = _absent_on(on)
    if not absent:
        return []
    away = list(User.objects.filter(pk__in=absent, is_active=True, role=Role.CASEWORKER))
    deputies, leads = _deputies_on(on), _leads_of({person.team_id for person in away})
    return [person for person in away if user.pk in standing_in(person.pk, deputies, absent, leads[person.team_id])]


def _leads_of(teams: Collection[int | None]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = defaultdict(list)
    leads = User.objects.filter(is_active=True, role=Role.TEAM_LEAD, team__in=teams)
    for pk, team in leads.values_list("pk", "team"):
        found[team].append(pk)
    return found


def _in_effect(on: date) -> QuerySet[Staffing]:
    return Staffing.objects.filter(_CAN_SERVE, period__contains=on)


def _serving(row: Staffing, restriction: Unavailability | None) -> Serving:
    room = places(row.desk.norm, row.share)
    if restriction is None:
        return Serving(row.user, row.desk_id, room)
    return Serving(row.user, row.desk_id, room, Restriction(restriction.kind), as_period(restriction.period).end)


def _absent_on(on: date) -> set[int]:
    rows = Unavailability.objects.filter(kind=Restriction.ABSENT, period__contains=on)
    return set(rows.values_list("user", flat=True))


def _deputies_on(on: date) -> dict[int, list[int]]:
    rows = Deputyship.objects.filter(period__contains=on, deputy__is_active=True).order_by("pk")
    found: dict[int, list[int]] = defaultdict(list)
    for absentee, deputy in rows.values_list("user", "deputy"):
        found[absentee].append(deputy)
    return found
