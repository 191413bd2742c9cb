"""What the office keeps about its own people's doing."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from staff.models import AccessLog, User


def log_reading(
    *, user: User, at: datetime, page: str, subjects: Iterable[UUID], address: str | None, reason: str = ""
) -> AccessLog:
    """Note that ``user`` read personal data: which page, whose (applicants' keys), when, and from which address."""
    return AccessLog.objects.create(
        user=user, at=at, page=page, subjects=list(subjects), address=address, reason=reason
    )
