"""What a role may open. Whatever it may not is answered exactly as if it did not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from staff.requests import acting_user
from staff.roles import Role

Arguments = ParamSpec("Arguments")
Response = TypeVar("Response", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, Arguments], Response]


def requires_role(roles: frozenset[Role]) -> Callable[[View[Arguments, Response]], View[Arguments, Response]]:
    """Open a view to accounts of ``roles`` only; for all others it raises ``Http404``.

    Stands outermost, so that a role without access does not even learn which methods the address takes. Whoever is
    not logged in never gets here: the middleware has asked for the login.
    """

    def decorate(view: View[Arguments, Response]) -> View[Arguments, Response]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Response:
            if acting_user(request).role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
