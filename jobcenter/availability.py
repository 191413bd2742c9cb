"""What the application answers while its database does not."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

_RETRY_SECONDS = "30"
_log = logging.getLogger(__name__)


class DatabaseMiddleware:
    """Answers 503 where PostgreSQL cannot be reached, before anything asks it who is logged in: the cookie of the
    session stays, and with the database everything is there again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Stand in front of everything that reads."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Open the connection, which every page needs, or say what to do."""
        try:
            connection.cursor().close()
        except (OperationalError, InterfaceError) as problem:
            _log.error("The database cannot be reached: %s", str(problem).partition("\n")[0])
            page = render_to_string("503.html")
            return HttpResponse(page, status=503, headers={"Retry-After": _RETRY_SECONDS, "Cache-Control": "no-store"})
        return self._get_response(request)
