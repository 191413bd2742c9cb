"""No page breaks a rule that a machine can check (WCAG 2.2 AA by axe-core), light and dark, wide and narrow."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from kit.days import ONE_DAY
from routing.intake.actions import change
from routing.queries import record_of
from routing.record import MemberRecord
from routing.rules.codes import Relation
from tests.browser.office import come_in, follow, office
from tests.factories import NOW, TODAY, caseworker
from tests.handed_over import accepted, initiated, proposed

WIDE: ViewportSize = {"width": 1440, "height": 1000}
NARROW: ViewportSize = {"width": 320, "height": 740}
LOOKS: list[tuple[Literal["light", "dark"], ViewportSize]] = [("light", WIDE), ("dark", WIDE), ("light", NARROW)]
# Waiting for the end of animations would be for ever where one is endless, or where the window draws nothing.
_SHOW = """theme => {
    const {dataset} = document.documentElement
    dataset.bsTheme = dataset.kernTheme = theme
    document.getAnimations().forEach(animation => animation.cancel())
}"""
# What is in order stays in the browser: carrying it over takes longer than looking.
_RUN = """options => axe.run(document, options).then(({violations}) => violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)))"""
# Only where the window is narrow; where it is wide, a wide table may scroll by itself.
_WIDER_TABLES = """() => [...document.querySelectorAll('.table-region')]
    .filter(region => window.innerWidth < 640 && region.scrollWidth > region.clientWidth)
    .map(region => region.getAttribute('aria-label'))"""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Of all rules, only this one depends on colours.
RULES_OF = {"light": RULES, "dark": ("color-contrast",)}


def check(page: Page, path: str) -> None:
    """Open a page and `check_answer`."""
    page.goto(path)
    check_answer(page)


def check_answer(page: Page) -> None:
    """Look at what is there in every look; nothing may be broken, nothing may stick out sideways."""
    for theme, size in LOOKS:
        page.emulate_media(color_scheme=theme)  # the admin follows the system
        page.set_viewport_size(size)
        page.evaluate(_SHOW, theme)
        assert_sound(page, f"{page.url} {theme} {size['width']}", RULES_OF[theme])


def assert_sound(page: Page, where: str, rules: Sequence[str] = RULES) -> None:
    """Neither a broken rule nor a scroll bar at the bottom, nor one below a table where the window is narrow."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.add_init_script(AXE_SCRIPT)  # the browser keeps what it has compiled of this one
    assert page.evaluate(_RUN, {"runOnly": [*rules], "resultTypes": ["violations"]}) == [], where
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{where} is too wide"
    assert page.evaluate(_WIDER_TABLES) == [], where


def test_the_login_is_accessible(page: Page) -> None:
    check(page, "/anmelden/")


def test_a_caseworkers_pages_are_accessible(page: Page, subtests: pytest.Subtests) -> None:
    people = office()
    come_in(page, "mkeller")
    for path in (
        "/faelle/",
        "/faelle/neu/",
        "/faelle/zugriff/",
        "/auskunft/",
        "/passwort/",
        "/faelle/{key}/",
        "/faelle/{key}/?on=2033-05-20&known=2026-11-01",
        "/faelle/{key}/bearbeiten/",
        "/faelle/{key}/abschliessen/",
        "/faelle/{key}/wiedervorlage/",
        "/faelle/{key}/vermerk/",
        "/mein-tag/",
        "/mein-tag/e-mail/",
        "/faelle/wiedervorlagen/",
        "/faelle/{key}/fallmanagement/",
        "/faelle/{key}/uebersteuern/",
        "/gibt-es-nicht/",
    ):
        with subtests.test(path):
            check(page, path.format(key=people.nadine.key))


@pytest.mark.parametrize(
    ("username", "paths"),
    [
        ("hsommer", ["/faelle/", "/lage/zahlen/"]),
        ("division_head", ["/lage/zahlen/"]),
        ("controlling", ["/lage/zahlen/"]),
        ("measures_team", ["/"]),
        ("reception", ["/auskunft/"]),
        (
            "administration",
            [
                "/mein-tag/",
                "/admin/",
                "/admin/staff/user/",
                "/admin/staff/user/add/",
                "/admin/routing/policyversion/",
                "/admin/routing/importfieldrule/",
                "/admin/routing/importfieldrule/household/change/",
            ],
        ),
    ],
)
def test_the_other_roles_pages_are_accessible(
    page: Page, username: str, paths: list[str], subtests: pytest.Subtests
) -> None:
    office()
    come_in(page, username)
    for path in paths:
        with subtests.test(path):
            check(page, path)


def test_a_form_with_errors_is_accessible(page: Page) -> None:
    office()
    come_in(page, "mkeller")
    page.goto("/faelle/neu/")
    page.get_by_role("button", name="Person hinzufügen").click()
    page.locator("#id_members-0-birth_date").fill("31.02.2015")
    follow(page.get_by_role("button", name="Speichern"))
    page.get_by_role("alert", name="Bitte prüfen").wait_for()
    check_answer(page)


def test_the_comparison_of_two_versions_is_accessible(page: Page) -> None:
    people = office()
    come_in(page, "mkeller")
    page.goto(f"/faelle/{people.nadine.key}/bearbeiten/")
    stored = record_of(people.nadine)
    theirs = replace(stored, person=replace(stored.person, city="Herdecke"))
    change(applicant=people.nadine, revision=1, record=theirs, by=people.lead, on=TODAY, at=NOW)
    page.locator("#id_city").fill("Iserlohn")
    follow(page.get_by_role("button", name="Speichern"))
    page.get_by_text("Herdecke").first.wait_for()
    check_answer(page)


@pytest.mark.parametrize("path", ["bogen/", "anschreiben/"])
def test_the_papers_of_a_hand_over_are_accessible(page: Page, path: str) -> None:
    people = office()
    stored = record_of(people.nadine)
    partner = MemberRecord(Relation.PARTNER, date(1988, 1, 1), "Jan", moved_in=TODAY)
    moved = proposed(people.nadine, replace(stored, members=(*stored.members, partner)), by=people.keller)
    transfer = initiated(moved, by=people.keller, note="Erreichbar\nvormittags")
    accepted(transfer, by=caseworker("placement"), effective_on=TODAY + ONE_DAY)
    come_in(page, "mkeller")
    check(page, f"/faelle/ueberstellungen/{transfer.key}/{path}")


def test_a_household_to_be_taken_over_is_accessible(page: Page) -> None:
    office()
    come_in(page, "mkeller")
    page.goto("/faelle/neu/")
    page.locator("#id_birth_date").fill("01.02.1990")
    page.locator("#id_bg_number").fill("33502//0000101")
    follow(page.get_by_role("button", name=re.compile("Haushalt übernehmen")))
    page.get_by_text("Mia").first.wait_for()
    check_answer(page)
