"""The page with which caseworkers, team leads and the administration begin their day."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from frame.contracts import AgendaLine
from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from jobcenter.day import day_groups, group_page, work_words
from jobcenter.forms import DigestForm
from routing.roles import SEES_APPLICANTS
from staff.digests import choose_digest
from staff.roles import BELONGS_TO_A_TEAM, HAS_A_DAY, Role

GROUP, PAGE = "gruppe", "seite"


@requires_role(HAS_A_DAY)
@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """What is overdue, due, new and ahead; with ``?gruppe=`` all of one of them."""
    viewer = viewer_of(request)
    page = group_page(viewer, request.GET.get(GROUP, ""), request.GET.get(PAGE, ""))
    groups = [page.group] if page else day_groups(viewer)
    _note_shown(request, (line for group in groups for line in group.lines))
    role = Role(viewer.user.role)
    context = {
        "groups": groups,
        "page": page,
        "today": viewer.on,
        "has_cases": role in SEES_APPLICANTS,
        "nothing": f"Heute liegt nichts vor. {work_words(role)}",
    }
    return render(request, "jobcenter/my_day.html", context)


@requires_role(BELONGS_TO_A_TEAM)
@require_http_methods(["GET", "POST"])
def digest_settings(request: HttpRequest) -> HttpResponse:
    """Ask for the daily e-mail, or no longer. Without an address there is nothing to ask for."""
    user = viewer_of(request).user
    form = DigestForm(request.POST if request.method == "POST" else None, initial={"wants_digest": user.wants_digest})
    if request.method == "POST" and user.email and form.is_valid():
        wants = form.cleaned_data["wants_digest"]
        choose_digest(user=user, wants=wants)
        messages.success(
            request,
            f"Die E-Mail kommt an Arbeitstagen an {user.email}." if wants else "Sie bekommen keine tägliche E-Mail.",
        )
        return redirect("digest_settings")
    return render(request, "jobcenter/digest_settings.html", {"form": form, "address": user.email})


def _note_shown(request: HttpRequest, lines: Iterable[AgendaLine]) -> None:
    if shown := {line.person: None for line in lines if line.person}:
        note_reading(request, shown)
