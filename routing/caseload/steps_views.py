"""What is done with a run: applying it, reckoning anew, giving it up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frame.guards import requires_role
from frame.requests import viewer_of
from frame.steps import click
from kit.background import hand_to_worker
from kit.numbers import whole_number
from kit.refusals import ActionRefused
from routing.caseload.page import run_page
from routing.caseload.runs import ManyChanges, check_again, discard_run, request_apply
from routing.caseload.summary import many_changes
from routing.caseload.tasks import work_on_import
from routing.enums import ImportState
from routing.models import ImportRun
from routing.roles import IMPORTS_CASELOAD


@requires_role(IMPORTS_CASELOAD)
@require_http_methods(["GET", "POST"])
def import_apply(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say once more what will happen, then have it done."""
    viewer = viewer_of(request)
    user = viewer.user
    run = get_object_or_404(ImportRun.objects.select_related("requested_by"), key=key)
    if request.method == "POST":
        try:
            knowing = whole_number(request.POST.get("changes", "")) or 0
            request_apply(run=run, by=user, at=viewer.at, knowing=knowing)
            hand_to_worker(request, work_on_import, run.pk)
        except ManyChanges as refused:
            messages.error(request, str(refused))
            return redirect("import_apply", key=key)
        except ActionRefused as refused:
            messages.error(request, str(refused))
        return redirect("import_detail", key=key)
    page = run_page(run, user, viewer.at)
    if run.state != ImportState.READY or not page.is_own or page.has_new_answers:
        return redirect("import_detail", key=key)
    context = {"run": run, "page": page, "many_changes": many_changes(run)}
    return render(request, "routing/import_apply.html", context)


@requires_role(IMPORTS_CASELOAD)
@require_POST
def import_check_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the dry run anew, with the answers given so far."""
    run = get_object_or_404(ImportRun, key=key)

    def step() -> str:
        check_again(run=run, by=viewer_of(request).user)
        hand_to_worker(request, work_on_import, run.pk)
        return "Der Probelauf wird neu gerechnet."

    click(request, step)
    return redirect("import_detail", key=key)


@requires_role(IMPORTS_CASELOAD)
@require_http_methods(["GET", "POST"])
def import_discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask once more, then give the run up."""
    viewer = viewer_of(request)
    run = get_object_or_404(ImportRun.objects.select_related("requested_by"), key=key)

    def step() -> str:
        discard_run(run=run, by=viewer.user, at=viewer.at)
        return "Die Einspielung ist verworfen. Es wurde nichts geändert, die Dateien sind gelöscht."

    if request.method == "POST":
        return redirect("imports") if click(request, step) else redirect("import_detail", key=key)
    if run.state not in {ImportState.READY, ImportState.CHECKING}:
        return redirect("import_detail", key=key)
    return render(request, "routing/import_discard.html", {"run": run})
