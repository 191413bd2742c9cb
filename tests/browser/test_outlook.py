"""From a column of the forecast to the people behind it, in a browser; every page of it accessible."""

from playwright.sync_api import Page, expect

from routing.outlook.actions import compute_forecast
from routing.record import MemberRecord
from routing.rules.codes import Relation
from tests.browser.office import follow, log_in, office
from tests.browser.test_accessibility import assert_sound, check, check_answer
from tests.factories import NOW, TODAY, make_applicant, record


def test_a_team_lead_goes_from_a_column_to_whom_it_counts(page: Page) -> None:
    people = office()
    child = MemberRecord(Relation.CHILD, TODAY.replace(year=2009), "Mia")
    leaving = make_applicant(by=people.keller, record=record(members=(child,)))
    compute_forecast(on=TODAY, at=NOW)
    log_in(page, "hsommer")
    page.goto("/lage/zahlen/")
    follow(page.get_by_role("link", name="Ausblick auf die nächsten 24 Monate"))
    expect(page.get_by_role("img", name="Erwartete Zu- und Abgänge")).to_be_visible()

    page.locator("#flows summary").click()
    follow(page.locator("#flows tr", has_text="März 2027").get_by_role("link"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Abgänge März 2027 · IFK AEZ")
    expect(page.get_by_role("link", name=str(leaving))).to_be_visible()
    check_answer(page)
    follow(page.get_by_role("link", name="Liste exportieren"))
    check_answer(page)


def test_a_column_of_the_picture_can_be_clicked(page: Page) -> None:
    people = office()
    child = MemberRecord(Relation.CHILD, TODAY.replace(year=2009), "Mia")
    make_applicant(by=people.keller, record=record(members=(child,)))
    compute_forecast(on=TODAY, at=NOW)
    log_in(page, "hsommer")
    page.goto("/lage/ausblick/")
    follow(page.locator("#flows .chart__picture--wide a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Abgänge März 2027 · IFK AEZ")


def test_the_forecast_is_accessible_before_and_after_the_first_night_and_with_its_tables_open(page: Page) -> None:
    office()
    log_in(page, "hsommer")
    check(page, "/lage/ausblick/")
    compute_forecast(on=TODAY, at=NOW)
    check(page, "/lage/ausblick/")
    for summary in page.locator(".chart__table > summary").all():
        summary.click()
    assert_sound(page, "with tables")
    page.context.clear_cookies()
    log_in(page, "division_head")
    check(page, "/lage/ausblick/?stelle=placement")
