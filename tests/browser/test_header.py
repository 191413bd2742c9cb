"""The header is one row from 1280 px on; the search gives way first, and a telephone has an icon for it."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from frame import navigation
from frame.composition import composition
from frame.contracts import Page as Entry
from frame.contracts import Place
from staff.roles import LEADS_A_TEAM
from tests.browser.office import log_in
from tests.factories import team_lead

ONE_ROW = 54
PLACES = ("Mein Tag", "Fälle", "Team", "Netzwerk", "Treffen", "Controlling", "Stammdaten")
_WIDTHS = """['.app-nav', '.app-search', '.app-menu'].map(
    part => Math.round(document.querySelector(part).getBoundingClientRect().width))"""
_CUT_OFF = """(() => {
    const name = document.querySelector('.app-menu summary');
    return name.scrollWidth - name.clientWidth;
})()"""
_STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def lead_with_everything(page: Page, monkeypatch: pytest.MonkeyPatch) -> Page:
    """As many places as there will ever be, and a name of 25 letters."""
    places = tuple(Place(label, (Entry("my_day", label, LEADS_A_TEAM),)) for label in PLACES)
    monkeypatch.setattr(navigation, "composition", lambda: replace(composition(), places=places))
    team_lead(username="hsommer", first_name="Hannelore", last_name="Sommer-Großekathöferin")
    log_in(page, "hsommer")
    return page


def test_seven_places_and_a_long_name_stand_in_one_row_and_the_search_gives_way(lead_with_everything: Page) -> None:
    page = lead_with_everything
    measured = {}
    for width in (1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".app-header").evaluate("header => header.offsetHeight") == ONE_ROW
        assert page.evaluate(_STICKS_OUT) == 0
        assert page.evaluate(_CUT_OFF) <= 0, "the name is read whole"
        measured[width] = page.evaluate(_WIDTHS)

    (places, search, name), (places_of_wide, search_of_wide, name_of_wide) = measured[1280], measured[1600]
    assert (places, name) == (places_of_wide, name_of_wide)
    assert 0 < search < search_of_wide


def test_on_a_telephone_the_search_is_an_icon_until_it_has_the_focus(lead_with_everything: Page) -> None:
    page = lead_with_everything
    page.set_viewport_size({"width": 390, "height": 844})
    search = page.get_by_role("searchbox", name="Name, Kunden- oder BG-Nummer")
    expect(page.get_by_text("HS", exact=True)).to_be_visible()
    assert search.evaluate("field => field.offsetWidth") <= 1

    page.locator(".app-search__label").click()

    expect(search).to_be_focused()
    assert search.evaluate("field => field.offsetWidth") > 200
    assert page.evaluate(_STICKS_OUT) == 0
