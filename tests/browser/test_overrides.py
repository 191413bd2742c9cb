"""Case management looked at, and an override asked for and approved, in a browser; every page of it accessible."""

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from routing.models import Decision, Override
from tests.browser.office import follow, log_in, office
from tests.browser.test_accessibility import check, check_answer


def test_criteria_are_ticked_proposed_and_decided(page: Page) -> None:
    people = office()
    log_in(page, "mkeller")
    page.goto(f"/faelle/{people.nadine.key}/fallmanagement/")
    expect(page.get_by_label("behalten bis")).to_be_hidden()
    boxes = page.locator(".assess__criteria input")
    for number in range(3):
        boxes.nth(number).check()
    expect(page.locator("#assessment-proposal")).to_contain_text(
        "3 Kriterien treffen zu. Vorschlag: Kriterien liegen vor."
    )
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Fall behalten, mit Grund und bis zu einem Tag").check()
    follow(page.get_by_role("button", name="Prüfung speichern"))
    page.get_by_role("alert", name="Bitte prüfen").wait_for()
    check_answer(page)

    page.get_by_label("Fall abgeben").check()
    follow(page.get_by_role("button", name="Prüfung speichern"))

    expect(page.get_by_text("die Überstellung ist vorgeschlagen")).to_be_visible()
    assert Decision.objects.latest("pk").desk_id == "case_management"


def test_an_override_takes_two_people(page: Page, new_context: CreateContextCallback) -> None:
    people = office()
    log_in(page, "mkeller")
    page.goto(f"/faelle/{people.nadine.key}/uebersteuern/")
    page.get_by_label("Zuständig soll sein").select_option("reha_sb")
    page.get_by_label("letzter Tag").fill("31.05.2026")
    page.get_by_label("Grund", exact=False).first.select_option("continuity")
    page.get_by_label("Begründung in einem Satz").fill("Die Maßnahme läuft noch")
    follow(page.get_by_role("button", name="Genehmigung beantragen"))
    expect(page.get_by_text("Beantragt. Bis eine Teamleitung genehmigt")).to_be_visible()

    lead = new_context().new_page()
    log_in(lead, "hsommer")
    check(lead, "/faelle/uebersteuerungen/")
    follow(lead.get_by_role("link", name="Entscheiden"))
    check_answer(lead)
    follow(lead.get_by_role("button", name="Genehmigen"))
    expect(lead.get_by_text("Genehmigt: IFK Reha/SB")).to_be_visible()
    assert Override.objects.get().decided_by == people.lead
    check(lead, f"/faelle/{people.nadine.key}/")
