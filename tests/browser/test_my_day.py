"""A caseworker's day in a real browser: a reminder is made, comes on its day, and is done; a note is corrected."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback
from time_machine import TimeMachineFixture

from routing.followup.actions import correct_note, make_reminder, write_note
from routing.models import Reminder
from tests.browser.office import follow, log_in, office
from tests.browser.test_accessibility import check, check_answer
from tests.day.office import lapse, mother, transfer
from tests.factories import NOW, PASSWORD, TODAY

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverwahrungsstelle"


def test_a_reminder_is_made_comes_on_its_day_and_is_done(page: Page, time_machine: TimeMachineFixture) -> None:
    people = office()
    log_in(page, "mkeller")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mein Tag")
    expect(page.get_by_text("Heute liegt nichts vor")).to_be_visible()

    page.goto(f"/faelle/{people.nadine.key}/")
    page.locator("summary", has_text="Neue Wiedervorlage").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Kita-Platz?")
    page.keyboard.press("Tab")
    page.keyboard.type("07.03.2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert", name="Bitte prüfen")).to_be_focused()
    expect(page.get_by_role("alert").get_by_text("Montag, 09.03.2026")).to_be_visible()
    expect(page.get_by_label("Woran wollen Sie denken?")).to_have_value("Kita-Platz?")
    page.get_by_label("Vorlegen am").fill("09.03.2026")
    follow(page.get_by_role("button", name="Wiedervorlage anlegen"))
    expect(page.get_by_role("status").get_by_text("Die Wiedervorlage am 09.03.2026 ist angelegt.")).to_be_visible()
    expect(page.locator("#wiedervorlagen")).to_contain_text("Kita-Platz?")
    page.goto("/mein-tag/")
    expect(page.get_by_text("Heute liegt nichts vor")).to_be_visible()

    page.context.clear_cookies()
    time_machine.move_to(NOW + timedelta(days=7))
    log_in(page, "mkeller")
    expect(page.locator("#zu-erledigen")).to_contain_text("Wiedervorlage: Kita-Platz?")
    expect(page.locator("#zu-erledigen")).to_contain_text("heute")
    follow(page.get_by_role("button", name=re.compile("^Erledigt")))
    expect(page.get_by_text("Heute liegt nichts vor")).to_be_visible()
    assert Reminder.objects.get().done_at is not None
    page.goto(f"/faelle/{people.nadine.key}/")
    expect(page.locator("#chronik")).to_contain_text("Wiedervorlage erledigt")


def test_a_note_is_written_and_corrected(page: Page) -> None:
    people = office()
    log_in(page, "mkeller")
    page.goto(f"/faelle/{people.nadine.key}/")
    page.get_by_role("link", name="Vermerk schreiben").click()
    expect(page.locator("#note_text")).to_be_in_viewport()
    page.locator("#note_text").fill("Termin am 3. April")
    follow(page.get_by_role("button", name="Vermerk speichern"))
    expect(page.locator("#vermerke")).to_contain_text("Termin am 3. April")

    follow(page.get_by_role("link", name=re.compile("^Berichtigen")))
    page.locator("#note_text").fill("Termin am 4. April")
    follow(page.get_by_role("button", name="Berichtigung speichern"))

    expect(page.locator("#vermerke .notes__text").first).to_have_text("Termin am 4. April")
    expect(page.locator("#vermerke .notes__before")).to_contain_text("Termin am 3. April")


def test_leaving_a_note_half_written_warns_also_when_another_form_is_sent(page: Page) -> None:
    people = office()
    make_reminder(applicant=people.nadine, note="Anrufen", due_on=TODAY, by=people.keller, at=NOW)
    log_in(page, "mkeller")
    page.goto(f"/faelle/{people.nadine.key}/")
    page.locator("#note_text").fill("Halb")
    page.once("dialog", lambda dialog: dialog.dismiss())

    with page.expect_event("dialog") as asked:
        page.get_by_role("button", name=re.compile("^Erledigt")).click(no_wait_after=True)

    assert asked.value.type == "beforeunload"
    expect(page.locator("#note_text")).to_have_value("Halb")


def test_a_full_day_with_long_names_is_accessible(page: Page) -> None:
    people = office()
    for number in range(12):
        mine = mother(people.keller, last_name=f"{LONG} {number}", first_name="Nadine Şükriye")
        for days in (9, 0):
            due_on = TODAY - timedelta(days=days)
            make_reminder(applicant=mine, note=f"{LONG} {number}", due_on=due_on, by=people.keller, at=NOW)
        if number % 2:
            lapse(mine)
        else:
            transfer(mine)
    applicant = Reminder.objects.latest("pk").applicant
    note = write_note(applicant=applicant, text=LONG * 3, noted_on=TODAY, by=people.keller, at=NOW)
    correct_note(note=note, text=LONG * 2, noted_on=TODAY, by=people.lead, at=NOW)
    log_in(page, "mkeller")
    reminder = Reminder.objects.latest("pk")
    for path in (
        "/mein-tag/",
        "/mein-tag/?gruppe=ueberfaellig",
        "/faelle/wiedervorlagen/",
        f"/faelle/wiedervorlagen/{reminder.key}/",
        f"/faelle/wiedervorlagen/{reminder.key}/loeschen/",
        f"/faelle/{applicant.key}/",
    ):
        check(page, path)


def test_a_form_with_errors_is_accessible(page: Page) -> None:
    people = office()
    log_in(page, "mkeller")
    for path, button in (("wiedervorlage", "Wiedervorlage anlegen"), ("vermerk", "Vermerk speichern")):
        page.goto(f"/faelle/{people.nadine.key}/{path}/")
        follow(page.get_by_role("button", name=button))
        page.get_by_role("alert", name="Bitte prüfen").wait_for()
        check_answer(page)


def test_reminders_and_notes_work_without_javascript(new_context: CreateContextCallback) -> None:
    people = office()
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/anmelden/")
    page.locator("#id_login").fill("mkeller")
    page.locator("#id_password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Anmelden"))
    page.goto(f"/faelle/{people.nadine.key}/")
    page.locator("summary", has_text="Neue Wiedervorlage").click()
    page.locator("#reminder_note").fill("Anrufen")
    page.locator("#reminder_due_on").fill("02.03.2026")
    follow(page.get_by_role("button", name="Wiedervorlage anlegen"))
    page.locator("#note_text").fill("Hat geschrieben.")
    follow(page.get_by_role("button", name="Vermerk speichern"))
    expect(page.locator("#vermerke")).to_contain_text("Hat geschrieben.")
    page.goto("/mein-tag/")
    follow(page.get_by_role("button", name=re.compile("^Erledigt")))
    expect(page.get_by_text("Heute liegt nichts vor")).to_be_visible()
