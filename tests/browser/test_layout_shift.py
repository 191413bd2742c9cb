"""Nothing moves while a page comes for the first time: what is read or clicked stays where it is."""

import pytest
from playwright.sync_api import Page, Route
from pytest_playwright import CreateContextCallback

from tests.browser.office import come_in, office
from tests.day.office import mother, transfer

# What the web calls good is 0.1.
LIMIT = 0.05
_WATCH = """
window.shifts = []
new PerformanceObserver(list => list.getEntries().forEach(({value, sources}) =>
    shifts.push([value, sources.map(({node}) => node?.nodeName).join(' ')])
)).observe({type: 'layout-shift', buffered: true})
"""
_DRAWN = """async () => {
    for (const next of [requestAnimationFrame, requestAnimationFrame, setTimeout]) await new Promise(next)
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_moves_while_it_comes(
    new_context: CreateContextCallback, width: int, subtests: pytest.Subtests
) -> None:
    people = office()
    for name in ("Şükran", "Wiśniewska", "Ђорђевић", "Albers", "Berger"):
        transfer(mother(people.keller, last_name=name))
    for username, path in (
        ("mkeller", "/mein-tag/"),
        ("mkeller", "/faelle/"),
        ("mkeller", f"/faelle/{people.nadine.key}/"),
        ("hsommer", "/team/"),
        ("hsommer", "/faelle/ueberstellungen/"),
    ):
        with subtests.test(path):
            page = new_context().new_page()
            page.set_viewport_size({"width": width, "height": 900})
            come_in(page, username)
            page.add_init_script(_WATCH)
            shifts = _shifts(page, path)
            assert sum(value for value, _ in shifts) < LIMIT, shifts


def _shifts(page: Page, path: str) -> list[tuple[float, str]]:
    """What moves on the page at ``path``, and how much. Its browser is new, and the faces come after all else."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.woff2", hold)
    page.goto(path, wait_until="domcontentloaded")
    page.evaluate(_DRAWN)
    for route in held:
        route.continue_()
    page.unroute("**/*.woff2")
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready.then(() => {})")
    page.evaluate(_DRAWN)
    shifts: list[tuple[float, str]] = page.evaluate("shifts")
    return shifts
