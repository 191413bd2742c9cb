"""Where work begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from frame.navigation import FIRST_PAGE
from frame.requests import viewer_of
from staff.roles import DESCRIPTIONS, Role


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where work begins: each role's own first page; a page of words for the role that has none yet."""
    role = Role(viewer_of(request).user.role)
    if page := FIRST_PAGE.get(role):
        return redirect(page)
    context = {"description": DESCRIPTIONS[role], "password_url": reverse("account_change_password")}
    return render(request, "frame/start.html", context)
