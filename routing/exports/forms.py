"""How much of each applicant a list of them takes out of the application."""

from django import forms

from frame.forms import PurposeForm
from routing.enums import ExportContent


class ExportForm(PurposeForm):
    """Of the list of applicants also how much of each is written."""

    field_order = ("content", "file_format", "purpose")

    content = forms.ChoiceField(
        label="Inhalt",
        widget=forms.RadioSelect,
        choices=ExportContent.choices,
        initial=ExportContent.LIST,
        error_messages={
            "required": "Wählen Sie, was die Datei enthalten soll.",
            "invalid_choice": "Wählen Sie den Inhalt aus der Liste.",
        },
    )
