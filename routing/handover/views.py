"""The lists of hand-overs, and how long they took."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from routing.handover.durations import Duration, durations
from routing.handover.list_page import transfer_list_page
from routing.roles import SEES_APPLICANTS
from staff.roles import LEADS_A_TEAM


@requires_role(SEES_APPLICANTS)
@require_GET
def transfer_list(request: HttpRequest) -> HttpResponse:
    """One of the four lists: announced, in progress, overdue, without receiver."""
    viewer = viewer_of(request)
    page = transfer_list_page(request.GET, viewer)
    if page.subjects:
        note_reading(request, page.subjects)
    return render(request, "routing/handover/list.html", {"page": page, "team": viewer.user.team})


@requires_role(LEADS_A_TEAM)
@require_GET
def lapse_durations(request: HttpRequest) -> HttpResponse:
    """The hand-overs that a number of the dashboard counts, without persons: they are another desk's by now."""
    viewer = viewer_of(request)
    asked = request.GET.get("dauer")
    span = next((each for each in Duration if each.value == asked), None)
    found = durations(viewer.user, viewer.on)
    rows = [row for row in found if span is None or span.covers(row.working_days)]
    return render(request, "routing/handover/durations.html", {"rows": rows, "span": span, "team": viewer.user.team})
