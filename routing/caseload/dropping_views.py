"""Dropping lines that cannot be read, and taking them back."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from frame.guards import requires_role
from frame.requests import viewer_of
from frame.steps import click
from kit.background import hand_to_worker
from kit.numbers import whole_number
from routing.caseload.dropping import drop_lines, lines_words, take_back_lines
from routing.caseload.tasks import work_on_import
from routing.models import ImportRun
from routing.roles import IMPORTS_CASELOAD

# What the chosen lines are called when they are sent: by the id of a problem of each, or of the dropped line.
UNREADABLE = "zeile"
DROPPED = "weggelassene"


@requires_role(IMPORTS_CASELOAD)
@require_POST
def import_drop_lines(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the dry run anew without the chosen lines."""
    viewer = viewer_of(request)
    user, chosen = viewer.user, _chosen(request, UNREADABLE)
    return _made_anew(
        request, key, lambda run: drop_lines(run=run, problems=chosen, by=user, at=viewer.at), "weggelassen"
    )


@requires_role(IMPORTS_CASELOAD)
@require_POST
def import_take_back_lines(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the dry run anew with chosen lines that were dropped."""
    user, chosen = viewer_of(request).user, _chosen(request, DROPPED)
    return _made_anew(request, key, lambda run: take_back_lines(run=run, dropped=chosen, by=user), "wieder aufgenommen")


def _made_anew(request: HttpRequest, key: UUID, step: Callable[[ImportRun], int], done: str) -> HttpResponse:
    run = get_object_or_404(ImportRun, key=key)

    def made() -> str:
        count = step(run)
        hand_to_worker(request, work_on_import, run.pk)
        return f"{lines_words(count)} {done}. Der Probelauf wird neu gerechnet."

    return redirect("import_detail" if click(request, made) else "import_problems", key=key)


def _chosen(request: HttpRequest, name: str) -> set[int]:
    """What is no number is an id that no row has."""
    return {whole_number(text) or 0 for text in request.POST.getlist(name)}
