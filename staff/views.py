"""Login and logout, and what happens when a session ends."""

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView as AllauthLoginView
from allauth.account.views import PasswordChangeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST

from staff.forms import LoginForm, PasswordForm
from staff.requests import acting_user
from staff.resume import (
    ENTRIES_FIELD,
    OWNER_FIELD,
    RESUME_FIELD,
    Entries,
    carried_entries,
    entries_of,
    signed,
)

NOT_CARRIED = (
    "Ihre Eingaben konnten nicht übernommen werden: Sie gehören zu einem anderen Konto oder sind älter als ein Tag. "
    "Geben Sie sie bitte noch einmal ein."
)


class LoginView(AllauthLoginView):
    """The login; after it, whoever was interrupted goes on with what she had typed."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Keep what was typed through a wrong password, too."""
        carried = self.request.POST.get(ENTRIES_FIELD, "")
        return {**super().get_context_data(**kwargs), "next": get_next_redirect_url(self.request), "entries": carried}

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        """Show the form again, saying why."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Go to the page that was asked for, or hand back what was typed before the session ended."""
        response = super().form_valid(form)
        carried = self.request.POST.get(ENTRIES_FIELD)
        if not carried:
            return response
        entries = carried_entries(carried)
        if entries is None or entries.owner != acting_user(self.request).pk:
            messages.warning(self.request, NOT_CARRIED)
            return redirect("start")
        return _handed_back(self.request, entries)


class PasswordView(PasswordChangeView):
    """Changing one's own password."""

    def form_invalid(self, form: PasswordForm) -> HttpResponse:
        """Show the form again, saying why."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


@login_not_required
@require_POST
def session_extend(request: HttpRequest) -> JsonResponse:
    """Answer how many seconds the session lasts from now (every request extends it); 401 when it has ended."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0}, status=401)
    return JsonResponse({"seconds": settings.SESSION_IDLE_SECONDS})


def login_page(request: HttpRequest) -> HttpResponse:
    """Answer a POST that came after the session had ended: 403, with the login form and what was typed."""
    entries = entries_of(request)
    context = {
        "form": LoginForm(request=request),
        "entries": signed(entries) if entries else request.POST.get(ENTRIES_FIELD, ""),
        "next": "" if entries else _page_before(request),
        "session_ended": True,
        "not_carried": OWNER_FIELD in request.POST and entries is None,
    }
    response = render(request, "account/login.html", context, status=403)
    add_never_cache_headers(response)
    return response


def fragment_refused(*, status: int) -> HttpResponse:
    """Answer a request of the page's script: nothing to show, but an event by which the page says what happened."""
    return HttpResponse(status=status, headers={"HX-Trigger": "session-expired"})


@requires_csrf_token
def csrf_failure(request: HttpRequest, **_: str) -> HttpResponse:
    """Answer a POST from a page that is older than the last login: 403, with what was typed if it is her own.

    Another site can send such a POST, too, but not with a token that says it was this account's form.
    """
    if request.headers.get("HX-Request"):
        return fragment_refused(status=403)
    if not request.user.is_authenticated:
        return login_page(request)
    entries = entries_of(request) or carried_entries(request.POST.get(ENTRIES_FIELD, ""))
    if entries and entries.owner == acting_user(request).pk:
        return _handed_back(request, entries, status=403)
    return render(request, "403_csrf.html", status=403)


def _page_before(request: HttpRequest) -> str:
    """The page of ours whose button was pressed: an address that only takes POST is no place to go to."""
    address = request.headers.get("Referer", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()) else ""


def _handed_back(request: HttpRequest, entries: Entries, status: int = 200) -> HttpResponse:
    context = {"path": entries.path, "fields": entries.fields, "resume_field": RESUME_FIELD}
    response = render(request, "staff/resume.html", context, status=status)
    add_never_cache_headers(response)
    return response
