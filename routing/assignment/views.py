"""The applicant's page, and what is done with a case from there."""

from datetime import date, datetime, time
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frame.composition import applicant_sections
from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from frame.steps import click, take
from kit.formparts import error_list
from routing.assignment.actions import close_case, take_over_case
from routing.assignment.caseworker import change_caseworker
from routing.assignment.chronology import SHOWN_AT_MOST, chronology
from routing.assignment.forms import CloseCaseForm, ColleagueForm, DayForm
from routing.assignment.openings import open_new_case
from routing.assignment.page import applicant_page, decision_known_at
from routing.enums import ClosingReason, ColleagueReason, Occasion
from routing.models import Applicant
from routing.permissions import (
    may_change_caseworker,
    may_request_override,
    may_take_over,
    own_applicant,
    visible_applicant,
    visible_applicants,
    visible_transfers,
)
from routing.queries import open_assignment, open_case, running_transfers
from routing.roles import SEES_APPLICANTS
from staff.models import User


@requires_role(SEES_APPLICANTS)
@require_GET
def applicant_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """The applicant on a day (``?on=``), and the decision as it was known on a day (``?known=``)."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    applicant = get_object_or_404(visible_applicants(user, today).select_related("current__decision"), key=key)
    asked = DayForm(request.GET)
    days = asked.days() if asked.is_valid() else {}
    on, known = days.get("on") or today, days.get("known")
    seen = Exists(visible_transfers(user).filter(pk=OuterRef("pk")))
    transfer = running_transfers(applicant).annotate(may_be_opened=seen).first()
    page = applicant_page(applicant, transfer, on=on, today=today)
    sections = applicant_sections(applicant, viewer)
    told = [line for section in sections for line in section.history]
    happenings = chronology(applicant, page.assignments, page.all_overrides, told)
    note_reading(request, [applicant.key])
    context = {
        "page": page,
        "day_form": DayForm(initial=days) if asked.is_valid() else asked,
        "today": today,
        "known": known,
        "known_answer": decision_known_at(applicant, _end_of(known)) if known else None,
        "is_foreign": page.responsible is not None and page.responsible.desk.team_id != user.team_id,
        "chronology": happenings,
        "chronology_is_cut": len(happenings) == SHOWN_AT_MOST,
        "errors": error_list(asked),
        "sections": sections,
        "may_take_over": may_take_over(user, page.responsible, page.desk_today.pk, today),
        "may_change_caseworker": may_change_caseworker(user, page.responsible),
        "transfer": transfer,
        "may_open_transfer": transfer is not None and transfer.may_be_opened,
        "may_override": may_request_override(user, page.responsible),
    }
    return render(request, "routing/applicant_detail.html", context, status=200 if asked.is_valid() else 422)


@requires_role(SEES_APPLICANTS)
@require_POST
def case_take_over(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the acting caseworker responsible from today ("Fall übernehmen")."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    applicant = visible_applicant(user, key, today)

    def step() -> str:
        assignment = take_over_case(applicant=applicant, by=user, on=today, at=viewer.at)
        return f"Sie sind ab heute zuständig ({assignment.desk})."

    click(request, step)
    return redirect("applicant_detail", key=key)


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def case_caseworker(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the case to a colleague of the same desk, for a reason, as of today."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    applicant = own_applicant(user, key)
    responsible = open_assignment(applicant)
    if responsible is None or not may_change_caseworker(user, responsible):
        raise Http404
    form = ColleagueForm(request.POST if request.method == "POST" else None, responsible=responsible, on=today)

    def step() -> User:
        choice, reason = form.choice(), ColleagueReason(form.cleaned_data["reason"])
        change_caseworker(applicant=applicant, choice=choice, reason=reason, by=user, on=today, at=viewer.at)
        return choice.person

    def changed(person: User) -> HttpResponse:
        messages.success(request, f"Ab heute betreut {person.short_name} den Fall.")
        return redirect("applicant_detail", key=key)

    def page() -> HttpResponse:
        note_reading(request, [applicant.key])
        context = {"applicant": applicant, "form": form, "responsible": responsible}
        return render(request, "routing/case_caseworker.html", context, status=422 if form.errors else 200)

    return take(request, form, step, done=changed, page=page)


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def case_close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for the reason, then close the case as of today."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    applicant = own_applicant(user, key)
    form = CloseCaseForm(request.POST if request.method == "POST" else None)

    def step() -> None:
        reason = ClosingReason(form.cleaned_data["reason"])
        close_case(applicant=applicant, reason=reason, by=user, on=today, at=viewer.at)

    def closed(_: None) -> HttpResponse:
        messages.success(request, "Der Fall ist geschlossen. Es ist keine Stelle mehr zuständig.")
        return redirect("applicant_detail", key=key)

    def page() -> HttpResponse:
        note_reading(request, [applicant.key])
        context = {"applicant": applicant, "form": form, "is_open": open_case(applicant) is not None}
        return render(request, "routing/case_close.html", context, status=422 if form.errors else 200)

    return take(request, form, step, done=closed, page=page)


@requires_role(SEES_APPLICANTS)
@require_POST
def case_reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a closed case up again: the rules are asked, and the desk they name is responsible from today."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    applicant: Applicant = visible_applicant(user, key, today)

    def step() -> str:
        assignment = open_new_case(applicant=applicant, occasion=Occasion.REOPENED, by=user, on=today, at=viewer.at)
        return f"Der Fall ist wieder offen. Zuständig: {assignment.desk}."

    if not click(request, step) or visible_applicants(user, today).filter(pk=applicant.pk).exists():
        return redirect("applicant_detail", key=key)
    return redirect("applicant_list")


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
