"""Choosing who looks after a case: everybody of the desk with her load before and after, one of them proposed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from routing.enums import Deviation
from routing.rules.proposal import Proposal, Room, most_room_first
from staff.models import User


class Choice(NamedTuple):
    """Who it is to be, and on what ground she was proposed or why it is not who was. Both are empty where what was
    proposed has changed since the page was opened.
    """

    person: User
    ground: str = ""
    deviation: str = ""


class CaseworkerField(forms.ChoiceField):
    """A caseworker of one desk; cleaned to the id of the account, as text."""

    widget = forms.RadioSelect
    default_error_messages = {
        "required": "Wählen Sie, wer den Fall betreut.",
        "invalid_choice": "Diese Person arbeitet nicht mehr an der Stelle. Wählen Sie eine andere.",
    }

    def __init__(self, **kwargs: Any) -> None:
        """The choices come with `offer`."""
        super().__init__(**{"label": "IFK", **kwargs})


class CaseworkerForm(forms.Form):
    """Who looks after a case. ``more``: how many cases the choice is about."""

    caseworker = CaseworkerField()
    deviation = forms.ChoiceField(
        label="Warum nicht der Vorschlag?",
        required=False,
        choices=[("", "–"), *Deviation.choices],
        help_text="Nur nötig, wenn Sie jemand anderen wählen.",
    )
    proposed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, rooms: Sequence[Room], proposal: Proposal, more: int = 1, label: str = "IFK", **kwargs: Any
    ) -> None:
        """Offers everybody who serves the desk, whoever is proposed first, whoever takes no new cases last."""
        person = str(proposal.person or "")
        kwargs["initial"] = {"caseworker": person, "proposed": person, **kwargs.get("initial", {})}
        super().__init__(data, **kwargs)
        self.rooms, self.proposal = rooms, proposal
        field = self.fields["caseworker"]
        assert isinstance(field, CaseworkerField)
        field.label = label
        field.help_text = proposal.sentence
        field.choices = [(str(room.person), _words(room, more)) for room in _in_order(rooms, proposal)]

    def clean(self) -> dict[str, Any]:
        """Whoever chooses another one than was proposed to her says why."""
        cleaned: dict[str, Any] = self.cleaned_data
        shown, chosen = cleaned.get("proposed"), cleaned.get("caseworker")
        if chosen and shown and chosen != shown and not cleaned.get("deviation"):
            self.add_error(
                "deviation", ValidationError("Wählen Sie, warum es nicht die vorgeschlagene Person sein soll.")
            )
        return cleaned

    def choice(self) -> Choice:
        """Who was chosen, and why."""
        chosen, shown = self.cleaned_data["caseworker"], self.cleaned_data["proposed"]
        person = User.objects.get(pk=chosen)
        if shown and chosen != shown:
            return Choice(person, deviation=self.cleaned_data["deviation"])
        is_proposed = chosen == str(self.proposal.person or "")
        return Choice(person, ground=self.proposal.ground or "" if is_proposed else "")


def _in_order(rooms: Sequence[Room], proposal: Proposal) -> list[Room]:
    return sorted(most_room_first(rooms), key=lambda room: (room.person != proposal.person, bool(room.restriction)))


def _words(room: Room, more: int) -> str:
    words = f"{room.name}: {room.expected} von {room.places} Fällen, {room.load_words(more)}"
    return f"{words} ({against})" if (against := room.against(more)) else words
