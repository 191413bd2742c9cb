"""Everything is behind the login, a session that is used lives on, and nothing stays in a browser's cache."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.timezone import now

from staff.sessions import SessionStore
from staff.views import fragment_refused, login_page


class LoginMiddleware(LoginRequiredMiddleware):
    """Asks for the login wherever a view does not say otherwise, without losing what was typed (`staff.resume`)."""

    def get_login_url(self, view_func: Callable[..., HttpResponseBase]) -> str:
        """One login page for all, the admin included."""
        return str(settings.LOGIN_URL)

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """The login page; for a fragment only the notice, because the page around it holds what was typed."""
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is None:
            return None
        if request.headers.get("HX-Request"):
            return fragment_refused(status=401)
        return login_page(request) if request.method == "POST" else refused


class PrivateMiddleware(MiddlewareMixin):
    """Tells browsers to keep no copy of what an account was shown: after the logout, "back" shows nothing."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Add the headers to every answer to somebody who is logged in."""
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class RenewalMiddleware(MiddlewareMixin):
    """Lets a session that is used live on, without writing on every page."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Have the session saved when its stored end has grown old."""
        session = request.session
        if request.user.is_authenticated and isinstance(session, SessionStore) and session.is_due(now()):
            session.modified = True
        return response
