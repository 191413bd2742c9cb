"""Other values asked about, looked at, and put in force by two people, in a browser; every page of it accessible."""

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from routing.models import PolicyVersion, WhatIfRun
from routing.outlook.what_if_actions import begin_comparing, compare_some
from tests.browser.office import follow, log_in, office
from tests.browser.test_accessibility import check, check_answer
from tests.factories import NOW


def answer(run: WhatIfRun) -> None:
    """What a worker does."""
    begin_comparing(run_id=run.pk)
    while compare_some(run_id=run.pk, at=NOW):
        pass


def test_values_are_asked_about_and_put_in_force_by_two_people(page: Page, new_context: CreateContextCallback) -> None:
    office()
    log_in(page, "hsommer")
    check(page, "/team/was-waere-wenn/")
    follow(page.get_by_role("button", name="Durchrechnen"))
    page.get_by_role("alert", name="Bitte prüfen").wait_for()
    check_answer(page)
    page.get_by_label("volljährig mit").fill("10")
    follow(page.get_by_role("button", name="Durchrechnen"))
    expect(page.get_by_text("wird gerechnet: 0 %")).to_be_visible()
    check_answer(page)

    answer(WhatIfRun.objects.get())
    expect(page.get_by_role("heading", name="Wer käme wohin?")).to_be_visible()
    expect(page.get_by_text("1 Fall Ihres Teams.")).to_be_visible()
    check_answer(page)
    follow(page.get_by_role("link", name="Liste exportieren"))
    check_answer(page)
    follow(page.get_by_role("link", name="Zurück"))
    page.get_by_label("gültig ab").fill("01.01.2030")
    follow(page.get_by_role("button", name="Beantragen"))
    expect(page.get_by_text("In Kraft setzt es die Bereichsleitung")).to_be_visible()
    expect(page.get_by_role("button", name="in Kraft setzen")).to_have_count(0)

    second = new_context().new_page()
    log_in(second, "division_head")
    follow(second.get_by_role("link", name="Lage"))
    follow(second.get_by_role("link", name="Vorgaben"))
    check_answer(second)
    follow(second.get_by_role("link", name="Ansehen"))
    check_answer(second)
    follow(second.get_by_role("button", name="Ab 01.01.2030 in Kraft setzen"))
    expect(second.get_by_text("In Kraft gesetzt. Bis zum Tag davor")).to_be_visible()
    assert PolicyVersion.objects.get().adult_age == 10


def test_a_question_is_taken_back_without_javascript(new_context: CreateContextCallback) -> None:
    office()
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, "hsommer")
    page.goto("/team/was-waere-wenn/")
    page.get_by_label("Team U25 bis unter").fill("27")
    follow(page.get_by_role("button", name="Durchrechnen"))
    follow(page.get_by_role("link", name="Stand aktualisieren"))
    follow(page.get_by_role("button", name="Abbrechen"))
    expect(page.get_by_text("Die Rechnung wurde abgebrochen.")).to_be_visible()
