"""What people enter: by when to come back to what, and what happened."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from kit.formparts import GermanDateField, LineField
from kit.workdays import is_working_day, working_days_after

LONGEST_REMINDER = 200
LONGEST_NOTE = 1000
YEARS_AHEAD = 3
FIRST_DAY_NOTED = date(2005, 1, 1)
"""The day on which the SGB II came into force."""

_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


class ReminderForm(forms.Form):
    """What to think of, and when."""

    note = LineField(
        label="Woran wollen Sie denken?",
        at_most=LONGEST_REMINDER,
        error_messages={"required": "Schreiben Sie auf, woran Sie denken wollen."},
    )
    due_on = GermanDateField(label="Vorlegen am", help_text="Arbeitstag, TT.MM.JJJJ")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """``on``: the day on which it is entered."""
        kwargs.setdefault("auto_id", "reminder_%s")
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_due_on(self) -> date:
        """A day on which somebody is there to read it."""
        day: date = self.cleaned_data["due_on"]
        if day < self.on:
            raise ValidationError("Dieser Tag ist vorbei. Wählen Sie heute oder einen späteren Arbeitstag.")
        if day.year > self.on.year + YEARS_AHEAD:
            raise ValidationError(f"Wählen Sie einen Tag bis Ende {self.on.year + YEARS_AHEAD}.")
        if not is_working_day(day):
            closed = _WEEKDAYS[day.weekday()] if day.weekday() >= _WEEKDAYS.index("Samstag") else "Feiertag"
            opens = working_days_after(day, 1)
            raise ValidationError(
                f"Das ist kein Arbeitstag ({closed}). Wählen Sie zum Beispiel {_WEEKDAYS[opens.weekday()]}, "
                f"{opens:%d.%m.%Y}."
            )
        return day


class NoteForm(forms.Form):
    """What happened on which day."""

    text = forms.CharField(
        label="Vermerk",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="Kurz und sachlich, ohne Diagnosen. Bleibt stehen; berichtigen geht, löschen nicht.",
        validators=[MaxLengthValidator(LONGEST_NOTE, f"Kürzen Sie den Vermerk auf höchstens {LONGEST_NOTE} Zeichen.")],
        error_messages={"required": "Schreiben Sie den Vermerk."},
    )
    noted_on = GermanDateField(label="Tag", help_text="TT.MM.JJJJ")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """``on``: the day on which it is entered."""
        kwargs.setdefault("auto_id", "note_%s")
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_text(self) -> str:
        """The text with the line ends of the database."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")

    def clean_noted_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["noted_on"]
        if not FIRST_DAY_NOTED <= day <= self.on:
            raise ValidationError("Ein Vermerk gilt für heute oder einen Tag davor, ab 2005. Prüfen Sie das Datum.")
        return day
