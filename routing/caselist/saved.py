"""The views of the list that have a name: those that everybody has, one's own, and those that colleagues share."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Func, Q, QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse

from routing.caselist.filters import PLAIN, SORT, FilterForm, Offered, in_words, query_of, sort_of
from routing.caselist.search import Sort
from routing.models import SavedFilter
from staff.models import User
from staff.roles import Role


class BuiltIn(NamedTuple):
    """A view that everybody has."""

    name: str
    query: str


MY_CASES = BuiltIn("Meine Fälle, nach Dringlichkeit", f"?meine=on&{SORT}={Sort.URGENCY}")
TEAM_CASES = BuiltIn("Fälle des Teams, nach Dringlichkeit", f"?{SORT}={Sort.URGENCY}")
PLAIN_LIST = BuiltIn("Fälle des Teams, nach Namen", PLAIN)

BUILT_IN = (MY_CASES, TEAM_CASES, PLAIN_LIST)

START_OF_ROLE = {Role.CASEWORKER: MY_CASES, Role.TEAM_LEAD: TEAM_CASES}
"""Where a role's list begins, for whoever has not chosen a view of her own."""


class View(NamedTuple):
    """A view as the list offers it; ``owner`` is the colleague who shares it."""

    name: str
    url: str
    owner: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Views:
    """The views above the list. ``current_own`` and ``current_shared`` are the names of what is open, if it is one of
    these.
    """

    built_in: list[View]
    own: list[View]
    shared: list[View]

    @property
    def current_own(self) -> str:
        """The name of one's own view that is open."""
        return _current(self.own)

    @property
    def current_shared(self) -> str:
        """The name of the shared view that is open."""
        return _current(self.shared)


def own_filters(user: User) -> QuerySet[SavedFilter]:
    """The user's saved filters by name."""
    return _by_name(SavedFilter.objects.filter(owner=user))


def usable_filters(user: User) -> QuerySet[SavedFilter]:
    """The user's saved filters and those of her team, by name.

    A colleague who has changed to another team takes hers along: they are neither the old team's nor the new one's.
    """
    return _by_name(SavedFilter.objects.filter(Q(owner=user) | _shared_in_team_of(user)).select_related("owner"))


def own_filter(user: User, key: UUID) -> SavedFilter:
    """The user's saved filter with this key; raises ``Http404`` alike for a missing and for somebody else's."""
    return _one(own_filters(user), key)


def usable_filter(user: User, key: UUID) -> SavedFilter:
    """The saved filter with this key, her own or one that her team shares; raises ``Http404`` else."""
    return _one(usable_filters(user), key)


def is_shared(saved: SavedFilter) -> bool:
    """Whether the owner's present team may use it."""
    return saved.team_id is not None and saved.team_id == saved.owner.team_id


def start_query(user: User) -> str:
    """The query of the view with which the user's list begins."""
    chosen = own_filters(user).filter(is_start=True).values_list("query", flat=True).first()
    return chosen or START_OF_ROLE[Role(user.role)].query


def views_for(user: User, query: str) -> Views:
    """What the list offers while it shows ``query``. Where that has several names, one's own is marked."""
    saved = list(usable_filters(user))
    own = [each for each in saved if each.owner_id == user.pk]
    shared = [each for each in saved if each.owner_id != user.pk]
    offered: list[SavedFilter | BuiltIn] = [*own, *BUILT_IN, *shared]
    current = next((each for each in offered if each.query == query), None)
    return Views(
        built_in=[View(each.name, list_url(each.query), is_current=each is current) for each in BUILT_IN],
        own=[View(each.name, list_url(each.query), is_current=each is current) for each in own],
        shared=[
            View(each.name, list_url(each.query), each.owner.short_name, is_current=each is current) for each in shared
        ],
    )


def list_url(query: str) -> str:
    """The address of the list that shows what was saved."""
    return f"{reverse('applicant_list')}{query}"


def words(query: str, offered: Offered) -> str:
    """What a saved filter shows in a list that can be narrowed to these, as one line."""
    data = QueryDict(query.removeprefix("?"))
    return in_words(FilterForm(data, offered=offered, searching=False), sort_of(data, searching=False))


def query_in(data: QueryDict, offered: Offered) -> str:
    """What a saved filter keeps of an address of the list."""
    return query_of(FilterForm(data, offered=offered, searching=False), sort_of(data, searching=False))


def _shared_in_team_of(user: User) -> Q:
    return Q(team=user.team_id, owner__team=user.team_id)


def _by_name(saved: QuerySet[SavedFilter]) -> QuerySet[SavedFilter]:
    return saved.order_by(Func(F("name"), function="plain_name"), "pk")


def _one(saved: QuerySet[SavedFilter], key: UUID) -> SavedFilter:
    found = saved.select_related("owner").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _current(views: list[View]) -> str:
    return next((view.name for view in views if view.is_current), "")
