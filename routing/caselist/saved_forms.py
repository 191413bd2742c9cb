"""What a person says about a view of the list that she keeps."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kit.formparts import LineField
from routing.models import SavedFilter

LONGEST_NAME = 60


class SavedFilterForm(forms.Form):
    """Its name, and who begins with it and who may use it."""

    name = LineField(
        label="Name",
        at_most=LONGEST_NAME,
        help_text=(
            "Zum Beispiel „Schwangere ohne Nachweis“. Bitte keine Namen oder Nummern von Bewerberinnen und Bewerbern."
        ),
        error_messages={"required": "Geben Sie der Ansicht einen Namen."},
    )
    is_start = forms.BooleanField(
        label="als Startansicht", required=False, help_text="Die Liste öffnet sich für Sie mit dieser Ansicht."
    )
    shared = forms.BooleanField(
        label="mit dem Team teilen",
        required=False,
        help_text=(
            "Ihr Team kann die Ansicht nutzen, aber nicht ändern. „nur meine Fälle“ sind dann die Fälle der Person, "
            "die sie öffnet."
        ),
    )


class ReplaceForm(forms.Form):
    """Which of her views shows the present filters from now on; its value is the view's key."""

    view = forms.ChoiceField(
        label="Ansicht",
        error_messages={
            "required": "Wählen Sie die Ansicht, deren Filter ersetzt werden.",
            "invalid_choice": "Diese Ansicht gibt es nicht mehr. Wählen Sie eine andere.",
        },
    )

    def __init__(self, *args: Any, own: Iterable[SavedFilter], **kwargs: Any) -> None:
        """``own`` are the person's views."""
        super().__init__(*args, **kwargs)
        field = self.fields["view"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "bitte wählen"), *((str(saved.key), saved.name) for saved in own)]
