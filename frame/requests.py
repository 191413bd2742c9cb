"""What views ask of a request: who asks when; and the line in the read log that showing personal data costs."""

from collections.abc import Iterable
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone

from frame.viewer import Viewer
from staff.actions import log_reading
from staff.requests import acting_user


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks, on which day and at which moment: the same for everything that happens in this request, also where it
    begins before midnight and ends behind it.
    """
    known: Viewer | None = getattr(request, "viewer", None)
    if known is None:
        at = timezone.now()
        known = Viewer(acting_user(request), timezone.localtime(at).date(), at)
        request.viewer = known  # type: ignore[attr-defined]
    return known


def note_reading(request: HttpRequest, subjects: Iterable[UUID], reason: str = "") -> None:
    """Log that the page of this request showed personal data of these applicants."""
    match, viewer = request.resolver_match, viewer_of(request)
    log_reading(
        user=viewer.user,
        at=viewer.at,
        page=match.view_name if match else "",
        subjects=subjects,
        address=get_adapter().get_client_ip(request),
        reason=reason,
    )
