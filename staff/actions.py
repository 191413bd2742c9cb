"""What the office keeps about its own people's doing."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from staff.models import AccessLog, Desk, User


def log_reading(
    *, user: User, at: datetime, page: str, subjects: Iterable[UUID], address: str | None, reason: str = ""
) -> AccessLog:
    """Note that ``user`` read personal data: which page, whose (applicants' keys), when, and from which address."""
    return AccessLog.objects.create(
        user=user, at=at, page=page, subjects=list(subjects), address=address, reason=reason
    )


def move_people(*, desk: Desk) -> None:
    """Let everybody of a desk belong to its team."""
    User.objects.filter(desk=desk).exclude(team=desk.team_id).update(team=desk.team_id)
