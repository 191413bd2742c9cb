"""What a caseworker does all day, in a real browser, from the login to the stored answer."""

import re

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from routing.models import Applicant, Assignment, CurrentDecision
from tests.browser.office import begin_at_the_list, follow, log_in, office


def type_person(page: Page) -> None:
    """The applicant herself, with invented numbers."""
    page.locator("#id_last_name").fill("Müller-Öztürk")
    page.locator("#id_first_name").fill("Jülide")
    page.locator("#id_birth_date").fill("14.03.1991")
    page.locator("#id_customer_number").fill("335a200001")
    page.locator("#id_bg_number").fill("33502//0000777")


def type_child(page: Page) -> None:
    """One child in the first row of the household."""
    page.get_by_role("button", name="Person hinzufügen").click()
    page.locator("#id_members-0-relation").select_option("child")
    page.locator("#id_members-0-first_name").fill("Elif")
    page.locator("#id_members-0-birth_date").fill("20.05.2015")


def test_from_the_login_to_the_stored_answer(page: Page) -> None:
    people = office()
    begin_at_the_list(page, "mkeller")
    follow(page.get_by_role("link", name="+ Aufnehmen"))
    type_person(page)
    expect(page.locator("#answer-preview")).to_contain_text("IFK Arbeitsvermittlung Ü25")
    type_child(page)
    expect(page.locator("#answer-preview")).to_contain_text("Kind Elif, 10 Jahre, ledig, im Haushalt")
    assert not Applicant.objects.filter(last_name="Müller-Öztürk").exists(), "the preview stores nothing"
    follow(page.get_by_role("button", name="Speichern"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Müller-Öztürk, Jülide")
    expect(page.locator("#zustaendigkeit")).to_contain_text("IFK AEZ · Team Bewerber-Service")
    expect(page.locator("#zustaendigkeit")).to_contain_text("Gilt bis 19.05.2033")
    stored = Applicant.objects.get(customer_number="335A200001")
    assert CurrentDecision.objects.get(applicant=stored).decision.desk_id == "ifk_aez"
    assert Assignment.objects.get(applicant=stored).caseworker == people.keller
    assert "335A200001" not in page.url.upper()
    assert "ller" not in page.url


def test_a_year_of_two_digits_is_written_out_so_that_one_sees_what_was_understood(page: Page) -> None:
    office()
    log_in(page, "mkeller")
    page.goto("/faelle/neu/")
    type_person(page)
    page.get_by_role("button", name="Status hinzufügen").click()
    typed = {"#id_birth_date": "14.3.27", "#id_statuses-0-first": "010227"}
    for field, text in typed.items():
        page.locator(field).fill(text)
        page.locator(field).press("Tab")
    expect(page.locator("#id_birth_date")).to_have_value("14.3.1927")
    expect(page.locator("#id_statuses-0-first")).to_have_value("01.02.2027")


def test_a_household_that_changes_the_desk_moves_nobody_by_itself(page: Page) -> None:
    people = office()
    log_in(page, "mkeller")
    page.goto(f"/faelle/{people.nadine.key}/")
    follow(page.get_by_role("link", name="Angaben ändern"))
    page.get_by_role("button", name="Person hinzufügen").click()
    page.locator("#id_members-3-relation").select_option("partner")
    page.locator("#id_members-3-moved_in").fill("01.03.2026")
    expect(page.locator("#answer-preview")).to_contain_text("IFK Arbeitsvermittlung Ü25")
    follow(page.get_by_role("button", name="Speichern"))
    expect(page.get_by_text("Zuständigkeit hat sich geändert").first).to_be_visible()
    expect(page.locator("#stammdaten")).to_contain_text("IFK AEZ")
    assert Assignment.objects.get(applicant=people.nadine).desk_id == "ifk_aez"


def test_a_name_is_found_however_it_is_spelt(page: Page) -> None:
    office()
    log_in(page, "mkeller")
    for term in ("wisniewska", "Wisnewska", "NADINE ALBERS"):
        page.get_by_role("search").get_by_label("Name, Kunden- oder BG-Nummer").fill(term)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=re.compile("Albers-Wiśniewska"))).to_be_visible()
        assert term.lower() not in page.url.lower()


def test_a_customer_number_leads_straight_to_the_page(page: Page) -> None:
    office()
    log_in(page, "mkeller")
    page.keyboard.press("/")
    page.keyboard.type("335a100001")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Albers-Wiśniewska")


