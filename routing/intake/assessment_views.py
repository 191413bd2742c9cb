"""The page "Prüfung Fallmanagement": whether the criteria are met, looked at phase by phase."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from frame.viewer import Viewer
from kit.formparts import error_list
from kit.refusals import ChangedMeanwhile
from routing.enums import KeepReason
from routing.intake.actions import change
from routing.intake.assessing import with_assessment
from routing.intake.assessment_forms import HAND_OVER, NEXT_LOOK, AssessmentPageForm, proposal
from routing.models import Applicant, CaseManagementCriterion, Decision
from routing.permissions import own_applicant
from routing.queries import open_assignment, record_of
from routing.roles import SEES_APPLICANTS
from routing.rules.codes import DeskCode

SHOW = "show_proposal"


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def applicant_assess(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tick the criteria, see what they propose, decide, and say when to look again."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    applicant = own_applicant(user, key)
    criteria = list(CaseManagementCriterion.objects.filter(is_active=True))
    if SHOW in request.POST:
        sentence = proposal(_ticked(request.POST, criteria), len(criteria))
        if request.headers.get("HX-Request"):
            return render(request, "routing/_assessment_proposal.html", {"proposal": sentence})
        typed = AssessmentPageForm(initial=_typed(request.POST), criteria=criteria, on=today, by=user)
        return _page(request, applicant, typed, sentence)
    if request.method != "POST":
        form = AssessmentPageForm(initial=_fresh(today), criteria=criteria, on=today, by=user)
        return _page(request, applicant, form, "")
    form = AssessmentPageForm(request.POST, criteria=criteria, on=today, by=user)
    if form.is_valid():
        try:
            decision = _save(applicant, form, viewer)
        except ChangedMeanwhile:
            applicant.refresh_from_db()
            form.add_error(None, "Inzwischen hat jemand anderes etwas geändert. Sehen Sie sich die letzte Prüfung an.")
        else:
            _tell(request, applicant, decision)
            return redirect("applicant_detail", key=key)
    return _page(request, applicant, form, proposal(_ticked(request.POST, criteria), len(criteria)))


def _save(applicant: Applicant, form: AssessmentPageForm, viewer: Viewer) -> Decision:
    stored = record_of(applicant)
    record = replace(stored, assessments=with_assessment(stored.assessments, form.assessment()))
    return change(
        applicant=applicant,
        revision=form.cleaned_data["revision"] or 0,
        record=record,
        by=viewer.user,
        on=viewer.on,
        at=viewer.at,
    )


def _page(request: HttpRequest, applicant: Applicant, form: AssessmentPageForm, sentence: str) -> HttpResponse:
    note_reading(request, [applicant.key])
    assessments = record_of(applicant).assessments
    last = assessments[-1] if assessments else None
    context = {
        "applicant": applicant,
        "form": form,
        "proposal": sentence,
        "last": last,
        "last_met": [criterion for criterion in last.criteria if criterion.is_met] if last else [],
        "kept_because": KeepReason(last.exception.code).label if last and last.exception else "",
        "errors": error_list(form),
    }
    return render(request, "routing/applicant_assess.html", context, status=422 if form.errors else 200)


def _tell(request: HttpRequest, applicant: Applicant, decision: Decision) -> None:
    responsible = open_assignment(applicant)
    if responsible is not None and decision.desk_id != responsible.desk_id:
        messages.success(
            request, f"Gespeichert. Zuständig ist jetzt {decision.desk}; die Überstellung ist vorgeschlagen."
        )
    elif decision.desk_id == DeskCode.CASE_MANAGEMENT:
        messages.success(request, "Gespeichert. Das Fallmanagement ist zuständig.")
    else:
        messages.success(request, f"Gespeichert. Es bleibt bei {decision.desk}.")


def _ticked(data: QueryDict, criteria: list[CaseManagementCriterion]) -> int:
    asked = {(f"phase_{criterion.phase}", str(criterion.pk)) for criterion in criteria}
    return sum(pk in data.getlist(name) for name, pk in asked)


def _fresh(today: date) -> dict[str, object]:
    return {"assessed_on": today, "next_due": today + NEXT_LOOK, "keep": HAND_OVER}


def _typed(data: QueryDict) -> dict[str, object]:
    return {name: data.getlist(name) if name.startswith("phase_") else data.get(name) for name in data}
