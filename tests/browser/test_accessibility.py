"""No page breaks a rule that a machine can check (WCAG 2.2 AA by axe-core), light and dark, wide and narrow."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.browser.office import log_in, office

WIDE: ViewportSize = {"width": 1440, "height": 1000}
NARROW: ViewportSize = {"width": 360, "height": 740}
LOOKS = [("light", WIDE), ("dark", WIDE), ("light", NARROW)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[str]:
    """The broken rules with the places where they are broken."""
    result = Axe().run(page, options=RULES)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in result.response["violations"]
        for node in rule["nodes"]
    ]


def check(page: Page, path: str) -> None:
    """Look at a page in every look; nothing may be broken, nothing may stick out sideways."""
    page.goto(path)
    for theme, size in LOOKS:
        page.context.add_cookies([{"name": "theme", "value": theme, "url": _origin(page)}])
        page.set_viewport_size(size)
        page.reload()
        assert violations(page) == [], f"{path} {theme} {size['width']}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} is too wide"


def _origin(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def test_the_login_is_accessible(page: Page) -> None:
    check(page, "/anmelden/")


@pytest.mark.parametrize(
    "path",
    [
        "/bewerber/",
        "/bewerber/neu/",
        "/bewerber/zugriff/",
        "/auskunft/",
        "/passwort/",
        "/bewerber/{key}/",
        "/bewerber/{key}/?on=2033-05-20&known=2026-11-01",
        "/bewerber/{key}/bearbeiten/",
        "/bewerber/{key}/abschliessen/",
        "/gibt-es-nicht/",
    ],
)
def test_a_caseworkers_pages_are_accessible(page: Page, path: str) -> None:
    people = office()
    log_in(page, "mkeller")
    check(page, path.format(key=people.nadine.key))


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("hsommer", "/bewerber/"),
        ("hsommer", "/zahlen/"),
        ("division_head", "/zahlen/"),
        ("controlling", "/zahlen/"),
        ("measures_team", "/"),
        ("reception", "/auskunft/"),
    ],
)
def test_the_other_roles_pages_are_accessible(page: Page, username: str, path: str) -> None:
    office()
    log_in(page, username)
    check(page, path)
