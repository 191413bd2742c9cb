"""What was typed survives a session that ended.

A form that shall survive carries a signed token of the person who opened it (`{% form_owner %}`). When it is sent after
the session has ended, the login page that answers carries everything that was typed, in a hidden field; after the login
of the same person a page hands it back to the form's address, marked with `RESUME_FIELD`.

The entries travel only between the server and the very browser that sent them; nothing of them lies in a session, an
address or a log. They are therefore signed, so that nobody can hand them to somebody else, but not encrypted.
"""

import json
from datetime import timedelta
from typing import NamedTuple

from django.core import signing
from django.http import HttpRequest

from staff.models import User

OWNER_FIELD = "form_owner"
ENTRIES_FIELD = "entries"
RESUME_FIELD = "_resume"

# A form left open in the afternoon and sent the next morning is still somebody's work.
LASTS = timedelta(hours=24)
# Characters; the largest household anybody has typed is a tenth of it.
LARGEST = 200_000

_OWNER_SALT = "staff.resume.owner"
_ENTRIES_SALT = "staff.resume.entries"
_NEVER_CARRIED = {OWNER_FIELD, RESUME_FIELD, ENTRIES_FIELD, "csrfmiddlewaretoken"}


class Entries(NamedTuple):
    """What was typed: whose it is (account id), the address of the form, and each field with its values."""

    owner: int
    path: str
    fields: list[tuple[str, list[str]]]


def is_resumed(request: HttpRequest) -> bool:
    """Whether this POST brings back what was typed before the login, and must not be stored.

    The view binds its form to ``request.POST`` and shows it again; the person then looks it over and saves it herself.
    """
    return request.method == "POST" and RESUME_FIELD in request.POST


def owner_token(user: User) -> str:
    """The signed statement that ``user`` opened a form."""
    return signing.dumps(user.pk, salt=_OWNER_SALT)


def entries_of(request: HttpRequest) -> Entries | None:
    """What was typed into the form that this POST sends; None if it says no owner, or too much for a hidden field."""
    try:
        owner = signing.loads(request.POST.get(OWNER_FIELD, ""), salt=_OWNER_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    fields = [(name, [str(value) for value in values]) for name, values in request.POST.lists()]
    entries = Entries(owner, request.get_full_path(), [field for field in fields if field[0] not in _NEVER_CARRIED])
    return entries if len(json.dumps(entries)) <= LARGEST else None


def signed(entries: Entries) -> str:
    """The entries for the hidden field of the login page."""
    return signing.dumps(entries, salt=_ENTRIES_SALT, compress=True)


def carried_entries(text: str) -> Entries | None:
    """The entries that a login page brought back; None if they were tampered with or are older than `LASTS`."""
    try:
        owner, path, fields = signing.loads(text, salt=_ENTRIES_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return Entries(owner, path, [(name, values) for name, values in fields])
