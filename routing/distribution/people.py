"""Who of a desk could give and receive cases, with what she has."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from kit.days import ONE_DAY
from routing.contact import LEFT
from routing.models import ListedCase
from routing.permissions import departed_from
from routing.rules.wording import german_date
from staff.models import Desk, User
from staff.staffing.queries import Serving, serving


def percent(cases: int, places: int) -> int:
    """The load in whole per cent, rounded half up."""
    return (cases * 100 + places // 2) // places


class Receiver(NamedTuple):
    """Somebody who serves the desk, and how many of its cases she has."""

    serving: Serving
    cases: int

    def __str__(self) -> str:
        """Name and load as the choice says it, and what keeps her from taking new cases."""
        who, places = self.serving.user, self.serving.places
        cases = "1 Fall" if self.cases == 1 else f"{self.cases} Fälle"
        load = f"{who}: {cases}, Platz für {places} ({percent(self.cases, places)} %)"
        restriction, back_on = self.serving.restriction, self.serving.back_on
        if restriction is None:
            return load
        until = f" bis {german_date(back_on - ONE_DAY)}" if back_on else ""
        return f"{load}, {restriction.label}{until}"


class Giver(NamedTuple):
    """Somebody who has cases of the desk, also if she does not serve it, or has departed from the team."""

    user: User
    cases: int
    has_departed: bool

    def __str__(self) -> str:
        """Name and number, as the choice says it."""
        departed = f", {LEFT}" if self.has_departed else ""
        return f"{self.user} ({self.cases} {'Fall' if self.cases == 1 else 'Fälle'}{departed})"


class People(NamedTuple):
    """Everybody who could take part in a distribution of a desk's cases, by name; and how many cases have nobody."""

    receivers: list[Receiver]
    givers: list[Giver]
    without_caseworker: int


def people_of(desk: Desk, on: date) -> People:
    """Who could take part on a day."""
    rows = ListedCase.objects.filter(desk=desk).order_by().values_list("caseworker").annotate(Count("pk"))
    counts: Counter[int | None] = Counter(dict(rows))
    without = counts.pop(None, 0)
    departed = {person.pk for person in departed_from(desk.team_id)}
    users = User.objects.filter(pk__in=[pk for pk in counts if pk]).order_by("last_name", "first_name", "pk")
    return People(
        [Receiver(each, counts[each.user.pk]) for each in serving([desk.pk], on)],
        [Giver(user, counts[user.pk], user.pk in departed) for user in users],
        without,
    )


def who_takes(receivers: Iterable[Receiver]) -> list[str]:
    """The ids of those who take new cases, as a form has them."""
    return [str(each.serving.user.pk) for each in receivers if each.serving.takes_new_cases]
