"""The form in which an applicant is taken in and changed, and the panel beside it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frame.guards import requires_role
from frame.requests import viewer_of
from kit.formparts import with_row_button
from kit.refusals import ChangedMeanwhile
from routing.intake.actions import change, take_in
from routing.intake.conflict_page import compared_page, resolved
from routing.intake.entry import Entry
from routing.intake.page import fresh_page, note_panel, panel_for, panel_of, refused_page, retyped_page
from routing.intake.sheet import Sheet, sheet_of
from routing.intake.values import PARTS
from routing.intake.versions import opened
from routing.models import Applicant, Decision
from routing.problems import NumberTaken
from routing.queries import open_assignment
from routing.record import ApplicantRecord
from routing.roles import SEES_APPLICANTS
from staff.resume import is_resumed

RESUMED = "Ihre Eingaben sind noch da. Bitte prüfen und speichern."


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "HEAD", "POST"])
def applicant_create(request: HttpRequest) -> HttpResponse:
    """Take in a new applicant."""
    viewer = viewer_of(request)
    return _form(request, sheet_of(viewer.user, None, viewer.on))


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "HEAD", "POST"])
def applicant_update(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change what is stored about an applicant."""
    viewer = viewer_of(request)
    return _form(request, sheet_of(viewer.user, key, viewer.on))


@requires_role(SEES_APPLICANTS)
@require_POST
def applicant_preview(request: HttpRequest) -> HttpResponse:
    """The panel for the entries as they stand in the form; a fragment, nothing is stored."""
    viewer = viewer_of(request)
    version = opened(request.POST.get("version", ""))
    sheet = sheet_of(viewer.user, version.key if version else None, viewer.on)
    panel = panel_of(sheet, request.POST)
    note_panel(request, panel)
    return render(request, "routing/_answer_preview.html", {"panel": panel, "sheet": sheet})


def _form(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if request.method != "POST":
        return fresh_page(request, sheet)
    if is_resumed(request):
        messages.info(request, RESUMED)
        return retyped_page(request, sheet, request.POST)
    for part in PARTS:
        changed = with_row_button(request.POST, part)
        if changed is not None:
            return retyped_page(request, sheet, changed, row_added=part if f"add_{part}" in request.POST else "")
    if "show_answer" in request.POST:
        return retyped_page(request, sheet, request.POST)
    return _save(request, sheet, resolved(request.POST, sheet))


def _save(request: HttpRequest, sheet: Sheet, data: QueryDict) -> HttpResponse:
    entry, token = Entry(data, on=sheet.on), data.get("version", "")
    panel = panel_for(sheet, entry)
    if panel.number_taken:
        entry.person.add_error("customer_number", str(NumberTaken()))
    if not entry.is_valid() or panel.confirmation not in {"", data.get("confirmed")}:
        return refused_page(request, sheet, entry, panel, version=token)
    record = entry.record(by=sheet.user, stored=sheet.stored)
    try:
        return _stored(request, sheet, record, token)
    except NumberTaken as taken:
        entry.person.add_error("customer_number", str(taken))
        return refused_page(request, sheet, entry, panel, version=token)
    except ChangedMeanwhile:
        now = sheet_of(sheet.user, sheet.key, sheet.on)
        return compared_page(request, now, record, data)


def _stored(request: HttpRequest, sheet: Sheet, record: ApplicantRecord, token: str) -> HttpResponseRedirect:
    viewer = viewer_of(request)
    if sheet.applicant is None:
        applicant = take_in(record=record, by=sheet.user, on=sheet.on, at=viewer.at)
        _tell(request, applicant, None)
    else:
        applicant, version = sheet.applicant, sheet.version_of_form(token)
        decision = change(
            applicant=applicant,
            revision=version.revision if version else 0,
            record=record,
            by=sheet.user,
            on=sheet.on,
            at=viewer.at,
        )
        _tell(request, applicant, decision)
    return redirect("applicant_detail", key=applicant.key)


def _tell(request: HttpRequest, applicant: Applicant, decision: Decision | None) -> None:
    """Say who is responsible now. That the rules name another desk than before, the page itself says at its top."""
    responsible = open_assignment(applicant)
    if responsible is None:
        messages.success(request, "Gespeichert. Der Fall ist geschlossen; keine Stelle ist zuständig.")
    elif decision is None or decision.desk_id == responsible.desk_id:
        desk = responsible.desk
        messages.success(request, f"Gespeichert. Zuständig: {desk.label}, Team {desk.team}.")
    else:
        messages.success(request, f"Gespeichert. Zuständig laut Entscheidung: {decision.desk.label}.")
