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
from staff.roles import BELONGS_TO_A_TEAM, Role
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


def desks_served(people: Collection[int], on: date, where: Q | None = None) -> set[str]:
    """The desks that any of these accounts (by id) serves on a day; ``where``: which desks are asked about."""
    return set(_in_effect(on).filter(where or Q(), user__in=people).values_list("desk", flat=True))


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


class TeamOnDay:
    """Who of a team is there on a day, and who works meanwhile with the cases of those who are not.

    Whoever is absent, works for another team, in another role, or has a shut account is not there.
    """

    def __init__(self, team: int | None, on: date) -> None:
        """``team``: its id."""
        rows = User.objects.filter(is_active=True, role__in=BELONGS_TO_A_TEAM, team=team).order_by("pk")
        self._roles = dict(rows.values_list("pk", "role"))
        self._absent = _absent_on(on)
        self._deputies = _deputies_on(on)

    def has_caseworker(self, person: int) -> bool:
        """Whether somebody (by id) is a caseworker of the team, absent or not."""
        return self._roles.get(person) == Role.CASEWORKER

    def is_absent(self, person: int) -> bool:
        """Whether somebody is absent."""
        return person in self._absent

    def standing_in(self, person: int) -> list[int]:
        """Who works with the cases of somebody who is absent or no caseworker of the team, by id (`standing_in`); of
        one who leads it now, she herself.
        """
        if self._roles.get(person) == Role.TEAM_LEAD and person not in self._absent:
            return [person]
        named = {deputy for deputies in self._deputies.values() for deputy in deputies}
        not_there = self._absent | (named - self._roles.keys())
        leads = [pk for pk, role in self._roles.items() if role == Role.TEAM_LEAD]
        return standing_in(person, self._deputies, not_there, leads)


def standing_in_for(people: Collection[User], on: date) -> dict[int, list[User]]:
    """Who works with the cases of those of ``people`` who are absent on a day, by their ids (`standing_in`)."""
    absent = _absent_on(on)
    away = [person for person in people if person.pk in absent]
    teams = {team: TeamOnDay(team, on) for team in {person.team_id for person in away}}
    found = {person.pk: teams[person.team_id].standing_in(person.pk) for person in away}
    by_id = User.objects.in_bulk({pk for present in found.values() for pk in present})
    return {pk: [by_id[each] for each in present] for pk, present in found.items()}


def stood_in_for(user: User, on: date, departed: Collection[User]) -> list[User]:
    """For whom somebody stands in on a day, by name: the caseworkers with whose cases at the desks of her team she
    works, because they are absent or do not work there any more (``departed``). Each as she was in this team, whatever
    her account says by now.
    """
    absent = Unavailability.objects.filter(kind=Restriction.ABSENT, period__contains=on).values("user")
    mine = Q(is_active=True, role=Role.CASEWORKER, team=user.team_id)
    away = {*User.objects.filter(mine, pk__in=absent), *departed}
    if not away:
        return []
    team = TeamOnDay(user.team_id, on)
    names = sorted(away, key=lambda person: (person.last_name, person.first_name, person.username))
    return [_in_team(person, user.team_id) for person in names if user.pk in team.standing_in(person.pk)]


def _in_team(person: User, team: int | None) -> User:
    named = {"username": person.username, "first_name": person.first_name, "last_name": person.last_name}
    return User(pk=person.pk, role=Role.CASEWORKER, team_id=team, **named)


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
    rows = Deputyship.objects.filter(period__contains=on).order_by("pk")
    found: dict[int, list[int]] = defaultdict(list)
    for absentee, deputy in rows.values_list("user", "deputy"):
        found[absentee].append(deputy)
    return found
