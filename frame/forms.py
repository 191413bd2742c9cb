"""Why a list is taken out of the application, and in which form."""

from django import forms

from frame.enums import ExportFormat, ExportPurpose


class PurposeForm(forms.Form):
    """Of any list with persons: the format, and the purpose, which is logged."""

    file_format = forms.ChoiceField(
        label="Format",
        widget=forms.RadioSelect,
        choices=ExportFormat.choices,
        initial=ExportFormat.XLSX,
        help_text=(
            "Excel zeigt Kundennummern, PLZ und Daten richtig an. Für andere Programme: CSV (UTF-8, mit Semikolon)."
        ),
        error_messages={
            "required": "Wählen Sie das Format der Datei.",
            "invalid_choice": "Wählen Sie das Format aus der Liste.",
        },
    )
    purpose = forms.ChoiceField(
        label="Zweck",
        widget=forms.RadioSelect,
        choices=ExportPurpose.choices,
        help_text="Der Zweck wird mit Ihrem Namen protokolliert.",
        error_messages={
            "required": "Wählen Sie, wofür Sie die Liste brauchen.",
            "invalid_choice": "Wählen Sie den Zweck aus der Liste.",
        },
    )
