"""The lists of hand-overs, and how long they took."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from frame.permissions import requires_role
from frame.requests import note_reading
from routing.handover.durations import Duration, durations
from routing.handover.list_page import transfer_list_page
from staff.requests import acting_user
from staff.roles import LEADS_A_TEAM, SEES_APPLICANTS


@requires_role(SEES_APPLICANTS)
@require_GET
def transfer_list(request: HttpRequest) -> HttpResponse:
    """One of the four lists: announced, in progress, overdue, without receiver."""
    user = acting_user(request)
    page = transfer_list_page(request.GET, user, timezone.localdate())
    if page.subjects:
        note_reading(request, page.subjects)
    return render(request, "transfers/list.html", {"page": page, "team": user.team})


@requires_role(LEADS_A_TEAM)
@require_GET
def lapse_durations(request: HttpRequest) -> HttpResponse:
    """The hand-overs that a number of the dashboard counts, without persons: they are another desk's by now."""
    user, asked = acting_user(request), request.GET.get("dauer")
    span = next((each for each in Duration if each.value == asked), None)
    found = durations(user, timezone.localdate())
    rows = [row for row in found if span is None or span.covers(row.working_days)]
    return render(request, "transfers/durations.html", {"rows": rows, "span": span, "team": user.team})
