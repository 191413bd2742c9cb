"""The form in which a distribution is asked for, and what the page of a plan filters by."""

from typing import Any
from uuid import UUID

from django import forms

from routing.distribution.people import People, who_takes
from routing.distribution.question import Wanted
from routing.enums import DistributionOccasion, DistributionScope
from routing.models import DistributionRun
from staff.models import Desk

GIVE_ALL_AWAY = frozenset({DistributionOccasion.LEAVING, DistributionOccasion.ABSENCE})
"""Whose cases are given away on these occasions does not receive any."""


class PlanForm(forms.Form):
    """Why, which cases, whose, and to whom."""

    occasion = forms.ChoiceField(
        label="Anlass",
        choices=DistributionOccasion.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Wählen Sie, warum Sie Fälle verteilen.",
            "invalid_choice": "Wählen Sie den Anlass aus der Liste.",
        },
    )
    scope = forms.ChoiceField(
        label="Welche Fälle werden verteilt?",
        choices=DistributionScope.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Wählen Sie, welche Fälle verteilt werden.",
            "invalid_choice": "Wählen Sie die Fälle aus der Liste.",
        },
    )
    givers = forms.MultipleChoiceField(
        label="Wessen Fälle?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nur für „Fälle bestimmter Personen“.",
        error_messages={"invalid_choice": "Diese Person hat keine Fälle der Stelle mehr. Wählen Sie neu."},
    )
    receivers = forms.MultipleChoiceField(
        label="Wer erhält Fälle?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Wer geht oder länger abwesend ist und Fälle abgibt, erhält keine, auch wenn sie angekreuzt ist.",
        error_messages={
            "required": "Wählen Sie mindestens eine Person, die Fälle erhält.",
            "invalid_choice": "Diese Person besetzt die Stelle nicht mehr. Wählen Sie neu.",
        },
    )

    def __init__(self, data: Any, *, desk: Desk, people: People, initial: dict[str, Any] | None = None) -> None:
        """Everybody who takes new cases is ticked unless ``initial`` says otherwise."""
        super().__init__(data, initial={"receivers": who_takes(people.receivers), **(initial or {})})
        self.desk, self.people = desk, people
        self._offer("givers", [(str(each.user.pk), str(each)) for each in people.givers])
        self._offer("receivers", [(str(each.serving.user.pk), str(each)) for each in people.receivers])
        none = f"{DistributionScope.WITHOUT_CASEWORKER.label} ({people.without_caseworker})"
        total = people.without_caseworker + sum(each.cases for each in people.givers)
        self._offer(
            "scope",
            [
                (DistributionScope.WITHOUT_CASEWORKER.value, none),
                (DistributionScope.OF_PEOPLE.value, DistributionScope.OF_PEOPLE.label),
                (DistributionScope.ALL.value, f"{DistributionScope.ALL.label} ({total})"),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Chosen people's cases need people; and somebody has to be left who receives."""
        scope, givers = self.cleaned_data.get("scope"), self.cleaned_data.get("givers")
        if scope == DistributionScope.OF_PEOPLE and not givers and "givers" not in self.errors:
            self.add_error("givers", "Wählen Sie, wessen Fälle verteilt werden.")
        elif self.cleaned_data.get("receivers") and not self._receivers():
            self.add_error("receivers", "Wer Fälle abgibt, erhält keine. Wählen Sie jemand anderen dazu.")
        return self.cleaned_data

    def wanted(self) -> Wanted:
        """What is asked for; only of a valid form."""
        return Wanted(
            self.desk,
            DistributionOccasion(self.cleaned_data["occasion"]),
            DistributionScope(self.cleaned_data["scope"]),
            self._givers(),
            self._receivers(),
        )

    def _givers(self) -> list[int]:
        if self.cleaned_data.get("scope") != DistributionScope.OF_PEOPLE:
            return []
        return [int(value) for value in self.cleaned_data.get("givers", ())]

    def _receivers(self) -> list[int]:
        receivers = [int(value) for value in self.cleaned_data["receivers"]]
        if self.cleaned_data.get("occasion") not in GIVE_ALL_AWAY:
            return receivers
        givers = set(self._givers())
        return [each for each in receivers if each not in givers]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class ChangeForm(forms.Form):
    """Cases of a plan, and who is to receive them instead; or they come out of the plan (``out``)."""

    applicant = forms.TypedMultipleChoiceField(
        label="Fälle",
        coerce=UUID,
        error_messages={
            "required": "Wählen Sie in der Liste mindestens einen Fall aus.",
            "invalid_choice": "Einer der Fälle ist nicht mehr in diesem Plan. Sehen Sie Ihre Auswahl durch.",
        },
    )
    person = forms.CharField(label="Ausgewählte geben an", required=False)
    households = forms.BooleanField(required=False)
    out = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, run: DistributionRun) -> None:
        """At first whole households are changed."""
        super().__init__(data, auto_id="bulk-%s", initial={"households": True})
        field = self.fields["applicant"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = lambda: [(str(key), "") for key in run.items.values_list("applicant__key", flat=True)]

    def chosen(self) -> list[str]:
        """Which cases are ticked."""
        return self["applicant"].value() or []


class FilterForm(forms.Form):
    """Which cases of a plan the page shows. People are meant by their place in the plan."""

    SHOWN = (("", "alle Fälle"), ("wechsel", "nur wer wechselt"), ("getrennt", "nur getrennte Haushalte"))

    an = forms.TypedChoiceField(label="Erhält", required=False, coerce=int, empty_value=None)
    zeigen = forms.ChoiceField(label="Zeigen", required=False, choices=SHOWN)

    def __init__(self, data: Any, *, people: list[str]) -> None:
        """``people``: the names of those who receive, in the order of the plan."""
        super().__init__(data)
        field = self.fields["an"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "alle Personen"), *((number, name) for number, name in enumerate(people, 1))]
        self.is_valid()

    @property
    def person(self) -> int | None:
        """The place of the person in the plan, from 1; none for all of them."""
        return self.cleaned_data.get("an")

    @property
    def shown(self) -> str:
        """Which cases: "" for all."""
        return str(self.cleaned_data.get("zeigen", ""))
