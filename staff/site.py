"""The admin as this office uses it: master data, for the role that keeps them."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver

from staff.requests import acting_user
from staff.roles import KEEPS_MASTER_DATA

# Login, logout and the own password are the application's pages, and no model here has a page to be viewed on.
_NOT_OURS = {"login", "logout", "password_change", "password_change_done", "view_on_site", "autocomplete"}


class MasterDataSite(AdminSite):
    """Knows only what is registered with it here: third-party apps register with Django's own site, which no address
    leads to. To other roles it does not exist.
    """

    site_title = site_header = index_title = "Stammdaten"

    def has_permission(self, request: HttpRequest) -> bool:
        """Yes to accounts that keep the master data; to all others every page raises ``Http404``."""
        if acting_user(request).role not in KEEPS_MASTER_DATA:
            raise Http404
        return True

    def get_urls(self) -> list[Any]:
        """Django's addresses without those that the application answers itself."""
        urls: list[URLPattern | URLResolver] = super().get_urls()
        return [url for url in urls if not (isinstance(url, URLPattern) and url.name in _NOT_OURS)]


site = MasterDataSite(name="admin")


class ShownAdmin(ModelAdmin[Any]):
    """What background work writes, to be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only background work adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only background work changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only background work deletes."""
        return False
