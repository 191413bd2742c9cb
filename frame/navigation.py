"""What the page frame offers to an account: where it can go, and what its role means."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from staff.models import User
from staff.roles import (
    ASKS_WHO_IS_RESPONSIBLE,
    BELONGS_TO_A_TEAM,
    DESCRIPTIONS,
    HAS_A_DAY,
    IMPORTS_CASELOAD,
    KEEPS_MASTER_DATA,
    LEADS_A_TEAM,
    SEES_ALL_TEAMS,
    SEES_APPLICANTS,
    SEES_FIGURES,
    Role,
)

# URL name, label, and whose navigation it stands in.
PLACES: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("my_day", "Mein Tag", HAS_A_DAY),
    ("team", "Team", LEADS_A_TEAM),
    ("teams", "Teams", SEES_ALL_TEAMS),
    ("applicant_list", "Bewerber/innen", SEES_APPLICANTS),
    ("transfer_list", "Überstellungen", SEES_APPLICANTS),
    ("overrides", "Übersteuerungen", LEADS_A_TEAM),
    ("who_is_responsible", "Wer ist zuständig?", ASKS_WHO_IS_RESPONSIBLE),
    ("figures", "Zahlen", SEES_FIGURES),
    ("imports", "Einspielen", IMPORTS_CASELOAD),
    ("what_if", "Was wäre wenn", KEEPS_MASTER_DATA),
    ("admin:index", "Stammdaten", KEEPS_MASTER_DATA),
)

# A role's first page: the first place it may go to. The B-Team has none yet.
FIRST_PAGE = {role: name for name, _, roles in reversed(PLACES) for role in roles}


class Place(NamedTuple):
    """An entry of the navigation; ``current`` marks the part of the application that is open."""

    label: str
    url: str
    current: bool


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The context of ``base.html``: nothing for somebody who is not logged in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    role = Role(user.role)
    return {
        "navigation": [_place(name, label, request.path) for name, label, roles in PLACES if role in roles],
        "may_search": role in SEES_APPLICANTS,
        "belongs_to_a_team": role in BELONGS_TO_A_TEAM,
        "gets_digest": role in SEES_APPLICANTS,
        "role_description": DESCRIPTIONS[role],
        "session_seconds": settings.SESSION_IDLE_SECONDS,
    }


def _place(name: str, label: str, path: str) -> Place:
    url = reverse(name)
    return Place(label, url, path.startswith(url))
