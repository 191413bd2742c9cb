"""On a telephone the rows of a table are cards: nothing scrolls sideways, and a thumb finds what to do."""

from playwright.sync_api import Page, expect

from tests.browser.office import come_in, office
from tests.day.office import mother, transfer

_HEIGHTS = "links => links.map(link => link.getBoundingClientRect().height)"


def test_a_row_is_a_card_with_the_due_day_left_and_the_action_right(page: Page) -> None:
    people = office()
    transfer(mother(people.keller, last_name="Abendroth", first_name="Nadine"))
    page.set_viewport_size({"width": 390, "height": 844})
    come_in(page, "hsommer")
    page.goto("/faelle/ueberstellungen/")

    row = page.get_by_role("row", name="Abendroth")
    expect(row.get_by_role("cell").nth(2)).to_have_attribute("data-label", "von")
    expect(page.get_by_role("columnheader", name="fällig")).to_have_count(1)
    name, due, action = (
        target.evaluate("element => element.getBoundingClientRect().toJSON()")
        for target in (row.get_by_role("rowheader"), row.get_by_text("02.03.2026"), row.get_by_role("link").last)
    )
    assert name["bottom"] < due["top"]
    assert due["right"] < action["left"]
    assert due["top"] < action["bottom"]
    assert action["top"] < due["bottom"]
    assert min(row.get_by_role("link").evaluate_all(_HEIGHTS)) >= 32
    assert min(page.locator(".transfer-table input:not([hidden])").evaluate_all(_HEIGHTS)) >= 32


def test_a_list_of_cards_can_still_be_sorted(page: Page) -> None:
    office()
    page.set_viewport_size({"width": 390, "height": 844})
    come_in(page, "mkeller")
    page.goto("/faelle/")
    page.get_by_role("columnheader", name="Geboren").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Geboren")).to_have_attribute("aria-sort", "ascending")
