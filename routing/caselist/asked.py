"""Names and numbers that somebody asked for. They wait in her session under a random token, and only that is in an
address: addresses end up in logs, histories and bookmarks.
"""

import secrets

from django.contrib.sessions.backends.base import SessionBase

MOST_KEPT = 20

# The drawers of the session.
SEARCHES = "applicant_searches"
QUESTIONS = "responsibility_questions"


def keep(session: SessionBase, drawer: str, text: str) -> str:
    """Put ``text`` into a drawer of the session and return its token; of many, the oldest are forgotten."""
    kept: dict[str, str] = session.get(drawer, {})
    token = secrets.token_urlsafe(9)
    newest = [*kept.items(), (token, text)][-MOST_KEPT:]
    session[drawer] = dict(newest)
    return token


def kept(session: SessionBase, drawer: str, token: str) -> str | None:
    """What the token stands for; none when it is of another session, or was forgotten."""
    drawer_content: dict[str, str] = session.get(drawer, {})
    return drawer_content.get(token)
