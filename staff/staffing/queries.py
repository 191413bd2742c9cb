"""Reads of staffing: who serves a desk on a day, how many cases that is room for, and who stands in for whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from psycopg2.extras import DateRange

from kit.days import Period, day_after
from kit.ranges import as_period, as_range
from staff.enums import Restriction
from staff.models import Deputyship, Staffing, Unavailability, User
from staff.roles import BELONGS_TO_A_TEAM, Role
from staff.staffing.standing_in import standing_in

# A desk of another team than the account's gives no access to its cases, so nobody serves it.
_OWN_DESK = Q(desk__team=F("user__team")) | Q(desk=F("user__desk"))
_CAN_SERVE = _OWN_DESK & Q(user__is_active=True, user__role=Role.CASEWORKER)


AHEAD = timedelta(days=14)
"""So long before it begins, an absence is told."""

Served = dict[tuple[int, str], list[Period]]
"""The days on which accounts serve desks, by account and desk."""


class Serving(NamedTuple):
    """Somebody who serves a desk on a day. ``restriction``: what keeps her from taking new cases, ``ahead``: what soon
    will; in words with the days, empty without.
    """

    user: User
    desk: str
    places: int
    restriction: str = ""
    ahead: str = ""

    @property
    def takes_new_cases(self) -> bool:
        """Whether she is there and takes new cases."""
        return not self.restriction


class Restricted(NamedTuple):
    """What keeps somebody from taking new cases on a day, and what will next, if soon."""

    now: Unavailability | None = None
    ahead: Unavailability | None = None

    def words(self, on: date) -> tuple[str, str]:
        """Both in words with their days, empty without."""
        return self.now.words(on) if self.now else "", self.ahead.words(on) if self.ahead else ""


def places(norm: int, share: int) -> int:
    """How many cases a share (in per cent) of a full caseload is, at least one."""
    return max(1, (norm * share + 50) // 100)


def percent(cases: int, places: int) -> int:
    """The load in whole per cent, rounded half up."""
    return (cases * 100 + places // 2) // places


def load_words(cases: int, places: int) -> str:
    """Somebody's load as a choice says it: "120 Fälle, Platz für 130 (92 %)"; and that there is no room for more."""
    counted = "1 Fall" if cases == 1 else f"{cases} Fälle"
    return f"{counted}, Platz für {places} ({percent(cases, places)} %){'' if cases < places else ', kein Platz'}"


def in_effect(on: date) -> QuerySet[Staffing]:
    """Who can be given cases of which desk on a day."""
    return Staffing.objects.filter(_CAN_SERVE, period__contains=on)


def serving(desks: Collection[str], on: date) -> list[Serving]:
    """Who serves these desks on a day, by name."""
    rows = in_effect(on).filter(desk__in=desks).select_related("user", "desk")
    staffings = list(rows.order_by("user__last_name", "user__first_name", "user__username", "desk"))
    found = restricted({row.user_id for row in staffings}, on)
    return [
        Serving(row.user, row.desk_id, places(row.desk.norm, row.share), *found[row.user_id].words(on))
        for row in staffings
    ]


def serves(user: User, desk: str, on: date) -> bool:
    """Whether cases of this desk can be given to somebody on a day, whether or not she is there."""
    return in_effect(on).filter(user=user, desk=desk).exists()


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
    return set(in_effect(on).values_list("desk", flat=True))


def desks_served(people: Collection[int], on: date, where: Q | None = None) -> set[str]:
    """The desks that any of these accounts (by id) serves on a day; ``where``: which desks are asked about."""
    return set(in_effect(on).filter(where or Q(), user__in=people).values_list("desk", flat=True))


def restrictions_on(users: Collection[int], on: date) -> dict[int, Unavailability]:
    """Who of these accounts (by id) is absent on a day or takes no new cases."""
    rows = Unavailability.objects.filter(user__in=users, period__contains=on)
    return {row.user_id: row for row in rows}


