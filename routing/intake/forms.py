"""The fields in which an applicant is taken in and changed, and what each of them accepts.

What a constraint of the database refuses is refused here first, with the constraint's own sentence.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db import models

from kit import values
from kit.formparts import DATE_HINT, GermanDateField, LineField, ValueField, YesNoField
from kit.numbers import whole_number
from routing.enums import RELATION_CHOICES, Gender, KeepReason, StatusKind
from routing.intake.household import KEEP, REPLACE, SKIP, Candidate
from routing.models import Applicant, CaseManagementAssessment, DatedStatus, HouseholdMember, Pregnancy
from routing.models.applicant import (
    BG_NUMBER_HINT,
    CUSTOMER_NUMBER_HINT,
    LONGEST_EXCEPTION,
)
from routing.values import customer_number, typed_bg_number

DAY = "TT.MM.JJJJ"
CHOOSE = ("", "Bitte wählen")
EXCEPTION_FIELDS = ("exception_from", "exception_until", "exception_code", "exception_reason")


def refusal(model: type[models.Model], constraint: str) -> str:
    """The German sentence that a constraint of a model carries. Raises ``StopIteration`` for an unknown one."""
    return next(str(known.violation_error_message) for known in model._meta.constraints if known.name == constraint)


class RowIdField(forms.IntegerField):
    """The hidden id of a stored row. Whatever cannot be one makes the row a new one."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int | None:
        """The id, None for a new row."""
        return whole_number(str(value or "")) or None


def line(model: type[models.Model], name: str, **kwargs: Any) -> LineField:
    """A text field with the label and the length of a model's column."""
    return LineField(**_of_column(model, name), **kwargs)


def value(model: type[models.Model], name: str, **kwargs: Any) -> ValueField:
    """The same of a text that has a certain form."""
    return ValueField(**_of_column(model, name), **kwargs)


def _of_column(model: type[models.Model], name: str) -> dict[str, Any]:
    column = model._meta.get_field(name)
    assert isinstance(column, models.CharField)
    return {"label": str(column.verbose_name), "required": not column.blank, "at_most": column.max_length or 0}


def day(model: type[models.Model], name: str, *, empty: str = "", is_past: bool = False) -> GermanDateField:
    """An optional date field with the label of a model's column; ``empty`` is what an empty one means."""
    column = model._meta.get_field(name)
    assert isinstance(column, models.DateField)
    hint = f"{DAY}, leer: {empty}" if empty else DAY
    return GermanDateField(label=str(column.verbose_name), required=False, help_text=hint, is_past=is_past)


def choice(label: str, choices: Iterable[tuple[str, str]], sentence: str) -> forms.ChoiceField:
    """A list from which something has to be chosen; ``sentence`` says so when it was not."""
    messages = {"required": sentence, "invalid_choice": sentence}
    return forms.ChoiceField(label=label, choices=[CHOOSE, *choices], error_messages=messages)


