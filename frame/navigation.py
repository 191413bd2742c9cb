"""Where an account can go: places with their pages, as the apps contribute them, and where it is now."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from frame.composition import composition
from frame.contracts import Page
from staff.models import User
from staff.roles import Role


class Link(NamedTuple):
    """An entry of the navigation; ``current`` marks the part of the application that is open."""

    label: str
    url: str
    current: bool = False


class _Shown(NamedTuple):
    """A place with the links to the pages of it that a role may open."""

    label: str
    links: list[Link]


def first_page(role: Role) -> str:
    """The name of the address at which the work of a role begins: the first page of its first place."""
    return next(page.url_name for place in composition().places for page in place.pages if role in page.roles)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The context of ``base.html``: nothing for somebody who is not logged in. ``place_tabs``: the pages of the
    place that is open, where it has several and this is one of them.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    role, composed = Role(user.role), composition()
    shown = [_Shown(place.label, _links(place.pages, role)) for place in composed.places]
    shown = [place for place in shown if place.links]
    here = _here(request.path, [link.url for place in shown for link in place.links])
    open_place = next((place for place in shown if here in {link.url for link in place.links}), None)
    tabs = open_place.links if open_place and here == request.path and len(open_place.links) > 1 else []
    return {
        "places": [Link(place.label, place.links[0].url, place is open_place) for place in shown],
        "place_tabs": [link._replace(current=link.url == here) for link in tabs],
        "search_url": next((link.url for link in _links((composed.search,), role)), ""),
        "new": next(iter(_links((composed.new,), role)), None),
        "menu": _links(composed.menu, role),
        "role_description": composed.role_descriptions[role],
        "session_seconds": settings.SESSION_IDLE_SECONDS,
    }


def _links(pages: tuple[Page, ...], role: Role) -> list[Link]:
    return [Link(page.label, reverse(page.url_name)) for page in pages if role in page.roles]


def _here(path: str, addresses: list[str]) -> str:
    """Of these addresses the one below which a path lies; the longest, where one lies below another."""
    return max((address for address in addresses if path.startswith(address)), key=len, default="")
