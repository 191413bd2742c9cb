"""Taking in the office's lists: handing them in, how far a run is, and what it found."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from frame.guards import requires_role
from frame.requests import viewer_of
from frame.steps import take
from kit.background import hand_to_worker
from kit.formparts import error_list
from kit.lists.problems import UnusableFile
from kit.numbers import whole_number
from kit.refusals import ActionRefused
from routing.caseload.columns_help import lists_help
from routing.caseload.forms import UploadForm
from routing.caseload.page import earlier_runs, open_run, run_page
from routing.caseload.progress import percent_of
from routing.caseload.runs import start_run
from routing.caseload.tasks import work_on_import
from routing.enums import ImportState
from routing.models import ImportRun
from routing.roles import IMPORTS_CASELOAD
from staff.models import Desk

# What the page knows already when it asks how far the work is.
SHOWN_PERCENT = "bisher"

# A screen reader hears of every quarter.
_SAID_EVERY = 25
_WITH_FIGURES = {ImportState.READY, ImportState.APPLIED}


@requires_role(IMPORTS_CASELOAD)
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Hand in the lists, unless a run is open; and the runs of before."""
    viewer = viewer_of(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()

    def step() -> ImportRun:
        try:
            return start_run(files=form.cleaned_data["lists"], by=viewer.user, at=viewer.at)
        except UnusableFile as unusable:
            raise ActionRefused(str(unusable), field="lists") from unusable

    def started(run: ImportRun) -> HttpResponse:
        hand_to_worker(request, work_on_import, run.pk)
        return redirect("import_detail", key=run.key)

    def page() -> HttpResponse:
        context = {"form": form, "errors": error_list(form), "open_run": open_run(), "earlier": earlier_runs()}
        return render(request, "routing/imports.html", context, status=422 if form.errors else 200)

    return take(request, form, step, done=started, page=page)


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_columns(request: HttpRequest) -> HttpResponse:
    """Which lists there are, and what may stand in their columns."""
    context = {"lists": lists_help(), "desks": Desk.objects.order_by("label").values_list("code", "label")}
    return render(request, "routing/import_columns.html", context)


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where a run stands. While a worker is at it, the page asks again by itself: it gets the bar anew, and when the
    work is done all that was found, in place of the bar.
    """
    viewer = viewer_of(request)
    user = viewer.user
    run = get_object_or_404(ImportRun.objects.select_related("requested_by", "apply_by", "ended_by"), key=key)
    is_working = run.is_under_way
    percent = percent_of(run) if is_working else 100
    context = {
        "run": run,
        "is_working": is_working,
        "is_own": run.requested_by_id == user.pk,
        "is_fragment": bool(request.headers.get("HX-Request")),
        "page": run_page(run, user, viewer.at) if run.state in _WITH_FIGURES else None,
        "percent": percent,
    }
    if not request.headers.get("HX-Request"):
        return render(request, "routing/import_detail.html", context)
    if not is_working:
        answer = render(request, "routing/_import_run.html", context)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#import-run", "outerHTML"
        return answer
    said = (whole_number(request.GET.get(SHOWN_PERCENT, "")) or 0) // _SAID_EVERY
    said_now = percent // _SAID_EVERY
    context["say"] = f"{said_now * _SAID_EVERY} Prozent" if said_now > said else ""
    return render(request, "routing/_import_progress.html", context)
