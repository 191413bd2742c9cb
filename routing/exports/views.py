"""Exporting the list of applicants: what and why, how far it is, the file; and the figures as a file."""

import logging
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from frame.enums import ExportFormat, ExportPurpose
from frame.exports import note_export, table_response
from frame.guards import requires_role
from frame.requests import viewer_of
from kit.background import hand_to_worker
from kit.formparts import error_list
from routing.caselist.asked import SEARCHES, kept
from routing.caselist.distribution import distribution_for
from routing.caselist.figures import figures_for, reduced_figures
from routing.caselist.filters import TERM, state
from routing.caselist.reduced import SINGLE_PARENTS
from routing.caselist.saved import list_url
from routing.caselist.search import COUNT_LIMIT
from routing.caselist.teams import team_figures
from routing.enums import ExportContent, ExportState
from routing.exports.actions import request_export, write_export
from routing.exports.figures import figures_rows, figures_sheet, teams_rows, teams_sheet
from routing.exports.forms import ExportForm
from routing.exports.matrix import matrix_rows, matrix_sheet
from routing.exports.selection import Selection
from routing.exports.tasks import write
from routing.models import ExportRun
from routing.roles import SEES_ALL_TEAMS, SEES_APPLICANTS, SEES_FIGURES

_log = logging.getLogger(__name__)

# Longer lists are written in the background. As far as the list counts, so that the page says which it will be.
MOST_AT_ONCE = COUNT_LIMIT
MOST_SHOWN = 50

NO_FILE = "Die Datei ist nicht mehr da. Exportieren Sie die Liste noch einmal."
NOTHING = "Die Liste ist leer: Es gibt nichts zu exportieren."


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def export_create(request: HttpRequest) -> HttpResponse:
    """Take out the list that the query of this address shows: ask for format and purpose, then write it.

    A short one is there at once, a long one comes in the background.
    """
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    token = request.GET.get(TERM, "")
    text = kept(request.session, SEARCHES, token) if token else ""
    if text is None:
        return render(
            request, "routing/export_create.html", {"is_forgotten": True, "list_url": reverse("applicant_list")}
        )
    selection = Selection(request.GET, text, user)
    count = selection.count(on)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if count:
            return _requested(selection, form, request, is_long=count > MOST_AT_ONCE)
        form.add_error(None, NOTHING)
    context = {
        "form": form,
        "errors": error_list(form),
        "selection": selection,
        "count": count,
        "is_long": count > MOST_AT_ONCE,
        "shown_query": state(request.GET),
        "list_url": list_url(state(request.GET)),
    }
    return render(request, "routing/export_create.html", context, status=422 if form.errors else 200)


@requires_role(SEES_APPLICANTS)
@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """The person's own exports, the latest first."""
    runs = ExportRun.objects.filter(requested_by=viewer_of(request).user).defer("subjects")[:MOST_SHOWN]
    return render(request, "routing/exports.html", {"runs": runs, "most_shown": MOST_SHOWN})


@requires_role(SEES_APPLICANTS)
@require_GET
def export_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far an export is. The page asks again by itself until it is done; then it gets the new state as a fragment,
    and before that nothing.
    """
    run = _own(request, key)
    if not request.headers.get("HX-Request"):
        return render(request, "routing/export_detail.html", {"run": run, "list_url": list_url(run.query)})
    if run.state == ExportState.REQUESTED:
        return HttpResponse(status=204)
    return render(request, "routing/_export_state.html", {"run": run})


@requires_role(SEES_APPLICANTS)
@require_GET
def export_download(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The file, for the person who asked for it, as long as it is kept."""
    run = _own(request, key)
    if run.state != ExportState.FINISHED or run.kept_until is None or run.kept_until <= viewer_of(request).at:
        return redirect("export_detail", key=key)
    try:
        file = run.content.open("rb")
    except FileNotFoundError:
        messages.error(request, NO_FILE)
        return redirect("export_detail", key=key)
    note_export(request, run.subjects, run.get_purpose_display())
    return FileResponse(file, as_attachment=True, filename=_file_name(run))


@requires_role(SEES_FIGURES)
@require_GET
def figures_file(request: HttpRequest, file_format: ExportFormat) -> FileResponse:
    """The figures that the person sees, as a file. No persons, so nobody is asked for a purpose."""
    viewer = viewer_of(request)
    table = figures_for(viewer.user, viewer.on)
    return table_response(file_format, figures_sheet(table), figures_rows(table))


@requires_role(SEES_ALL_TEAMS)
@require_GET
def figures_export(request: HttpRequest) -> HttpResponse:
    """Choose between the exact figures and those that may leave the office."""
    return render(request, "routing/figures_export.html", {"breakdown": SINGLE_PARENTS})


@requires_role(SEES_ALL_TEAMS)
@require_GET
def outside_file(request: HttpRequest, file_format: ExportFormat) -> FileResponse:
    """The reduced figures, as a file that says so in its first line."""
    table = reduced_figures(viewer_of(request).on)
    return table_response(file_format, figures_sheet(table), figures_rows(table))


@requires_role(SEES_ALL_TEAMS)
@require_GET
def teams_file(request: HttpRequest, file_format: ExportFormat) -> FileResponse:
    """All teams side by side, as a file."""
    return table_response(file_format, teams_sheet(), teams_rows(team_figures(viewer_of(request).on)))


@requires_role(SEES_FIGURES & SEES_APPLICANTS)
@require_GET
def distribution_file(request: HttpRequest, file_format: ExportFormat) -> FileResponse:
    """Who sits where, and where the rules would have them, as far as the person sees it."""
    matrix = distribution_for(viewer_of(request).user).whole
    return table_response(file_format, matrix_sheet("verteilung", matrix), matrix_rows(matrix))


def _requested(selection: Selection, form: ExportForm, request: HttpRequest, *, is_long: bool) -> HttpResponse:
    viewer = viewer_of(request)
    chosen: dict[str, Any] = form.cleaned_data
    run = request_export(
        by=viewer.user,
        selection=selection,
        content=ExportContent(chosen["content"]),
        file_format=ExportFormat(chosen["file_format"]),
        purpose=ExportPurpose(chosen["purpose"]),
        at=viewer.at,
    )
    if is_long:
        hand_to_worker(request, write, str(run.key))
        return redirect("export_detail", key=run.key)
    try:
        write_export(key=run.key, on=viewer.on, at=viewer.at)
    except OSError:
        # No room left, or no right to the folder: beat tries it again, and the page says how it went.
        _log.exception("An export could not be written at once.")
    run.refresh_from_db(fields=["state"])
    return redirect("export_download" if run.state == ExportState.FINISHED else "export_detail", key=run.key)


def _own(request: HttpRequest, key: UUID) -> ExportRun:
    run = ExportRun.objects.filter(key=key, requested_by=viewer_of(request).user).first()
    if run is None:
        raise Http404
    return run


def _file_name(run: ExportRun) -> str:
    is_two_files = run.content_kind == ExportContent.EXCHANGE and run.format == ExportFormat.CSV
    assert run.finished_at is not None
    finished_at = run.finished_at.astimezone(timezone.get_current_timezone())
    return f"bewerber-{finished_at:%Y-%m-%d}.{'zip' if is_two_files else run.format}"
