"""The rows of the form: household, statuses, pregnancies, assessments; and what rows must not do to one another."""

from typing import Any

from django import forms

from kit.days import Period, inclusive_period
from kit.formparts import RowFormSet
from routing.intake.forms import AssessmentForm, MemberForm, PregnancyForm, StatusForm, refusal
from routing.models import CaseManagementAssessment, DatedStatus, Pregnancy

MOST_ROWS = 60


class IntakeRows(RowFormSet):
    """Rows in which nothing was entered count as not there, wherever they stand."""

    default_error_messages = {
        "missing_management_form": "Die Seite kam unvollständig an. Prüfen Sie alle Zeilen und speichern Sie neu.",
        "too_many_forms": f"Mehr als {MOST_ROWS} Zeilen kann dieser Fall nicht haben. Entfernen Sie die überzähligen.",
    }

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """The same for stored and for new rows: a stored one is known by its id, not by its place."""
        return {**super().get_form_kwargs(index), "empty_permitted": True, "use_required_attribute": False}

    @property
    def used(self) -> list[tuple[int, forms.Form]]:
        """The rows in which something was entered, with their places on the page."""
        return [(place, form) for place, form in enumerate(self.forms) if form.has_changed()]

    def refuse_overlaps(self, first: str, last: str, sentence: str, kind: str | None = None) -> None:
        """Refuse every row whose days another row above it (of the same ``kind``) has already."""
        taken: list[tuple[object, Period]] = []
        for _, form in self.used:
            if form.errors:
                continue
            period = inclusive_period(form.cleaned_data[first], form.cleaned_data[last])
            of_kind = form.cleaned_data[kind] if kind else None
            if any(of_kind == other and overlap(period, days) for other, days in taken):
                form.add_error(first, sentence)
            taken.append((of_kind, period))


class MemberRows(IntakeRows):
    """The household."""

    row_label = "Person"


class StatusRows(IntakeRows):
    """The dated statuses."""

    row_label = "Status"

    def clean(self) -> None:
        """The periods of one status do not overlap."""
        self.refuse_overlaps("first", "last", refusal(DatedStatus, "status_periods_do_not_overlap"), kind="kind")


class PregnancyRows(IntakeRows):
    """The pregnancies."""

    row_label = "Schwangerschaft"

    def clean(self) -> None:
        """One entry for a due date."""
        seen = set()
        for _, form in self.used:
            due_date = form.cleaned_data.get("due_date")
            if due_date in seen:
                form.add_error("due_date", refusal(Pregnancy, "pregnancy_once_per_due_date"))
            if due_date:
                seen.add(due_date)


class AssessmentRows(IntakeRows):
    """The case-management assessments."""

    row_label = "Prüfung"

    def clean(self) -> None:
        """One result stands on a day."""
        sentence = refusal(CaseManagementAssessment, "assessment_periods_do_not_overlap")
        self.refuse_overlaps("assessed_on", "holds_until", sentence)


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods have a day in common."""
    return (other.end is None or one.start < other.end) and (one.end is None or other.start < one.end)


def _rows(form: type[forms.Form], rows: type[IntakeRows]) -> type[IntakeRows]:
    made = forms.formset_factory(
        form, formset=rows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1, validate_max=True
    )
    assert issubclass(made, IntakeRows)
    return made


ROWS = {
    "members": _rows(MemberForm, MemberRows),
    "statuses": _rows(StatusForm, StatusRows),
    "pregnancies": _rows(PregnancyForm, PregnancyRows),
    "assessments": _rows(AssessmentForm, AssessmentRows),
}
"""The formset of each part, by its prefix."""