def test_another_day_and_what_was_known_then(page: Page) -> None:
    people = office()
    log_in(page, "mkeller")
    page.goto(f"/faelle/{people.nadine.key}/")
    page.get_by_label("Anderer Tag").fill("20.05.2033")
    follow(page.get_by_role("button", name="Anzeigen"))
    expect(page.get_by_role("heading", name="Zuständigkeit am 20.05.2033")).to_be_visible()
    expect(page.locator("#zustaendigkeit")).to_contain_text("IFK Arbeitsvermittlung Ü25")
    page.get_by_label("Bekannt am", exact=True).fill("02.03.2026")
    follow(page.get_by_role("button", name="Anzeigen"))
    expect(page.locator("#damals")).to_contain_text("IFK AEZ")


def test_the_form_works_without_javascript(new_context: CreateContextCallback) -> None:
    office()
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/anmelden/")
    page.locator("#id_login").fill("mkeller")
    page.locator("#id_password").fill("Lindenblüte-2026")
    follow(page.get_by_role("button", name="Anmelden"))
    page.goto("/faelle/neu/")
    type_person(page)
    type_child(page)
    follow(page.get_by_role("button", name="Person hinzufügen"))
    follow(page.get_by_role("button", name="Person 2 entfernen"))
    expect(page.locator("#id_members-0-first_name")).to_have_value("Elif")
    follow(page.get_by_role("button", name="Zuständigkeit zeigen"))
    expect(page.locator("#answer-preview")).to_contain_text("IFK AEZ")
    follow(page.get_by_role("button", name="Speichern"))
    expect(page.locator("#zustaendigkeit")).to_contain_text("IFK AEZ")


def test_a_wrong_entry_is_named_focused_and_loses_nothing(page: Page) -> None:
    office()
    log_in(page, "mkeller")
    page.goto("/faelle/neu/")
    type_person(page)
    page.locator("#id_birth_date").fill("31.02.1991")
    follow(page.get_by_role("button", name="Speichern"))
    expect(page).to_have_title(re.compile("^Fehler:"))
    expect(page.get_by_role("alert", name="Bitte prüfen")).to_be_focused()
    expect(page.locator("#id_last_name")).to_have_value("Müller-Öztürk")
    page.get_by_role("alert", name="Bitte prüfen").get_by_role("link").first.click()
    expect(page.locator("#id_birth_date")).to_be_focused()


def test_what_was_typed_survives_an_ended_session(page: Page) -> None:
    office()
    log_in(page, "mkeller")
    page.goto("/faelle/neu/")
    type_person(page)
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Speichern"))
    page.locator("#id_login").fill("mkeller")
    page.locator("#id_password").fill("Lindenblüte-2026")
    follow(page.get_by_role("button", name="Anmelden"))
    follow(page.get_by_role("button", name=re.compile("Weiter")))
    expect(page.locator("#id_last_name")).to_have_value("Müller-Öztürk")
    assert not Applicant.objects.filter(last_name="Müller-Öztürk").exists()
    follow(page.get_by_role("button", name="Speichern"))
    expect(page.locator("#zustaendigkeit")).to_be_visible()


def test_the_warning_before_the_session_ends_waits_for_an_answer(page: Page) -> None:
    office()
    log_in(page, "mkeller")
    page.clock.install()
    page.goto("/faelle/neu/")
    with page.expect_response("**/vorschau/"):
        page.locator("#id_birth_date").fill("14.03.1991")
        page.clock.run_for(1000)
    expect(page.locator("#answer-preview")).to_contain_text("IFK Arbeitsvermittlung Ü25")
    page.clock.fast_forward("26:00")
    expect(page.get_by_role("dialog", name="Ihre Sitzung endet bald")).to_be_visible()
    page.clock.run_for(3000)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("dialog", name="Ihre Sitzung endet bald")).to_be_visible()
    page.get_by_role("button", name="Sitzung verlängern").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_reception_learns_the_desk_and_nothing_else(page: Page) -> None:
    office()
    log_in(page, "reception")
    page.get_by_label("Kundennummer").fill("335a100001")
    page.keyboard.press("Enter")
    expect(page.get_by_text("IFK AEZ").first).to_be_visible()
    expect(page.get_by_text("02331 0000-17").first).to_be_visible()
    assert "Albers" not in page.content()
