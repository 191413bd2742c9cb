"""Taking a plan of a distribution out of the application."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from frame.exports import person_list_response
from frame.forms import PurposeForm
from frame.guards import requires_role
from frame.requests import viewer_of
from kit.formparts import error_list
from routing.distribution.page import all_cases
from routing.exports.plan import plan_rows, plan_sheet
from routing.permissions import visible_distribution
from staff.roles import LEADS_A_TEAM


@requires_role(LEADS_A_TEAM)
@require_http_methods(["GET", "POST"])
def distribution_export(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Take out all cases of a plan: ask for format and purpose, then write them."""
    viewer = viewer_of(request)
    run = visible_distribution(viewer.user, key)
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cases = all_cases(run, viewer.on)
        return person_list_response(request, form, plan_sheet(), plan_rows(cases), [case.key for case in cases])
    context = {"run": run, "count": run.items.count(), "form": form, "errors": error_list(form)}
    return render(request, "routing/distribution_export.html", context, status=422 if form.errors else 200)
