"""Small forms of the applicant's page."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from kit.formparts import DATE_HINT, GermanDateField
from routing.assignment.candidates import CandidateField, candidates
from routing.enums import ClosingReason, ColleagueReason
from routing.models import Assignment
from staff.models import User

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


class ColleagueForm(forms.Form):
    """Which colleague takes a case, and why."""

    caseworker = CandidateField(label="Neue IFK")
    reason = forms.ChoiceField(
        label="Warum wechselt die IFK?",
        choices=ColleagueReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wählen Sie, warum die IFK wechselt."},
    )

    def __init__(self, data: Any, *, responsible: Assignment) -> None:
        """Offers everybody of the responsible desk but the present caseworker."""
        super().__init__(data)
        field = self.fields["caseworker"]
        assert isinstance(field, CandidateField)
        self.people = candidates(responsible.desk_id, but=responsible.caseworker_id)
        field.offer(self.people)

    def person(self) -> User:
        """The account chosen."""
        return User.objects.get(pk=self.cleaned_data["caseworker"])


class CloseCaseForm(forms.Form):
    """Why a case is closed."""

    reason = forms.ChoiceField(
        label="Warum wird der Fall geschlossen?",
        choices=ClosingReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wählen Sie, warum der Fall geschlossen wird."},
    )
