"""What is entered about staffing: a desk and a share, an absence, a deputy, the end of any of them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from kit.formparts import GermanDateField
from people.page import colleagues_of, deputy_choices
from staff.enums import Restriction
from staff.models import Desk, User


class ShareField(forms.IntegerField):
    """Per cent of a full caseload."""

    def __init__(self) -> None:
        """Whole per cents from 1 to 100."""
        wrong = "Geben Sie als Anteil eine ganze Zahl von 1 bis 100 ein."
        super().__init__(
            label="Anteil an einer vollen Stelle in Prozent",
            min_value=1,
            max_value=100,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        )


class StaffingForm(forms.Form):
    """Which desk somebody serves, with what share, from when to when."""

    desk = forms.ModelChoiceField(
        label="Stelle",
        queryset=Desk.objects.none(),
        empty_label="bitte wählen",
        error_messages={"required": "Wählen Sie die Stelle.", "invalid_choice": "Wählen Sie eine Stelle des Teams."},
    )
    share = ShareField()
    first = GermanDateField(label="Erster Tag", help_text="TT.MM.JJJJ")
    last = GermanDateField(label="Letzter Tag", required=False, help_text="Leer, solange kein Ende bekannt ist.")

    def __init__(self, data: Any, *, person: User) -> None:
        """Offers the desks of the person's team, and her own."""
        super().__init__(data, auto_id="staffing_%s", initial={"share": 100})
        _offer(self.fields["desk"], Desk.objects.filter(Q(team=person.team_id) | Q(pk=person.desk_id)))


class ShareForm(forms.Form):
    """Another share from a day on."""

    share = ShareField()
    first = GermanDateField(label="Gilt ab", help_text="TT.MM.JJJJ")


class UnavailabilityForm(forms.Form):
    """Whether somebody is absent or takes no new cases, from when to when."""

    kind = forms.ChoiceField(
        label="Was gilt?",
        choices=Restriction.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wählen Sie „abwesend“ oder „keine neuen Fälle“."},
    )
    first = GermanDateField(label="Erster Tag", help_text="TT.MM.JJJJ")
    last = GermanDateField(
        label="Letzter Tag",
        required=False,
        help_text="Am Tag danach gilt die Person von selbst wieder als da. Leer: bis auf Weiteres.",
    )

    def __init__(self, data: Any) -> None:
        """With ids of its own: it stands on a page with others."""
        super().__init__(data, auto_id="absence_%s")


class DeputyForm(forms.Form):
    """Who stands in, from when to when."""

    deputy = forms.ModelChoiceField(
        label="Vertretung",
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Wählen Sie, wer vertritt.",
            "invalid_choice": "Wählen Sie jemanden aus dem Team.",
        },
    )
    first = GermanDateField(label="Erster Tag", help_text="TT.MM.JJJJ")
    last = GermanDateField(label="Letzter Tag", help_text="TT.MM.JJJJ")

    def __init__(self, data: Any, *, person: User, on: date) -> None:
        """Offers everybody else of the team, with what speaks against her on a day."""
        super().__init__(data, auto_id="deputy_%s")
        field = self.fields["deputy"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues_of(person)
        field.choices = lambda: deputy_choices(person, on)


class EndForm(forms.Form):
    """Another last day."""

    last = GermanDateField(
        label="Letzter Tag",
        help_text="Ein Tag vor dem ersten nimmt den Eintrag zurück.",
        error_messages={"required": "Geben Sie den letzten Tag ein."},
    )


def _offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
