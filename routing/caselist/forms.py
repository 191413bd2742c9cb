"""The two questions that take an exact customer number: who is responsible, and may I look into this case."""

from typing import Any

from django import forms

from kit.formparts import ValueField
from routing.enums import AccessReason
from routing.models.applicant import CUSTOMER_NUMBER_HINT
from routing.values import customer_number

# Given by the application itself to whoever takes an applicant in; nobody chooses it.
_NOT_TO_CHOOSE = {AccessReason.TAKEN_IN}


class NumberForm(forms.Form):
    """One exact customer number, in any case and with blanks."""

    customer_number = ValueField(
        meaning=customer_number,
        sentence=f"Geben Sie die Kundennummer so ein: {CUSTOMER_NUMBER_HINT}",
        label="Kundennummer",
        help_text=CUSTOMER_NUMBER_HINT,
        error_messages={"required": f"Geben Sie die Kundennummer ein: {CUSTOMER_NUMBER_HINT}"},
        widget=forms.TextInput(attrs={"class": "input-short", "spellcheck": "false", "autocapitalize": "characters"}),
    )


class QuestionForm(NumberForm):
    """The reception's question: the cursor waits in the field, and a screen reader says the last answer with it."""

    def __init__(self, *args: Any, answer_id: str = "", **kwargs: Any) -> None:
        """``answer_id`` is the element with the answer to the question before, if there was one."""
        super().__init__(*args, **kwargs)
        field = self["customer_number"]
        field.field.widget.attrs["autofocus"] = True
        if answer_id:
            field.field.widget.attrs["aria-describedby"] = f"{answer_id} {field.auto_id}_helptext"


class AccessForm(NumberForm):
    """The exact number of an applicant of another team, and why her case is opened."""

    reason = forms.ChoiceField(
        label="Grund",
        widget=forms.RadioSelect,
        choices=[(reason.value, reason.label) for reason in AccessReason if reason not in _NOT_TO_CHOOSE],
        error_messages={
            "required": "Wählen Sie, warum Sie den Fall öffnen.",
            "invalid_choice": "Wählen Sie einen Grund aus der Liste.",
        },
    )
