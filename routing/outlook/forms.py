"""The forms in which somebody asks about other values of the policy, and asks for them to be in force."""

from datetime import date
from typing import Any

from django import forms

from kit.formparts import DATE_HINT, GermanDateField, YesNoField
from routing.rules.policy import Policy, PolicySchedule

OLDEST, LONGEST_WAIT = 99, 730


def _number(label: str, least: int, most: int, hint: str = "") -> forms.IntegerField:
    sentence = f"Geben Sie eine ganze Zahl von {least} bis {most} ein."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
    )


class WhatIfForm(forms.Form):
    """Other values, and the day for which they are compared with those that are in force then. ``today``: the first day
    that can be asked about.
    """

    adult_age = _number("volljährig mit", 1, OLDEST, "vollendete Lebensjahre")
    u25_age = _number("Team U25 bis unter", 1, OLDEST, "vollendete Lebensjahre")
    waiting_days = _number("Tage nach dem Entbindungstermin", 0, LONGEST_WAIT)
    other_adults_count = YesNoField(label="weitere Volljährige im Haushalt zählen")
    on = GermanDateField(label="Stichtag", help_text=DATE_HINT)

    def __init__(self, *args: Any, policies: PolicySchedule, today: date, **kwargs: Any) -> None:
        """See the class."""
        super().__init__(*args, **kwargs)
        self.policies, self.today = policies, today
        self.initial = policies.on(today)._asdict() | {"on": today}

    def clean(self) -> dict[str, Any]:
        """Today or later, and at least one value is another one."""
        on = self.cleaned_data.get("on")
        if on and on < self.today:
            self.add_error("on", "Gerechnet wird für heute oder einen späteren Tag. Geben Sie einen solchen ein.")
        elif on and not self.errors and self.asked()[1:] == self.policies.on(on)[1:]:
            self.add_error(None, "Diese Vorgaben gelten am Stichtag ohnehin. Ändern Sie mindestens eine.")
        return self.cleaned_data

    def asked(self) -> Policy:
        """The values; only of a valid form."""
        return Policy(**{name: value for name, value in self.cleaned_data.items() if name != "on"})


class ProposeForm(forms.Form):
    """From when the values are to be in force."""

    valid_from = GermanDateField(label="gültig ab", help_text="TT.MM.JJJJ, frühestens morgen.")
