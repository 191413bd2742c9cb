"""What screens ask of a request: who acts."""

from django.http import HttpRequest

from staff.models import User


def acting_user(request: HttpRequest) -> User:
    """The logged-in account; views behind the login may rely on it."""
    assert isinstance(request.user, User)
    return request.user
