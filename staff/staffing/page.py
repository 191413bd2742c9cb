"""What the pages of staffing show: the team in a table, and one person with everything that is entered about her."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from kit.ranges import as_period
from staff.enums import Restriction
from staff.models import Deputyship, Staffing, Unavailability, User
from staff.roles import BELONGS_TO_A_TEAM, Role
from staff.staffing.queries import places, restrictions_on, standing_in_for

SHOWN_FOR = timedelta(days=365)
"""So long an entry that is over stands on the page."""


class TeamRow(NamedTuple):
    """Somebody of the team on a day."""

    person: User
    desks: list[str]
    places: int
    state: str
    tone: str
    stands_in: str


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

    person: User
    state: str
    tone: str
    deputies: list[User]
    staffings: list[EntryRow]
    unavailabilities: list[EntryRow]
    deputyships: list[EntryRow]

    @property
    def is_absent(self) -> bool:
        """Whether somebody has to stand in."""
        return bool(self.deputies) or self.state.startswith(Restriction.ABSENT.label)


ENTRIES: dict[str, type[Staffing] | type[Unavailability] | type[Deputyship]] = {
    "stelle": Staffing,
    "abwesenheit": Unavailability,
    "vertretung": Deputyship,
}
"""What an entry is called in an address."""


def people_of(user: User) -> QuerySet[User]:
    """Whose staffing the user may see and change: a team lead everybody's of her team, a caseworker her own absence."""
    people = User.objects.filter(is_active=True, role__in=BELONGS_TO_A_TEAM)
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


def team_rows(user: User, on: date) -> list[TeamRow]:
    """The team of a lead on a day, caseworkers first, by name."""
    people = sorted(people_of(user), key=lambda person: person.role != Role.CASEWORKER)
    restrictions = restrictions_on({person.pk for person in people}, on)
    staffings = Staffing.objects.filter(user__in=people, period__contains=on).select_related("desk")
    by_person: dict[int, list[Staffing]] = {person.pk: [] for person in people}
    for row in staffings:
        by_person[row.user_id].append(row)
    deputies = standing_in_for(people, on)
    return [
        _team_row(person, by_person[person.pk], restrictions.get(person.pk), deputies.get(person.pk, []))
        for person in people
    ]


def person_page(person: User, on: date) -> PersonPage:
    """Everything about one person, what is to come and what is over."""
    restriction = restrictions_on({person.pk}, on).get(person.pk)
    serves = Staffing.objects.filter(user=person, period__contains=on).exists()
    state, tone = _state(person, restriction, serves=serves)
    shown = Q(period__endswith__isnull=True) | Q(period__endswith__gt=on - SHOWN_FOR)
    return PersonPage(
        person=person,
        state=state,
        tone=tone,
        deputies=standing_in_for([person], on).get(person.pk, []),
        staffings=[
            _entry("stelle", row, f"{row.desk}, {row.share} % ({places(row.desk.norm, row.share)} Plätze)", on)
            for row in Staffing.objects.filter(shown, user=person).select_related("desk")
        ],
        unavailabilities=[
            _entry("abwesenheit", row, row.get_kind_display(), on)
            for row in Unavailability.objects.filter(shown, user=person)
        ],
        deputyships=[
            _entry("vertretung", row, row.deputy.short_name, on)
            for row in Deputyship.objects.filter(shown, user=person).select_related("deputy")
        ],
    )


def _team_row(
    person: User, staffings: list[Staffing], restriction: Unavailability | None, deputies: list[User]
) -> TeamRow:
    state, tone = _state(person, restriction, serves=bool(staffings))
    return TeamRow(
        person,
        [f"{row.desk}, {row.share} %" for row in staffings],
        sum(places(row.desk.norm, row.share) for row in staffings),
        state,
        tone,
        ", ".join(deputy.short_name for deputy in deputies),
    )


def _state(person: User, restriction: Unavailability | None, *, serves: bool) -> tuple[str, str]:
    """The state in words, with the tone of its badge: absent or without new cases, gone, or there."""
    if restriction is not None:
        last = as_period(restriction.period).last_day
        until = f" bis {last:%d.%m.%Y}" if last else " bis auf Weiteres"
        return restriction.get_kind_display() + until, "warning"
    if person.role == Role.CASEWORKER and not serves:
        return "besetzt keine Stelle", "neutral"
    return "da", "success"


def _entry(kind: str, row: Staffing | Unavailability | Deputyship, text: str, on: date) -> EntryRow:
    period = as_period(row.period)
    is_over = period.end is not None and period.end <= on
    was_absent = isinstance(row, Unavailability) and row.kind == Restriction.ABSENT and period.start <= on
    return EntryRow(kind, row.pk, text, period.start, period.last_day, is_over, period.covers(on), was_absent)
