"""Who asks, and when: read once per request, and told to everything below."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from staff.models import Desk, User
from staff.roles import BELONGS_TO_A_TEAM, Role
from staff.staffing.queries import desks_served, stood_in_for


@dataclass(frozen=True)
class Viewer:
    """Somebody at work: her account, the day, the moment; and what is read of her as far as it is asked for, once."""

    user: User
    on: date
    at: datetime

    @cached_property
    def stood_in(self) -> list[User]:
        """For whom she stands in, by name: absent colleagues, and those who do not work here any more."""
        return stood_in_for(self.user, self.on, self.departed) if self.user.role in BELONGS_TO_A_TEAM else []

    @cached_property
    def departed(self) -> list[User]:
        """Who has left work at the desks of her team behind, as the apps above know."""
        departed_from: Callable[[int | None], list[User]] = import_string(settings.DEPARTED_FROM)
        return departed_from(self.user.team_id)

    @cached_property
    def absent(self) -> frozenset[int]:
        """For whom she stands in, by id."""
        return frozenset(person.pk for person in self.stood_in)

    @cached_property
    def desks(self) -> frozenset[str]:
        """The desks of her team, and her own, that she and those for whom she stands in serve."""
        people = {self.user.pk, *self.absent} if self.user.role in BELONGS_TO_A_TEAM else set()
        own = Q(desk__team=self.user.team_id) | Q(desk=self.user.desk_id)
        return frozenset(desks_served(people, self.on, own))

    def leads(self, desk: Desk) -> bool:
        """Whether she leads the team of this desk."""
        return self.user.role == Role.TEAM_LEAD and self.user.team_id == desk.team_id