def restricted(users: Collection[int], on: date) -> dict[int, Restricted]:
    """What keeps each of these accounts (by id) from taking new cases on a day and soon after; everybody is in it."""
    rows = Unavailability.objects.filter(user__in=users, period__overlap=as_range(Period(on, on + AHEAD)))
    found = dict.fromkeys(users, Restricted())
    # Backwards, so that of several to come the first stays.
    for row in rows.order_by("-period"):
        when = "now" if as_period(row.period).covers(on) else "ahead"
        found[row.user_id] = found[row.user_id]._replace(**{when: row})
    return found


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


class TeamOnDays:
    """Who of a team is there on each of some days, and who works meanwhile with the cases of those who are not.

    Whoever is absent, works for another team, in another role, or has a shut account is not there.
    """

    def __init__(self, team: int | None, *days: date) -> None:
        """``team``: its id. Its roles are those of now."""
        rows = User.objects.filter(is_active=True, role__in=BELONGS_TO_A_TEAM, team=team).select_related("desk")
        self._people = {user.pk: user for user in rows.order_by("pk")}
        self._absent = _absent_on(days)
        self._deputies = _deputies_on(days)

    def has_caseworker(self, person: int) -> bool:
        """Whether somebody (by id) is a caseworker of the team, absent or not."""
        return person in self._people and self._people[person].role == Role.CASEWORKER

    def absence(self, person: int, on: date) -> Unavailability | None:
        """The absence of somebody (by id) on a day."""
        return self._absent[on].get(person)

    def standing_in(self, person: int, on: date) -> list[User]:
        """Who works with the cases of somebody (by id) who is absent or no caseworker of the team (`standing_in`); of
        one who leads it now, she herself.
        """
        absent, of_the_day = self._absent[on].keys(), self._deputies[on]
        leads = [pk for pk, user in self._people.items() if user.role == Role.TEAM_LEAD]
        if person in leads and person not in absent:
            return [self._people[person]]
        named = {deputy for deputies in of_the_day.values() for deputy in deputies}
        not_there = absent | (named - self._people.keys())
        return [self._people[pk] for pk in standing_in(person, of_the_day, not_there, leads)]


def standing_in_for(asked: Collection[tuple[User, date]]) -> dict[tuple[int, date], list[User]]:
    """Who works with the cases of somebody on a day, by her id and the day (`standing_in`); none where she is not
    absent then.
    """
    days = {day for _, day in asked}
    teams = {team: TeamOnDays(team, *days) for team in {person.team_id for person, _ in asked}}
    return {
        (person.pk, day): teams[person.team_id].standing_in(person.pk, day)
        for person, day in asked
        if teams[person.team_id].absence(person.pk, day)
    }


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
    team = TeamOnDays(user.team_id, on)
    names = sorted(away, key=lambda person: (person.last_name, person.first_name, person.username))
    return [_in_team(person, user.team_id) for person in names if user in team.standing_in(person.pk, on)]


def _in_team(person: User, team: int | None) -> User:
    named = {"username": person.username, "first_name": person.first_name, "last_name": person.last_name}
    return User(pk=person.pk, role=Role.CASEWORKER, team_id=team, **named)


def _absent_on(days: Collection[date]) -> dict[date, dict[int, Unavailability]]:
    rows = list(Unavailability.objects.filter(kind=Restriction.ABSENT, period__overlap=_span(days)))
    return {day: {row.user_id: row for row in rows if as_period(row.period).covers(day)} for day in days}


def _deputies_on(days: Collection[date]) -> dict[date, dict[int, list[int]]]:
    found: dict[date, dict[int, list[int]]] = {day: defaultdict(list) for day in days}
    for row in Deputyship.objects.filter(period__overlap=_span(days)).order_by("pk"):
        for day in days:
            if as_period(row.period).covers(day):
                found[day][row.user_id].append(row.deputy_id)
    return found


def _span(days: Collection[date]) -> DateRange:
    return as_range(Period(min(days), day_after(max(days))))
