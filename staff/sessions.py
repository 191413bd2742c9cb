"""Sessions in PostgreSQL that do not write on every page."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

# How old the end that is stored may grow before a page writes a new one. The settings let a session live that much
# longer than is said, so that nobody is logged out early.
RENEWED_AFTER = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """A session that knows when its row ends."""

    ends_at: datetime | None = None

    def is_due(self, at: datetime) -> bool:
        """Whether a page at this moment has to write a new end."""
        length = timedelta(seconds=self.get_session_cookie_age())
        return self.ends_at is not None and self.ends_at - at <= length - RENEWED_AFTER

    def _get_session_from_db(self) -> Session | None:
        # The types of Django leave this method out.
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        self.ends_at = row.expire_date if row else None
        return row
