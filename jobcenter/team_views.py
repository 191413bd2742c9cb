"""The dashboard of a team lead: what several apps show of her team, on a page and as a file."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from frame.enums import ExportFormat
from frame.exports import table_response
from frame.guards import requires_role
from frame.requests import viewer_of
from jobcenter.composition import tiles_of
from jobcenter.team_sheet import TEAM_SHEET, team_rows
from staff.roles import LEADS_A_TEAM


@requires_role(LEADS_A_TEAM)
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Stock, lapses, hand-overs, loads and what else the apps contribute, as of now."""
    viewer = viewer_of(request)
    figures, panels = tiles_of(viewer)
    context = {"team": viewer.user.team, "figures": figures, "panels": panels, "now": viewer.at}
    return render(request, "jobcenter/team.html", context)


@requires_role(LEADS_A_TEAM)
@require_GET
def team_file(request: HttpRequest, file_format: ExportFormat) -> FileResponse:
    """The numbers of the dashboard as a file."""
    figures, panels = tiles_of(viewer_of(request))
    return table_response(file_format, TEAM_SHEET, team_rows(figures, panels))
