"""How allauth logs in: the same words whatever was wrong, and a throttle on the account, not on the office."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

WRONG = "Benutzername oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal."
THROTTLED = "Zu viele Fehlversuche. Warten Sie zwei Minuten und versuchen Sie es dann noch einmal."


class AccountAdapter(DefaultAccountAdapter):
    """The hooks of allauth's login."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": THROTTLED,
        "enter_current_password": "Das bisherige Passwort stimmt nicht. Geben Sie es noch einmal ein.",
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The account these credentials open; for one that was shut the answer is that of a wrong password."""
        user = super().authenticate(request, **credentials)
        if user is None or user.is_active:
            return user
        # allauth does not count a right password as a failure, and that would tell it from a wrong one.
        self.pre_authenticate(request, **credentials)
        return None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count per account. allauth counts per account and Host header, whose port an attacker may choose."""
        return str(credentials.get("username", "")).lower()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a change of the password, back to work."""
        return reverse("start")
