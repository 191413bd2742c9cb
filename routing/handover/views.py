"""The lists of hand-overs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from routing.handover.list_page import transfer_list_page
from staff.permissions import requires_role
from staff.requests import acting_user, note_reading
from staff.roles import SEES_APPLICANTS


@requires_role(SEES_APPLICANTS)
@require_GET
def transfer_list(request: HttpRequest) -> HttpResponse:
    """One of the four lists: announced, in progress, overdue, without receiver."""
    user = acting_user(request)
    page = transfer_list_page(request.GET, user, timezone.localdate())
    if page.subjects:
        note_reading(request, page.subjects)
    return render(request, "transfers/list.html", {"page": page, "team": user.team})
