"""What the pages of staffing show: the team in a table, and one person with everything that is entered about her."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.module_loading import import_string

from kit.days import ahead_words
from kit.ranges import as_period
from staff.enums import Restriction
from staff.models import Deputyship, Staffing, Unavailability, User
from staff.roles import BELONGS_TO_A_TEAM, Role
from staff.staffing.queries import Restricted, in_effect, load_words, places, restricted, standing_in_for

SHOWN_FOR = timedelta(days=365)
"""So long an entry that is over stands on the page."""

THERE = "da"
_IN_A_TEAM = Q(is_active=True, role__in=BELONGS_TO_A_TEAM)


class StandingIn(NamedTuple):
    """Who works with somebody's cases ``since`` when: "heute", "ab morgen", "ab 05.12.2026"."""

    since: str
    people: list[User]


class TeamRow(NamedTuple):
    """Somebody of the team on a day: her state and what soon follows it, in words, and who stands in while she is away
    or from when she will be.
    """

    person: User
    desks: list[str]
    places: int
    state: str
    tone: str
    ahead: str
    standing_in: list[StandingIn]

    def choice(self, cases: int) -> str:
        """How the choice of a deputy says who she is, her load with ``cases``, and what speaks against her."""
        lead = " (Teamleitung)" if self.person.role == Role.TEAM_LEAD else ""
        load = load_words(cases, self.places) if self.places else ""
        said = ", ".join(filter(None, (load, "" if self.state == THERE else self.state, self.ahead)))
        return f"{self.person}{lead}: {said}" if said else f"{self.person}{lead}"


class EntryRow(NamedTuple):
    """One entry about a person. ``kind`` and ``pk`` name it in the address of its page. ``was_absent``: others have
    worked with her cases since it began.
    """

    kind: str
    pk: int
    text: str
    first: date
    last: date | None
    is_over: bool
    is_now: bool
    was_absent: bool = False


@dataclass(frozen=True)
class PersonPage:
    """One person: her state on a day, who works with her cases meanwhile, and all entries about her."""

    row: TeamRow
    staffings: list[EntryRow]
    unavailabilities: list[EntryRow]
    deputyships: list[EntryRow]


ENTRIES: dict[str, type[Staffing] | type[Unavailability] | type[Deputyship]] = {
    "stelle": Staffing,
    "abwesenheit": Unavailability,
    "vertretung": Deputyship,
}
"""What an entry is called in an address."""


def people_of(user: User) -> QuerySet[User]:
    """Whose staffing the user may see and change: a team lead everybody's of her team, a caseworker her own absence."""
    people = User.objects.filter(_IN_A_TEAM)
    return people.filter(team=user.team_id) if user.role == Role.TEAM_LEAD else people.filter(pk=user.pk)


def person_of(user: User, pk: int) -> User:
    """That person; raises ``Http404`` alike for a missing and for somebody else's."""
    person = people_of(user).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def entry_of(user: User, kind: str, pk: int) -> Staffing | Unavailability | Deputyship:
    """The entry of that kind that the user may change; raises ``Http404`` else. Desks and shares are the lead's."""
    model = ENTRIES.get(kind)
    if model is None or (model is Staffing and user.role != Role.TEAM_LEAD):
        raise Http404
    entry = model._default_manager.select_related("user").filter(pk=pk, user__in=people_of(user)).first()
    if entry is None:
        raise Http404
    return entry


def colleagues_of(person: User) -> QuerySet[User]:
    """Who can stand in for somebody: everybody else of her team."""
    return User.objects.filter(_IN_A_TEAM, team=person.team_id).exclude(pk=person.pk)


def deputy_choices(person: User, on: date) -> list[tuple[int, str]]:
    """Who can stand in for somebody, by id, with her load and what speaks against her on a day."""
    rows = team_rows(colleagues_of(person), on)
    cases: Mapping[int, int] = import_string(settings.CASES_OF_ACCOUNTS)([row.person.pk for row in rows])
    return [(row.person.pk, row.choice(cases.get(row.person.pk, 0))) for row in rows]


def team_rows(people: Iterable[User], on: date) -> list[TeamRow]:
    """These people on a day, caseworkers first, by name."""
    people = sorted(people, key=lambda person: person.role != Role.CASEWORKER)
    found = restricted({person.pk for person in people}, on)
    staffings = in_effect(on).filter(user__in=people).select_related("desk")
    by_person: dict[int, list[Staffing]] = {person.pk: [] for person in people}
    for row in staffings:
        by_person[row.user_id].append(row)
    standing_in = _standing_in(people, found, on)
    return [_team_row(person, by_person[person.pk], found[person.pk], standing_in[person.pk], on) for person in people]


def person_page(person: User, on: date) -> PersonPage:
    """Everything about one person, what is to come and what is over."""
    (row,) = team_rows([person], on)
    shown = Q(period__endswith__isnull=True) | Q(period__endswith__gt=on - SHOWN_FOR)
    return PersonPage(
        row=row,
        staffings=[
            _entry("stelle", row, f"{row.desk}, {row.share} % ({places(row.desk.norm, row.share)} Plätze)", on)
            for row in Staffing.objects.filter(shown, user=person).select_related("desk")
        ],
        unavailabilities=[
            _entry("abwesenheit", row, row.get_kind_display(), on)
            for row in Unavailability.objects.filter(shown, user=person)
        ],
        deputyships=[
            _entry("vertretung", row, _deputy(row), on)
            for row in Deputyship.objects.filter(shown, user=person).select_related("user", "deputy")
        ],
    )


def _team_row(
    person: User, staffings: list[Staffing], found: Restricted, standing_in: list[StandingIn], on: date
) -> TeamRow:
    """Her state with the tone of its badge: absent or without new cases, gone, or there."""
    state, ahead = found.words(on)
    tone = "warning"
    if not state:
        is_gone = person.role == Role.CASEWORKER and not staffings
        state, tone = ("besetzt keine Stelle", "neutral") if is_gone else (THERE, "success")
    desks = [f"{row.desk}, {row.share} %" for row in staffings]
    room = sum(places(row.desk.norm, row.share) for row in staffings)
    return TeamRow(person, desks, room, state, tone, ahead, standing_in)


def _standing_in(people: Collection[User], found: Mapping[int, Restricted], on: date) -> dict[int, list[StandingIn]]:
    """Who works with whose cases, by id: today, and from the first day of an absence that is near."""
    asked = [
        (person, max(on, as_period(absence.period).start))
        for person in people
        for absence in found[person.pk]
        if absence and absence.kind == Restriction.ABSENT
    ]
    present = standing_in_for(asked)
    rows: dict[int, list[StandingIn]] = {person.pk: [] for person in people}
    for person, day in asked:
        rows[person.pk].append(StandingIn(ahead_words(day, on) or "heute", present[person.pk, day]))
    return rows


def _deputy(row: Deputyship) -> str:
    """Her name, and whether she has left the team, so that she does not stand in."""
    deputy = row.deputy
    is_here = deputy.is_active and deputy.role in BELONGS_TO_A_TEAM and deputy.team_id == row.user.team_id
    return deputy.short_name if is_here else f"{deputy.short_name}, nicht mehr im Team"


def _entry(kind: str, row: Staffing | Unavailability | Deputyship, text: str, on: date) -> EntryRow:
    period = as_period(row.period)
    is_over = period.end is not None and period.end <= on
    was_absent = isinstance(row, Unavailability) and row.kind == Restriction.ABSENT and period.start <= on
    return EntryRow(kind, row.pk, text, period.start, period.last_day, is_over, period.covers(on), was_absent)
