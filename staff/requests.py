"""What views ask of a request: who acts, from where; and the line in the read log that showing personal data costs."""

from collections.abc import Iterable
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone

from staff.actions import log_reading
from staff.models import User


def acting_user(request: HttpRequest) -> User:
    """The logged-in account; views behind the login may rely on it."""
    assert isinstance(request.user, User)
    return request.user


def note_reading(request: HttpRequest, subjects: Iterable[UUID], reason: str = "") -> None:
    """Log that the page of this request showed personal data of these applicants."""
    match = request.resolver_match
    log_reading(
        user=acting_user(request),
        at=timezone.now(),
        page=match.view_name if match else "",
        subjects=subjects,
        address=get_adapter().get_client_ip(request),
        reason=reason,
    )
