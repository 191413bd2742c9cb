"""The forms in which an override is asked for and rejected."""

from datetime import date
from typing import Any

from django import forms

from kit.days import Period, inclusive_period
from kit.formparts import DATE_HINT, GermanDateField, LineField
from routing.enums import OverrideReason
from routing.models.override import LONGEST_OVERRIDE
from staff.models import Desk

AT_MOST = 400


class OverrideForm(forms.Form):
    """Which desk, on which days, and why. ``on``: the day on which it is asked for."""

    desk = forms.ModelChoiceField(
        label="Zuständig soll sein",
        queryset=Desk.objects.select_related("team").order_by("label"),
        empty_label="Bitte wählen",
        error_messages={
            "required": "Wählen Sie die Stelle, die zuständig sein soll.",
            "invalid_choice": "Wählen Sie die Stelle aus der Liste.",
        },
    )
    first = GermanDateField(label="erster Tag", help_text=DATE_HINT)
    last = GermanDateField(label="letzter Tag", help_text="TT.MM.JJJJ, höchstens ein Jahr. Danach gelten die Regeln.")
    reason = forms.ChoiceField(
        label="Grund",
        choices=[("", "Bitte wählen"), *OverrideReason.choices],
        error_messages={
            "required": "Wählen Sie einen Grund aus der Liste.",
            "invalid_choice": "Wählen Sie einen Grund aus der Liste.",
        },
    )
    sentence = LineField(
        at_most=AT_MOST,
        label="Begründung in einem Satz",
        help_text="Keine Diagnosen. Der Satz steht im Verlauf des Falls.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Begründen Sie die Übersteuerung in einem Satz."},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """See the class."""
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        """It begins today or later, and ends within a year."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and first < self.on:
            self.add_error(
                "first", "Eine Übersteuerung gilt nicht für vergangene Tage. Geben Sie heute oder später ein."
            )
        elif first and last and last < first:
            self.add_error("last", "Der letzte Tag liegt vor dem ersten. Prüfen Sie beide Daten.")
        elif first and last and last - first >= LONGEST_OVERRIDE:
            self.add_error("last", "Eine Übersteuerung dauert höchstens ein Jahr. Geben Sie einen früheren Tag ein.")
        return self.cleaned_data

    def period(self) -> Period:
        """The days asked for; only of a valid form."""
        return inclusive_period(self.cleaned_data["first"], self.cleaned_data["last"])


class RejectForm(forms.Form):
    """Why a request is rejected."""

    answer = LineField(
        at_most=AT_MOST,
        label="Warum lehnen Sie ab?",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schreiben Sie in einem Satz, warum Sie ablehnen."},
    )
