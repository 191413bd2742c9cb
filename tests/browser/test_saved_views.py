"""Views of the list with a name, in a real browser: saved, shared, used by a colleague, and first after the login."""

import re

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from routing.caselist.saved_actions import save_filter
from routing.models import SavedFilter
from staff.models import User
from tests.browser.office import begin_at_the_list, follow, log_in, office
from tests.browser.test_accessibility import assert_sound, check, check_answer
from tests.factories import caseworker, make_applicant

MINE = "Meine Fälle, nach Dringlichkeit"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenli"


def expect_view(page: Page, *names: str) -> None:
    """The view that is marked above the list, also where its menu is closed."""
    marked = page.get_by_role("navigation", name="Ansichten").locator("[aria-current]")
    expect(marked).to_have_text(list(names))


def many_views(people: User) -> None:
    """Three of one's own with long names, thirty that a colleague shares."""
    colleague = caseworker(username="saydin", first_name="Selin", last_name="Aydın")
    for name, query in ((LONG, "?meine=on"), ("Offenes", "?offen=any"), ("Schwangere " * 5, "?grundlage=pregnancy")):
        save_filter(owner=people, name=name.strip(), query=query, shared=False, is_start=False)
    for number in range(30):
        save_filter(owner=colleague, name=f"{number} {LONG}"[:60], query="?geaendert=on", shared=True, is_start=False)


def test_a_view_is_saved_shared_used_by_a_colleague_and_first_after_the_login(
    page: Page, new_context: CreateContextCallback
) -> None:
    people = office()
    colleague = caseworker(username="saydin", first_name="Selin", last_name="Aydın")
    make_applicant(by=colleague)
    begin_at_the_list(page, "mkeller")
    expect_view(page, MINE)
    expect(page.get_by_role("rowheader", name="ohne Eile")).to_be_visible()

    page.get_by_label("nur meine Fälle").uncheck()
    page.get_by_label("Grundlage").select_option("household")
    expect(page).to_have_url(re.compile(r"\?grundlage=household&sortierung=dringlichkeit$"))
    expect(page.locator("#list-table").get_by_role("status")).to_have_text("1 Fall")
    expect_view(page)
    follow(page.get_by_role("link", name="Ansicht speichern"))
    expect(page.get_by_text("alleinerziehend: Haushalt · nach Dringlichkeit")).to_be_visible()
    page.get_by_label("Name").last.fill("Haushalte")
    page.get_by_label("als Startansicht").check()
    page.get_by_label("mit dem Team teilen").check()
    follow(page.get_by_role("button", name="Ansicht speichern"))
    expect(page.get_by_text("Die Ansicht „Haushalte“ ist gespeichert.")).to_be_visible()
    expect_view(page, "Haushalte")
    assert SavedFilter.objects.get().owner == people.keller

    log_in_anew(page, "mkeller")
    expect(page).to_have_url(re.compile(r"/faelle/\?grundlage=household&sortierung=dringlichkeit$"))
    expect_view(page, "Haushalte")

    use_as_a_colleague(new_context().new_page())


def log_in_anew(page: Page, username: str) -> None:
    """The next morning."""
    page.context.clear_cookies()
    begin_at_the_list(page, username)


def use_as_a_colleague(page: Page) -> None:
    """By keyboard alone: the menu, the view, and a copy of it."""
    begin_at_the_list(page, "saydin")
    expect_view(page, MINE)
    page.locator("summary", has_text="Aus dem Team").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Haushalte · M. Keller")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Albers-Wiśniewska"))).to_be_visible()
    expect_view(page, "Haushalte · M. Keller")

    follow(page.get_by_role("link", name="Ansichten verwalten"))
    follow(page.get_by_role("link", name=re.compile("Als eigene speichern")))
    expect(page.get_by_label("Name").last).to_have_value("Haushalte")
    follow(page.get_by_role("button", name="Ansicht speichern"))
    expect_view(page, "Haushalte")


def test_the_button_back_shows_what_the_list_showed(page: Page) -> None:
    office()
    begin_at_the_list(page, "mkeller")
    follow(page.get_by_role("link", name="Fälle des Teams, nach Namen"))
    page.get_by_label("Grundlage").select_option("none")
    expect(page.get_by_text("Kein Fall entspricht diesen Filtern.")).to_be_visible()

    page.go_back()
    expect(page.get_by_role("link", name=re.compile("Albers-Wiśniewska"))).to_be_visible()
    expect_view(page, "Fälle des Teams, nach Namen")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?meine=on&sortierung=dringlichkeit$"))
    expect_view(page, MINE)


def test_a_view_is_saved_and_deleted_without_javascript(new_context: CreateContextCallback) -> None:
    office()
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, "mkeller")
    page.goto("/faelle/")
    page.get_by_label("Offene Punkte").select_option("any")
    follow(page.get_by_role("button", name="Liste eingrenzen"))
    follow(page.get_by_role("link", name="Ansicht speichern"))
    page.locator("#id_name").fill("Offenes")
    follow(page.get_by_role("button", name="Ansicht speichern"))
    page.locator("summary", has_text="Meine Ansichten: Offenes").click()
    expect(page.get_by_role("link", name="Offenes", exact=True)).to_be_visible()
    follow(page.get_by_role("link", name="Ansichten verwalten"))
    follow(page.get_by_role("link", name=re.compile("Löschen")))
    follow(page.get_by_role("button", name="Ansicht löschen"))
    expect(page.get_by_text("Sie haben noch keine eigene Ansicht.")).to_be_visible()


def test_many_views_with_long_names_are_accessible(page: Page) -> None:
    many_views(office().keller)
    key = SavedFilter.objects.get(name=LONG).key
    log_in(page, "mkeller")
    for path in (
        "/faelle/?sortierung=dringlichkeit",
        "/faelle/?meine=on",
        "/faelle/filter/",
        "/faelle/filter/neu/?offen=any",
        f"/faelle/filter/{key}/",
        f"/faelle/filter/{key}/loeschen/",
    ):
        check(page, path)


def test_the_open_menus_of_views_are_accessible(page: Page) -> None:
    many_views(office().keller)
    log_in(page, "mkeller")
    for title in ("Meine Ansichten", "Aus dem Team"):
        page.goto("/faelle/?meine=on")
        page.locator("summary", has_text=title).click()
        check_answer(page)
        names = page.locator("[data-menu][open] > ul")
        assert names.evaluate("menu => menu.scrollWidth <= menu.clientWidth"), f"{title}: names stand out of sight"
        page.keyboard.press("Escape")
        assert_sound(page, f"{title}, closed again")


def test_an_open_menu_does_not_cover_what_has_the_focus(page: Page) -> None:
    save_filter(owner=office().keller, name="Offenes", query="?offen=any", shared=False, is_start=False)
    begin_at_the_list(page, "mkeller")
    page.locator("summary", has_text="Meine Ansichten").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Offenes")).to_be_focused()

    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Ansicht speichern")).to_be_focused()
    expect(page.get_by_role("link", name="Offenes")).to_be_hidden()


def test_a_name_that_is_in_use_is_accessible(page: Page) -> None:
    many_views(office().keller)
    log_in(page, "mkeller")
    page.goto("/faelle/filter/neu/?geaendert=on")
    page.locator("#id_name").fill("Offenes")
    follow(page.get_by_role("button", name="Ansicht speichern"))
    expect(page.get_by_role("alert", name="Bitte prüfen")).to_be_focused()
    check_answer(page)
