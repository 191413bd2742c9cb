"""The form of the page "Prüfung Fallmanagement": criteria by phase, the result, and what follows from it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from kit.days import Period, inclusive_period
from kit.formparts import DATE_HINT, GermanDateField, LineField, YesNoField
from routing.enums import CasePhase, KeepReason
from routing.intake.forms import DAY, RowIdField, lasts_too_long, refusal
from routing.models import CaseManagementAssessment, CaseManagementCriterion
from routing.record import AssessmentRecord, CriterionRecord, ExceptionRecord
from routing.rules.case_management import criteria_propose
from staff.models import User

HAND_OVER, KEEP = "hand_over", "keep"
NEXT_LOOK = timedelta(days=182)
"""Proposed from one assessment to the next."""

_REASON_AT_MOST = 400
_KEEPING = {
    "keep_code": "Wählen Sie, warum Sie den Fall behalten.",
    "keep_reason": "Begründen Sie in einem Satz, warum Sie den Fall behalten.",
    "keep_until": "Geben Sie den Tag ein, bis zu dem Sie den Fall behalten.",
}
"""What keeping a case needs, and what is said where it is missing."""


class AssessmentPageForm(forms.Form):
    """``criteria`` are those that are asked today, ``on``: a field for the ticks of each phase."""

    revision = RowIdField(required=False)
    assessed_on = GermanDateField(label="geprüft am", help_text=DATE_HINT)
    criteria_met = YesNoField(
        label="Ergebnis: Kriterien liegen vor",
        error_messages={"required": "Entscheiden Sie, ob die Kriterien vorliegen. Der Vorschlag entscheidet nicht."},
    )
    keep = forms.ChoiceField(
        label="Was folgt daraus?",
        choices=[
            (HAND_OVER, "Fall abgeben: an das Fallmanagement, wenn keine Regel vorgeht"),
            (KEEP, "Fall behalten, mit Grund und bis zu einem Tag"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    keep_code = forms.ChoiceField(
        label="Grund",
        choices=[("", "Bitte wählen"), *KeepReason.choices],
        required=False,
        error_messages={"invalid_choice": "Wählen Sie einen Grund aus der Liste."},
    )
    keep_reason = LineField(
        at_most=_REASON_AT_MOST, label="Begründung in einem Satz", required=False, help_text="Keine Diagnosen."
    )
    keep_until = GermanDateField(
        label="behalten bis", required=False, help_text=f"{DAY}, höchstens ein Jahr. Am Tag danach wird neu hingesehen."
    )
    next_due = GermanDateField(label="nächste Prüfung am", help_text=DATE_HINT)

    def __init__(
        self, *args: Any, criteria: Sequence[CaseManagementCriterion], on: date, by: User, **kwargs: Any
    ) -> None:
        """See the class. ``by``: in whose name a case is kept."""
        super().__init__(*args, **kwargs)
        self.criteria, self.on, self.by = criteria, on, by
        self.phases = []
        for phase in CasePhase:
            asked = [(str(criterion.pk), criterion.text) for criterion in criteria if criterion.phase == phase]
            if asked:
                self.fields[f"phase_{phase.value}"] = _ticks(phase, asked)
                self.phases.append(self[f"phase_{phase.value}"])

    def clean(self) -> dict[str, Any]:
        """Nothing is assessed ahead; the next one comes later; keeping the case is whole."""
        day, due = self.cleaned_data.get("assessed_on"), self.cleaned_data.get("next_due")
        if day and day > self.on:
            self.add_error(
                "assessed_on", "Die Prüfung liegt in der Zukunft. Geben Sie heute oder einen früheren Tag ein."
            )
        elif day and due and due <= day:
            self.add_error("next_due", refusal(CaseManagementAssessment, "assessment_due_after_its_day"))
        if self.cleaned_data.get("criteria_met"):
            self._check_what_follows(day)
        return self.cleaned_data

    def _check_what_follows(self, day: date | None) -> None:
        if "keep" in self.cleaned_data and not self.cleaned_data["keep"]:
            self.add_error("keep", "Wählen Sie, ob Sie den Fall abgeben oder behalten.")
        if self.cleaned_data.get("keep") != KEEP:
            return
        for name, sentence in _KEEPING.items():
            if name in self.cleaned_data and not self.cleaned_data[name]:
                self.add_error(name, sentence)
        until = self.cleaned_data.get("keep_until")
        if until and until < self.on:
            self.add_error("keep_until", "Dieser Tag ist vorbei. Geben Sie heute oder einen späteren Tag ein.")
        elif until and lasts_too_long(day, until):
            self.add_error("keep_until", refusal(CaseManagementAssessment, "assessment_exception_ends"))

    def assessment(self) -> AssessmentRecord:
        """What was entered, with the criteria in the words of today; only of a valid form."""
        data = self.cleaned_data
        ticked = {pk for field in self.phases for pk in data[field.name]}
        exception = None
        if data["criteria_met"] and data["keep"] == KEEP:
            exception = ExceptionRecord(
                inclusive_period(data["assessed_on"], data["keep_until"]),
                data["keep_code"],
                data["keep_reason"],
                self.by.pk,
                self.by.short_name,
            )
        return AssessmentRecord(
            Period(data["assessed_on"]),
            data["criteria_met"],
            exception,
            next_due=data["next_due"],
            criteria=tuple(
                CriterionRecord(criterion.get_phase_display(), criterion.text, str(criterion.pk) in ticked)
                for criterion in self.criteria
            ),
        )


def proposal(met: int, listed: int) -> str:
    """What the ticks propose, as a sentence; empty without a list."""
    if not listed:
        return ""
    count = "1 Kriterium trifft" if met == 1 else f"{met} Kriterien treffen"
    result = "Kriterien liegen vor" if criteria_propose(met, listed) else "Kriterien liegen nicht vor"
    return f"{count} zu. Vorschlag: {result}."


def _ticks(phase: CasePhase, asked: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=f"Phase {phase.value}: {phase.label}",
        choices=asked,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Die Liste der Kriterien ist jetzt eine andere. Wählen Sie aus dieser."},
    )
