"""What every answer says to the browser."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture
def policy(db: None, client: Client) -> dict[str, str]:
    header = client.get(reverse("admin:index")).headers["Content-Security-Policy"]
    return dict(directive.strip().partition(" ")[::2] for directive in header.split(";"))


def test_the_content_security_policy_allows_nothing_unsafe(policy: dict[str, str]) -> None:
    assert policy["default-src"] == "'none'"
    assert not [value for value in policy.values() if "unsafe" in value or "*" in value]


@pytest.mark.parametrize("directive", ["script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"])
def test_pages_load_from_this_server_only(policy: dict[str, str], directive: str) -> None:
    assert policy[directive] == "'self'"


@pytest.mark.parametrize("directive", ["base-uri", "frame-ancestors"])
def test_pages_cannot_be_framed_or_rebased(policy: dict[str, str], directive: str) -> None:
    assert policy[directive] == "'none'"


def test_addresses_do_not_travel_to_other_sites(client: Client, db: None) -> None:
    answer = client.get(reverse("admin:index"))

    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
