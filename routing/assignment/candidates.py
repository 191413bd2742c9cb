"""Who could look after a case, with the number of cases she has now."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.db.models import Count, Q

from routing.models import ListedCase
from staff.models import User
from staff.roles import Role


class Candidate(NamedTuple):
    """An active caseworker and her open cases."""

    user: User
    cases: int

    def __str__(self) -> str:
        """Name and number, as the choice says it."""
        return f"{self.user} ({self.cases} {'Fall' if self.cases == 1 else 'Fälle'})"


def candidates(desk: str, *, but: int | None = None) -> list[Candidate]:
    """The active caseworkers of a desk, by name; without the account ``but``."""
    cases = ListedCase.objects.filter(caseworker__desk=desk).order_by().values_list("caseworker")
    numbers: dict[int, int] = dict(cases.annotate(Count("pk")))
    people = User.objects.filter(is_active=True, role=Role.CASEWORKER, desk=desk).exclude(Q(pk=but))
    return [Candidate(user, numbers.get(user.pk, 0)) for user in people]


class CandidateField(forms.ChoiceField):
    """A caseworker of one desk; cleaned to the id of the account, as text."""

    default_error_messages = {
        "required": "Wählen Sie, wer den Fall betreut.",
        "invalid_choice": "Diese Person arbeitet nicht mehr an der Stelle. Wählen Sie eine andere.",
    }

    def __init__(self, **kwargs: Any) -> None:
        """The choices come with `offer`."""
        super().__init__(**{"label": "IFK", **kwargs})

    def offer(self, people: Sequence[Candidate]) -> None:
        """Have these to choose from."""
        self.choices = [("", "bitte wählen"), *((str(each.user.pk), str(each)) for each in people)]
