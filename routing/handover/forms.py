"""The forms of hand-overs: what narrows their lists, and what is said at each step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.timezone import get_current_timezone

from kit.formparts import GermanDateField
from routing.assignment.choosing import CaseworkerForm
from routing.assignment.rooms import rooms, ties_of
from routing.enums import LIVE_TRANSFER_STATES, ReturnReason, TransferState
from routing.handover.actions import LONGEST_WAIT
from routing.handover.checklist import CheckedItem
from routing.handover.lists import LapseAge, Side, lapsed
from routing.models import Transfer
from routing.rules.proposal import Ties, propose
from staff.models import Desk

LONGEST_NOTE = 1000

ANY_LAPSE = "ja"

SHOWN_STATES = (*LIVE_TRANSFER_STATES, TransferState.COMPLETED.value)

_ALL = ("", "alle")


class ListForm(forms.Form):
    """What a list is narrowed to; both may be left open."""

    seite = forms.ChoiceField(
        label="Seite",
        required=False,
        choices=[_ALL, (Side.GIVING.value, "wir geben ab"), (Side.RECEIVING.value, "wir nehmen an")],
    )
    stelle = forms.ChoiceField(label="Eigene Stelle", required=False)
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[_ALL, *(choice for choice in TransferState.choices if choice[0] in SHOWN_STATES)],
    )
    wegfall = forms.ChoiceField(
        label="Merkmal entfallen",
        required=False,
        choices=[
            _ALL,
            (ANY_LAPSE, "entfallen"),
            (LapseAge.RECENT.value, "seit bis zu 5 Arbeitstagen bekannt"),
            (LapseAge.MIDDLE.value, "seit 6 bis 10 Arbeitstagen bekannt"),
            (LapseAge.OLD.value, "seit über 10 Arbeitstagen bekannt"),
        ],
    )

    def __init__(self, data: Mapping[str, Any], *, desks: Sequence[Desk]) -> None:
        """``desks`` are those of the person's team; one alone is nothing to choose from."""
        super().__init__(data)
        self.own = desks
        field = self.fields["stelle"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_ALL, *((desk.code, desk.label) for desk in desks)]
        if len(desks) <= 1:
            del self.fields["stelle"]
        self.is_valid()

    def side(self) -> Side | None:
        """The side asked for; none for both, and for what cannot be read."""
        chosen = self.cleaned_data.get("seite")
        return Side(chosen) if chosen else None

    def desks(self) -> list[Desk]:
        """The desk asked for, else all of them."""
        chosen = self.cleaned_data.get("stelle")
        return [desk for desk in self.own if chosen in {"", None, desk.code}]

    def narrowed(self, on: date) -> Q:
        """The state and the lapse asked for."""
        state, lapse = self.cleaned_data.get("stand"), self.cleaned_data.get("wegfall")
        asked = Q(state=state) if state else Q()
        if lapse:
            asked &= lapsed() & (Q() if lapse == ANY_LAPSE else LapseAge(lapse).known(on))
        return asked

    def words(self) -> str:
        """What the list is narrowed to, for paper."""
        side = {Side.GIVING: "abzugeben", Side.RECEIVING: "anzunehmen", None: "abzugeben und anzunehmen"}[self.side()]
        more = [_words_of(self[name]) for name in ("stand", "wegfall") if self.cleaned_data.get(name)]
        return " · ".join([side, ", ".join(str(desk) for desk in self.desks()), *more])


def _words_of(chosen: BoundField) -> str:
    choices = dict(chosen.field.widget.choices)
    return f"{chosen.label}: {choices[chosen.value()]}"


class NoteField(forms.CharField):
    """Some sentences to the other side."""

    def __init__(self, **kwargs: Any) -> None:
        """Like every field, with room for some lines."""
        too_long = MaxLengthValidator(LONGEST_NOTE, f"Kürzen Sie den Text auf höchstens {LONGEST_NOTE} Zeichen.")
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), validators=[too_long], **kwargs)


class InitiateForm(forms.Form):
    """What is ticked, and what the receiving side should know beyond the sheet."""

    items = forms.TypedMultipleChoiceField(
        label="Checkliste",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Die Checkliste ist inzwischen eine andere. Sehen Sie sie noch einmal durch."
        },
    )
    note = NoteField(label="Vermerk für die annehmende Stelle", required=False)

    def __init__(self, data: Any = None, *, checklist: Sequence[CheckedItem], draft: str) -> None:
        """For the items that the office asks for now; at first as it was kept last."""
        ticked = [str(checked.item.pk) for checked in checklist if checked.tick]
        super().__init__(data, initial={"items": ticked, "note": draft})
        field = self.fields["items"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(checked.item.pk), _said(checked)) for checked in checklist]
        if not checklist:
            del self.fields["items"]


def _said(checked: CheckedItem) -> str:
    """The item, and who has ticked it when."""
    if checked.tick is None:
        return checked.item.text
    at = checked.tick.at.astimezone(get_current_timezone())
    said = f"{checked.tick.by.short_name}, {at:%d.%m.%Y, %H:%M} Uhr"
    return format_html('{} <span class="muted">{}</span>', checked.item.text, said)


class AcceptForm(CaseworkerForm):
    """Who takes the case, and from when on."""

    effective_on = GermanDateField(
        label="Wirksam ab",
        help_text="TT.MM.JJJJ, heute oder in den nächsten 60 Tagen. Bis dahin bleibt die abgebende Stelle zuständig.",
    )

    def __init__(self, data: Any, *, transfers: Sequence[Transfer], on: date) -> None:
        """For one hand-over or several to the same desk. Of several nothing but the room decides who is proposed."""
        desk = transfers[0].target_id
        people = rooms(desk, on)
        ties = ties_of(transfers[0].applicant, desk) if len(transfers) == 1 else Ties()
        super().__init__(
            data,
            rooms=people,
            proposal=propose(people, ties, more=len(transfers)),
            more=len(transfers),
            initial={"effective_on": on},
            auto_id="id_accept_%s",
        )
        self.on = on

    def clean_effective_on(self) -> date:
        """Today or soon."""
        day: date = self.cleaned_data["effective_on"]
        if not self.on <= day <= self.on + LONGEST_WAIT:
            raise ValidationError(
                "Der Fall geht frühestens heute und spätestens in 60 Tagen über. Wählen Sie einen Tag."
            )
        return day


class ReturnForm(forms.Form):
    """Why a hand-over goes back. Its inputs have ids of their own: it stands on a page with others."""

    reason = forms.ChoiceField(
        label="Warum geht die Überstellung zurück?",
        choices=ReturnReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wählen Sie, warum die Überstellung zurückgeht."},
    )
    note = NoteField(
        label="Was die abgebende Stelle tun soll",
        error_messages={"required": "Schreiben Sie in einem Satz, was die abgebende Stelle tun soll."},
    )


class WithdrawForm(forms.Form):
    """Why a hand-over is taken back; it may go without saying."""

    note = NoteField(label="Vermerk", required=False)
