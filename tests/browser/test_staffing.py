"""Absence, deputy, return: no case is left alone; and the dashboard of a team."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback
from time_machine import TimeMachineFixture

from routing.models import Transfer
from routing.tests.handover.transfers import proposed
from staff.models import Unavailability
from tests.browser.office import follow, log_in, office
from tests.browser.test_accessibility import check, check_answer
from tests.factories import NOW, TODAY, caseworker

BACK = TODAY + timedelta(days=7)


def typed(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def test_absence_deputy_and_return(
    page: Page, new_context: CreateContextCallback, time_machine: TimeMachineFixture
) -> None:
    people = office()
    aydin = caseworker(username="saydin", first_name="Selin", last_name="Aydın")
    transfer = proposed(people.keller, last_name="Abendroth")

    log_in(page, "hsommer")
    follow(page.get_by_role("link", name="Team", exact=True))
    follow(page.get_by_role("link", name="Besetzung und Vertretung").first)
    follow(page.get_by_role("link", name="Maria Keller", exact=True))
    page.locator("summary", has_text="Abwesenheit eintragen").click()
    page.get_by_label("abwesend").check()
    page.locator("#absence_first").fill(typed(TODAY))
    page.locator("#absence_last").fill(typed(BACK - timedelta(days=1)))
    follow(page.get_by_role("button", name="Abwesenheit eintragen"))
    expect(page.get_by_text("Heute arbeiten mit diesen Fällen: H. Sommer (Teamleitung).")).to_be_visible()
    page.locator("summary", has_text="Vertretung eintragen").click()
    page.get_by_label(f"{aydin}: 0 Fälle, Platz für 130 (0 %)").check()
    page.locator("#deputy_first").fill(typed(TODAY))
    page.locator("#deputy_last").fill(typed(BACK - timedelta(days=1)))
    follow(page.get_by_role("button", name="Vertretung eintragen"))
    expect(page.get_by_text("Heute arbeiten mit diesen Fällen: S. Aydın.")).to_be_visible()
    check_answer(page)

    deputy = new_context().new_page()
    log_in(deputy, "saydin")
    expect(deputy.get_by_text("in Vertretung für M. Keller").first).to_be_visible()
    follow(deputy.get_by_role("link", name="Überstellung einleiten").first)
    follow(deputy.get_by_role("button", name="Überstellung einleiten"))
    expect(deputy.get_by_text("Eingeleitet. Jetzt ist IFK Arbeitsvermittlung Ü25 am Zug.")).to_be_visible()
    assert Transfer.objects.get(pk=transfer.pk).state == "initiated"

    time_machine.move_to(NOW + timedelta(days=7))
    keller = new_context().new_page()
    log_in(keller, "mkeller")
    follow(keller.get_by_role("link", name="Nachlesen"))
    row = keller.get_by_role("row", name="Abendroth").filter(has_text="eingeleitet")
    expect(row).to_contain_text("S. Aydın")
    check_answer(keller)


def test_the_pages_of_staffing_and_of_the_team_are_accessible(page: Page) -> None:
    people = office()
    caseworker(username="saydin", first_name="Selin", last_name="Aydın-Großekathöfer-Wolfeschlegelstein", share=50)
    proposed(people.keller, last_name="Abendroth")
    log_in(page, "hsommer")

    for path in ("/team/", "/team/personen/", f"/team/personen/{people.keller.pk}/", "/faelle/ueberstellungen/dauer/"):
        check(page, path)
    page.goto(f"/team/personen/{people.keller.pk}/")
    page.locator("summary", has_text="Stelle besetzen").click()
    follow(page.get_by_role("button", name="Stelle besetzen"))
    page.get_by_role("alert", name="Bitte prüfen").wait_for()
    check_answer(page)
    page.locator("#stellen").get_by_role("link", name="Ändern").wait_for()
    staffing = people.keller.staffings.get()
    check(page, f"/team/personen/eintrag/stelle/{staffing.pk}/")


def test_a_caseworker_enters_her_own_absence_without_javascript(new_context: CreateContextCallback) -> None:
    office()
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, "mkeller")
    page.goto("/mein-tag/vertretung/")
    page.locator("summary", has_text="Abwesenheit eintragen").click()
    page.get_by_label("abwesend").check()
    page.locator("#absence_first").fill(typed(TODAY))
    follow(page.get_by_role("button", name="Abwesenheit eintragen"))

    expect(page.get_by_text("abwesend bis auf Weiteres")).to_be_visible()
    assert Unavailability.objects.get().user.username == "mkeller"


def test_the_teams_are_accessible_to_whoever_sees_figures(page: Page) -> None:
    office()
    log_in(page, "division_head")
    check(page, "/lage/teams/")
