"""Pages of the forecast: a desk's months, the known days behind a number, and the same as a file."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from frame.exports import person_list_response
from frame.forms import PurposeForm
from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from kit.charts import month_of
from kit.formparts import error_list
from kit.paging import keyset_page
from kit.tables import Column, Sheet
from routing.outlook.page import AFTER, DESK, DIRECTION, MONTH, cases_query, desk_tabs, desks_for, outlook_of
from routing.outlook.reads import BY_DAY, Asked, asked_for, has_failed, last_forecast, move_rows, named_moves
from routing.roles import SEES_EXACT_FIGURES
from staff.models import Desk
from staff.roles import LEADS_A_TEAM

_SHEET = Sheet(
    "ausblick",
    (
        Column("Name", 32),
        Column("Kundennummer", 14),
        Column("Tag", 12),
        Column("von", 26),
        Column("nach", 26),
        Column("warum", 40),
        Column("unbestätigt", 12),
    ),
)


@dataclass(frozen=True)
class _Listed:
    """What an address of the list names, in words and addresses."""

    asked: Asked

    @property
    def title(self) -> str:
        """Which number it is."""
        span = self.asked.span
        words = "Zugänge" if self.asked.direction == "zu" else "Abgänge"
        return f"{words} {month_of(span.last, rest=span.is_rest).name}"

    @property
    def query(self) -> str:
        """Desk, month and direction."""
        return cases_query(self.asked.desk, f"{self.asked.span.first:%Y-%m}", self.asked.direction)

    @property
    def url(self) -> str:
        """The list from its beginning."""
        return f"{reverse('outlook_cases')}?{self.query}"

    @property
    def export_url(self) -> str:
        """Where it is taken out."""
        return f"{reverse('outlook_export')}?{self.query}"

    @property
    def outlook_url(self) -> str:
        """The page on which the number stands."""
        return f"{reverse('outlook')}?{urlencode({DESK: self.asked.desk.pk})}"


@requires_role(SEES_EXACT_FIGURES)
@require_GET
def outlook(request: HttpRequest) -> HttpResponse:
    """What comes to a desk and goes from it in the next 24 months, and how its stock stands against its capacity."""
    user = viewer_of(request).user
    desk = _desk(request, required=False)
    run = last_forecast()
    context = {
        "desk": desk,
        "tabs": desk_tabs(desks_for(user), desk),
        "outlook": outlook_of(run, desk, user) if run else None,
        "has_failed": has_failed(),
        "asks_what_if": user.role in LEADS_A_TEAM,
    }
    return render(request, "routing/outlook.html", context)


@requires_role(LEADS_A_TEAM)
@require_GET
def outlook_cases(request: HttpRequest) -> HttpResponse:
    """The known days behind a number. Of cases that are not hers to see the number only."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    listed = _listed(request)
    named = named_moves(listed.asked, user, on)
    page = keyset_page(named, BY_DAY, request.GET.get(AFTER, ""), f"routing.outlook.{user.pk}")
    rows = list(move_rows(page.rows))
    if rows:
        note_reading(request, {row.applicant for row in rows})
    count = named.count()
    context = {
        "listed": listed,
        "run": listed.asked.run,
        "desk": listed.asked.desk,
        "rows": rows,
        "count": count,
        "others": listed.asked.moves.count() - count,
        "first_url": listed.url if page.after else None,
        "next_url": f"{listed.url}&{urlencode({AFTER: page.next_after})}" if page.next_after else None,
    }
    return render(request, "routing/outlook_cases.html", context)


@requires_role(LEADS_A_TEAM)
@require_http_methods(["GET", "POST"])
def outlook_export(request: HttpRequest) -> HttpResponseBase:
    """Take the list out: ask for format and purpose, then write it."""
    viewer = viewer_of(request)
    listed = _listed(request)
    found = named_moves(listed.asked, viewer.user, viewer.on)
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        rows = list(move_rows(found))
        cells = [(*row[1:-1], "" if row.is_confirmed else "ja") for row in rows]
        return person_list_response(request, form, _SHEET, cells, list({row.applicant for row in rows}))
    context = {"listed": listed, "count": found.count(), "form": form, "errors": error_list(form)}
    return render(request, "routing/outlook_export.html", context, status=422 if form.errors else 200)


def _desk(request: HttpRequest, *, required: bool) -> Desk:
    """The desk that the address names, of those whose forecast the user sees; the first of them where it may name
    none.
    """
    desks = desks_for(viewer_of(request).user)
    code = request.GET.get(DESK, "")
    desk = next((each for each in desks if each.pk == code), None)
    if desk is None and not code and not required:
        desk = next(iter(desks), None)
    if desk is None:
        raise Http404
    return desk


def _listed(request: HttpRequest) -> _Listed:
    run, desk = last_forecast(), _desk(request, required=True)
    asked = asked_for(run, desk, request.GET.get(MONTH, ""), request.GET.get(DIRECTION, "")) if run else None
    if asked is None:
        raise Http404
    return _Listed(asked)
