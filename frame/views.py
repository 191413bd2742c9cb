"""Where work begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from frame.navigation import first_page
from frame.requests import viewer_of
from staff.roles import Role


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The first page of each role."""
    return redirect(first_page(Role(viewer_of(request).user.role)))
