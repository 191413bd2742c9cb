"""Who of a desk could give and receive cases, with what she has."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from routing.contact import LEFT
from routing.models import ListedCase
from routing.permissions import departed_from
from staff.models import Desk, User
from staff.staffing.queries import Serving, load_words, serving


class Receiver(NamedTuple):
    """Somebody who serves the desk, and how many of its cases she has."""

    serving: Serving
    cases: int

    def __str__(self) -> str:
        """Name and load as the choice says it, and what keeps her from taking new cases."""
        who, _, places, *against = self.serving
        return f"{who}: {', '.join(filter(None, (load_words(self.cases, places), *against)))}"


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
