"""Lists of a run as files, and empty lists to begin with."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from frame.enums import ExportFormat
from frame.exports import person_list_response, table_response
from frame.forms import PurposeForm
from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from kit.charts import thousands
from kit.files import working_folder
from kit.formparts import error_list
from kit.lists.problems import UnusableFile
from kit.tables import Column, Sheet, xlsx_file
from routing.caseload.asked import EntriesAsked
from routing.caseload.downloads import entries_sheet, entry_list, lines_sheet, problem_rows, problems_sheet
from routing.caseload.entries import people_of
from routing.caseload.page import run_page
from routing.caseload.runs import why_not
from routing.caseload.unreadable import lines_of_list, lists_to_correct
from routing.exports.matrix import matrix_rows, matrix_sheet
from routing.intake.files.layouts import LAYOUTS, ListKind
from routing.models import ImportRun
from routing.roles import IMPORTS_CASELOAD

# Which list of a run is meant, in the address.
LIST = "liste"


@requires_role(IMPORTS_CASELOAD)
@require_http_methods(["GET", "POST"])
def import_entries_export(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Take out the applicants that the query of this address shows: ask for format and purpose, then write them."""
    viewer = viewer_of(request)
    user = viewer.user
    asked = EntriesAsked(get_object_or_404(ImportRun, key=key), request.GET, user)
    if not asked.has_lists:
        return redirect("import_detail", key=key)
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = entry_list(asked.run, asked.entries, user, viewer.on)
        return person_list_response(request, form, entries_sheet(), found.rows, found.subjects)
    context = {
        "run": asked.run,
        "asked": asked,
        "count": thousands(asked.entries.count()),
        "form": form,
        "errors": error_list(form),
    }
    return render(request, "routing/import_entries_export.html", context, status=422 if form.errors else 200)


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_problems_file(_request: HttpRequest, key: UUID, file_format: ExportFormat) -> FileResponse:
    """Where lines cannot be read and why; no persons, so nobody is asked for a purpose."""
    run = get_object_or_404(ImportRun, key=key)
    return table_response(file_format, problems_sheet(), problem_rows(run))


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_problem_lines(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The lines of one list that cannot be read, as CSV, to be put right: for the one who uploaded it, for they hold
    what stands in her file.
    """
    viewer = viewer_of(request)
    user = viewer.user
    run = get_object_or_404(ImportRun.objects.select_related("requested_by"), key=key)
    offered = lists_to_correct(run) if not why_not(run, user) else []
    chosen = next((each for each in offered if str(each.place) == request.GET.get(LIST, "0")), None)
    if chosen is None:
        raise Http404
    try:
        lines = lines_of_list(run, chosen)
    except UnusableFile as unusable:
        messages.error(request, str(unusable))
        return redirect("import_detail", key=key)
    note_reading(request, people_of(lines.numbers, user, viewer.on).keys.values())
    return table_response(ExportFormat.CSV, lines_sheet(f"{chosen.kind.label}-berichtigen", lines), lines.rows)


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_matrix_file(request: HttpRequest, key: UUID, file_format: ExportFormat) -> FileResponse:
    """Who sits where, and where the rules would have them."""
    viewer = viewer_of(request)
    run = get_object_or_404(ImportRun, key=key)
    matrix = run_page(run, viewer.user, viewer.at).matrix
    return table_response(file_format, matrix_sheet("bestand-und-regeln", matrix), matrix_rows(matrix))


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_template(_request: HttpRequest) -> FileResponse:
    """All lists, empty, as one workbook."""
    sheets = [_empty(kind) for kind in ListKind]
    with working_folder() as folder:
        path = folder / "listen.xlsx"
        with xlsx_file(path, sheets):
            pass
        # What is open can be read to its end after its name is gone.
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_template_list(_request: HttpRequest, kind: ListKind) -> FileResponse:
    """One list, empty, as CSV."""
    return table_response(ExportFormat.CSV, _empty(kind), ())


def _empty(kind: ListKind) -> Sheet:
    return Sheet(kind.label, [Column(name, 22) for name in LAYOUTS[kind].columns])
