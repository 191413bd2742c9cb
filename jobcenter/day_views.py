"""The page with which caseworkers, team leads and the administration begin their day."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jobcenter.day import day_groups, group_page
from kit.contracts import AgendaLine
from staff.permissions import requires_role
from staff.requests import acting_user, note_reading
from staff.roles import HAS_A_DAY

GROUP, PAGE = "gruppe", "seite"


@requires_role(HAS_A_DAY)
@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """What is overdue, due, new and ahead; with ``?gruppe=`` all of one of them."""
    user, on = acting_user(request), timezone.localdate()
    page = group_page(user, on, request.GET.get(GROUP, ""), request.GET.get(PAGE, ""))
    groups = [page.group] if page else day_groups(user, on)
    _note_shown(request, (line for group in groups for line in group.lines))
    context = {"groups": groups, "page": page, "today": on}
    return render(request, "jobcenter/my_day.html", context)


def _note_shown(request: HttpRequest, lines: Iterable[AgendaLine]) -> None:
    if shown := {line.person: None for line in lines if line.person}:
        note_reading(request, shown)