class PersonForm(forms.Form):
    """The applicant herself and how to reach her. ``on``: the day on which the form is filled in."""

    last_name = line(Applicant, "last_name", error_messages={"required": "Geben Sie den Nachnamen ein."})
    first_name = line(Applicant, "first_name", error_messages={"required": "Geben Sie den Vornamen ein."})
    birth_date = GermanDateField(label="Geburtsdatum", help_text=DATE_HINT, is_past=True)
    gender = forms.ChoiceField(
        label="Geschlecht",
        choices=[("", "nicht eingetragen"), *Gender.choices],
        required=False,
        error_messages={"invalid_choice": "Wählen Sie das Geschlecht aus der Liste."},
    )
    customer_number = ValueField(
        meaning=customer_number,
        sentence=refusal(Applicant, "applicant_customer_number_form"),
        label="Kundennummer",
        help_text=CUSTOMER_NUMBER_HINT,
        error_messages={"required": refusal(Applicant, "applicant_customer_number_form")},
        widget=forms.TextInput(attrs={"class": "input-short"}),
    )
    bg_number = ValueField(
        meaning=typed_bg_number,
        sentence=refusal(Applicant, "applicant_bg_number_form"),
        label="BG-Nummer",
        help_text=BG_NUMBER_HINT,
        error_messages={"required": refusal(Applicant, "applicant_bg_number_form")},
        widget=forms.TextInput(attrs={"class": "input-short"}),
    )
    street = line(Applicant, "street")
    postal_code = value(
        Applicant,
        "postal_code",
        meaning=values.postal_code,
        sentence="Geben Sie die PLZ mit fünf Ziffern ein, zum Beispiel 58095.",
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric"}),
    )
    city = line(Applicant, "city")
    telephone = value(
        Applicant,
        "telephone",
        meaning=values.telephone,
        sentence="Geben Sie die Telefonnummer mit Ziffern ein, zum Beispiel 02331 123456.",
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = value(
        Applicant,
        "email",
        meaning=values.email,
        sentence="Geben Sie eine E-Mail-Adresse wie name@beispiel.de ein.",
        widget=forms.TextInput(attrs={"inputmode": "email"}),
    )
    verbis_single_parent = forms.BooleanField(
        label="Merkmal alleinerziehend in VerBIS",
        required=False,
        help_text="Wird nur festgehalten; ohne Bedeutung für die Zuordnung.",
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """See the class."""
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_birth_date(self) -> date:
        """The applicant is born."""
        born: date = self.cleaned_data["birth_date"]
        if born > self.on:
            raise forms.ValidationError("Das Geburtsdatum liegt in der Zukunft. Geben Sie den Tag der Geburt ein.")
        return born


class MemberForm(forms.Form):
    """Another person of the household, seen from the applicant."""

    id = RowIdField(required=False)
    relation = choice("Beziehung", RELATION_CHOICES, refusal(HouseholdMember, "member_relation_known"))
    first_name = line(HouseholdMember, "first_name")
    last_name = line(HouseholdMember, "last_name")
    birth_date = day(HouseholdMember, "birth_date", is_past=True)
    married_on = day(HouseholdMember, "married_on")
    moved_in = day(HouseholdMember, "moved_in", empty="schon immer")
    moved_out = day(HouseholdMember, "moved_out", empty="wohnt dort")

    def clean(self) -> dict[str, Any]:
        """Nobody moves out before moving in."""
        moved_in, moved_out = self.cleaned_data.get("moved_in"), self.cleaned_data.get("moved_out")
        if moved_in and moved_out and moved_out < moved_in:
            self.add_error("moved_out", refusal(HouseholdMember, "member_moves_out_after_moving_in"))
        return self.cleaned_data


class StatusForm(forms.Form):
    """A dated status; both days belong to it."""

    id = RowIdField(required=False)
    kind = choice("Status", StatusKind.choices, refusal(DatedStatus, "status_kind_known"))
    first = GermanDateField(
        label="von", help_text=DAY, error_messages={"required": refusal(DatedStatus, "status_starts_on_a_day")}
    )
    last = GermanDateField(label="bis (letzter Tag)", required=False, help_text=f"{DAY}, leer: ohne Ende")

    def clean(self) -> dict[str, Any]:
        """It does not end before it starts."""
        refuse_reversed(self, "first", "last", refusal(DatedStatus, "status_starts_on_a_day"))
        return self.cleaned_data


class PregnancyForm(forms.Form):
    """A pregnancy mark. Why it ended is not asked."""

    id = RowIdField(required=False)
    due_date = day(Pregnancy, "due_date")
    proof_seen_on = day(Pregnancy, "proof_seen_on")
    expected_single_parent = YesNoField(label="künftig alleinerziehend")
    ended_on = day(Pregnancy, "ended_on")


class AssessmentForm(forms.Form):
    """A case-management assessment with the exception by which the case is kept all the same."""

    id = RowIdField(required=False)
    assessed_on = GermanDateField(
        label="geprüft am, gilt ab",
        help_text=DAY,
        error_messages={"required": refusal(CaseManagementAssessment, "assessment_starts_on_a_day")},
    )
    holds_until = GermanDateField(label="gilt bis", required=False, help_text=f"{DAY}, leer: ohne Ende")
    criteria_met = YesNoField(label="Kriterien liegen vor")
    exception_from = GermanDateField(label="Ausnahme gilt von", required=False, help_text=DAY)
    exception_until = GermanDateField(
        label="Ausnahme gilt bis", required=False, help_text=f"{DAY}, höchstens ein Jahr; dann wird neu hingesehen"
    )
    exception_code = forms.ChoiceField(
        label="Grund der Ausnahme",
        choices=[("", "keine Ausnahme"), *KeepReason.choices],
        required=False,
        error_messages={"invalid_choice": refusal(CaseManagementAssessment, "assessment_exception_whole")},
    )
    exception_reason = line(CaseManagementAssessment, "exception_reason")

    def clean(self) -> dict[str, Any]:
        """No end before its start; an exception is whole or absent."""
        refuse_reversed(
            self, "assessed_on", "holds_until", refusal(CaseManagementAssessment, "assessment_starts_on_a_day")
        )
        if any(self.cleaned_data.get(name) for name in EXCEPTION_FIELDS):
            self._check_exception(refusal(CaseManagementAssessment, "assessment_exception_whole"))
        return self.cleaned_data

    def _check_exception(self, sentence: str) -> None:
        for name in ("exception_from", "exception_code", "exception_reason"):
            if name in self.cleaned_data and not self.cleaned_data[name]:
                self.add_error(name, sentence)
        if self.cleaned_data.get("criteria_met") is False:
            self.add_error("criteria_met", sentence)
        refuse_reversed(
            self, "exception_from", "exception_until", "Die Ausnahme endet vor ihrem Beginn. Prüfen Sie beide Daten."
        )
        first, last = self.cleaned_data.get("exception_from"), self.cleaned_data.get("exception_until")
        if "exception_until" in self.cleaned_data and lasts_too_long(first, last):
            self.add_error("exception_until", refusal(CaseManagementAssessment, "assessment_exception_ends"))


def lasts_too_long(first: date | None, last: date | None) -> bool:
    """Whether an exception on these days has no end, or one that is too far away."""
    return first is not None and (last is None or last - first >= LONGEST_EXCEPTION)


def refuse_reversed(form: forms.Form, first: str, last: str, sentence: str) -> None:
    """Refuse a period whose last day lies before its first."""
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, sentence)


class TakeoverForm(forms.Form):
    """For each person of another applicant's household: what she is to the applicant of this form, or what becomes of
    the differences. Nothing is proposed for a relation.
    """

    def __init__(self, *args: Any, candidates: Iterable[Candidate], **kwargs: Any) -> None:
        """See the class."""
        super().__init__(*args, **kwargs)
        self.candidates = [candidate for candidate in candidates if candidate.to_decide]
        for candidate in self.candidates:
            self.fields[choice_name(candidate)] = _takeover_field(candidate)

    def chosen(self) -> list[tuple[Candidate, str]]:
        """What was chosen for whom; only of a valid form."""
        return [(candidate, self.cleaned_data[choice_name(candidate)]) for candidate in self.candidates]


def choice_name(candidate: Candidate) -> str:
    """The name of the field in which is chosen what becomes of a candidate."""
    return f"choice-{candidate.number}"


def _takeover_field(candidate: Candidate) -> forms.ChoiceField:
    if candidate.entered_at is None:
        label, choices = f"{candidate.name} ist hier", [*RELATION_CHOICES, (SKIP, "nicht übernehmen")]
        initial, sentence = None, f"Wählen Sie für {candidate.name} die Beziehung oder „nicht übernehmen“."
    else:
        label, choices = (
            f"{candidate.name} steht schon im Formular",
            [(KEEP, "so lassen"), (REPLACE, "durch die Angaben von dort ersetzen")],
        )
        initial, sentence = KEEP, f"Wählen Sie für {candidate.name} „so lassen“ oder „ersetzen“."
    messages = {"required": sentence, "invalid_choice": sentence}
    return forms.ChoiceField(
        label=label, choices=choices, initial=initial, widget=forms.RadioSelect, error_messages=messages
    )
