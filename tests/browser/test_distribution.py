"""The cases of somebody who leaves, given to her colleagues in a browser; every page of it accessible."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from routing.assignment.actions import close_case
from routing.enums import ClosingReason
from routing.models import Assignment
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.browser.office import follow, log_in, office
from tests.browser.test_accessibility import check, check_answer
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

MIA = MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia")


def _cases(leaving: User) -> None:
    """Five cases, two of them of one household."""
    for name, household in (("Ahrens", 1), ("Bauer", 2), ("Conrad", 3), ("Dietz", 4), ("Dietz-Holt", 4)):
        household_number = f"33502//000900{household}"
        make_applicant(by=leaving, record=record(last_name=name, bg_number=household_number, members=(MIA,)))


def test_cases_of_somebody_who_leaves_go_to_her_colleagues_although_one_fails_its_check(
    page: Page, new_context: CreateContextCallback
) -> None:
    office()
    leaving = caseworker(username="tabel", first_name="Thea", last_name="Abel")
    receiving = caseworker(username="jberg", first_name="Jana", last_name="Berg")
    _cases(leaving)
    log_in(page, "hsommer")
    check(page, "/team/verteilung/")
    follow(page.get_by_role("link", name="Verteilung planen"))
    check_answer(page)

    page.get_by_label("Jemand geht").check()
    page.get_by_label("Fälle bestimmter Personen").check()
    follow(page.get_by_role("button", name="Plan ansehen"))
    expect(page.get_by_role("alert", name="Bitte prüfen")).to_contain_text("Wählen Sie, wessen Fälle verteilt werden.")
    check_answer(page)
    page.get_by_role("group", name="Wessen Fälle?").get_by_label("Thea Abel (5 Fälle)").check()
    follow(page.get_by_role("button", name="Plan ansehen"))

    expect(page.get_by_text("5 von 5 Fällen wechseln die IFK: 5 von T. Abel.")).to_be_visible()
    expect(page.get_by_text("Kein Haushalt ist getrennt.")).to_be_visible()
    check_answer(page)
    page.get_by_label("Alle auf dieser Seite auswählen").check()
    page.get_by_label("Ausgewählte geben an").select_option(label="Jana Berg")
    follow(page.get_by_role("button", name="Im Plan ändern"))
    expect(page.locator("#personen").get_by_role("row", name="Jana Berg")).to_contain_text("0 % → 4 %")

    closed = Assignment.objects.get(applicant__last_name="Bauer")
    tomorrow = TODAY + timedelta(days=1)
    close_case(applicant=closed.applicant, reason=ClosingReason.WORK, by=leaving, on=tomorrow, at=NOW)
    follow(page.get_by_role("link", name="Anwenden …"))
    check_answer(page)
    follow(page.get_by_role("button", name="Anwenden"))
    refused = page.get_by_role("alert", name="Nichts ist geändert: Ein Fall ist nicht mehr so")
    expect(refused).to_contain_text("Bauer")
    expect(refused).to_contain_text("Der Fall ist inzwischen geschlossen.")
    check_answer(page)
    assert not Assignment.objects.filter(caseworker=receiving).exists()

    follow(page.get_by_role("button", name="Diesen Fall aus dem Plan nehmen"))
    follow(page.get_by_role("link", name="Anwenden …"))
    follow(page.get_by_role("button", name="Anwenden"))
    expect(page.get_by_text("Angewendet. Wer Fälle erhalten hat")).to_be_visible()
    check_answer(page)
    assert Assignment.objects.filter(caseworker=receiving, origin="distributed").count() == 4

    theirs = new_context().new_page()
    log_in(theirs, "jberg")
    expect(theirs.get_by_text("4 Fälle aus einer Verteilung", exact=True)).to_be_visible()
    follow(theirs.get_by_role("link", name="Neue Fälle ansehen"))
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("4 neue Fälle")
    check_answer(theirs)
    assert "Dietz" not in page.url + theirs.url
    follow(theirs.get_by_role("link", name="Dietz-Holt"))
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("Dietz-Holt")


def test_a_plan_is_changed_and_discarded_without_javascript(new_context: CreateContextCallback) -> None:
    office()
    leaving = caseworker(username="tabel", first_name="Thea", last_name="Abel")
    caseworker(username="jberg", first_name="Jana", last_name="Berg")
    _cases(leaving)
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, "hsommer")
    page.goto("/team/verteilung/neu/?stelle=ifk_aez")
    page.get_by_label("Längere Abwesenheit").check()
    page.get_by_label("Fälle bestimmter Personen").check()
    page.get_by_role("group", name="Wessen Fälle?").get_by_label("Thea Abel (5 Fälle)").check()
    follow(page.get_by_role("button", name="Plan ansehen"))

    page.get_by_label("Dietz-Holt, Ayşe auswählen").check()
    page.get_by_label("Ausgewählte geben an").select_option(label="Jana Berg")
    follow(page.get_by_role("button", name="Im Plan ändern"))
    for name in ("Dietz,", "Dietz-Holt,"):
        expect(page.get_by_role("row", name=name)).to_contain_text("J. Berg")

    follow(page.get_by_role("link", name="Verwerfen …"))
    follow(page.get_by_role("button", name="Verwerfen"))
    expect(page.get_by_text("Verworfen. Geändert ist nichts.")).to_be_visible()
    assert not Assignment.objects.filter(origin="distributed").exists()
