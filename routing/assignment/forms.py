"""Small forms of the applicant's page."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from kit.formparts import DATE_HINT, GermanDateField
from routing.assignment.choosing import CaseworkerForm
from routing.assignment.rooms import rooms, ties_of
from routing.enums import ClosingReason, ColleagueReason
from routing.models import Assignment
from routing.rules.proposal import propose

FIRST_DAY_TO_ASK = date(1950, 1, 1)
LAST_DAY_TO_ASK = date(2100, 12, 31)
DAYS_TO_ASK = (
    MinValueValidator(FIRST_DAY_TO_ASK, "Geben Sie einen Tag zwischen 1950 und 2100 ein."),
    MaxValueValidator(LAST_DAY_TO_ASK, "Geben Sie einen Tag zwischen 1950 und 2100 ein."),
)


class DayForm(forms.Form):
    """Which day the page shows, and as known on which day."""

    on = GermanDateField(label="Anderer Tag", required=False, help_text=DATE_HINT, validators=DAYS_TO_ASK)
    known = GermanDateField(label="Bekannt am", required=False, help_text=DATE_HINT, validators=DAYS_TO_ASK)

    def days(self) -> dict[str, date | None]:
        """The days asked for; none where left empty."""
        return {"on": self.cleaned_data.get("on"), "known": self.cleaned_data.get("known")}


class ColleagueForm(CaseworkerForm):
    """Which colleague takes a case, and why."""

    reason = forms.ChoiceField(
        label="Warum wechselt die IFK?",
        choices=ColleagueReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wählen Sie, warum die IFK wechselt."},
    )

    def __init__(self, data: Any, *, responsible: Assignment, on: date) -> None:
        """Offers everybody of the responsible desk but the present caseworker."""
        desk = responsible.desk_id
        people = rooms(desk, on, but=responsible.caseworker_id)
        proposal = propose(people, ties_of(responsible.applicant, desk))
        super().__init__(data, rooms=people, proposal=proposal, label="Neue IFK")


class CloseCaseForm(forms.Form):
    """Why a case is closed."""

    reason = forms.ChoiceField(
        label="Warum wird der Fall geschlossen?",
        choices=ClosingReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wählen Sie, warum der Fall geschlossen wird."},
    )
