"""A case on its way from desk to desk, in a real browser: from the night to the locked door."""

from datetime import date

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from routing.models import Assignment, ChecklistItem, Transfer
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.handover.office import night
from routing.tests.handover.transfers import initiated, proposed
from tests.browser.office import follow, log_in, office
from tests.browser.test_accessibility import check, check_answer
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

LUCA = MemberRecord(Relation.CHILD, date(2008, 3, 2), "Luca")
"""He comes of age today."""


def test_from_the_night_to_the_former_caseworker_who_is_locked_out(
    page: Page, new_context: CreateContextCallback
) -> None:
    people = office()
    caseworker("placement", username="cmarten", first_name="Christa", last_name="Marten")
    ChecklistItem.objects.create(text="Gespräch geführt")
    before = date(2026, 2, 2)
    mother = make_applicant(
        by=people.keller,
        on=before,
        at=NOW.replace(month=2),
        record=record(last_name="Abendroth", first_name="Nadine", members=(LUCA,)),
    )
    night(TODAY)

    log_in(page, "mkeller")
    follow(page.get_by_role("link", name="Fälle", exact=True))
    follow(page.get_by_role("link", name="Überstellungen"))
    follow(page.get_by_role("row", name="Abendroth").get_by_role("link", name="Einleiten"))
    expect(page.get_by_text("jüngstes Kind volljährig geworden seit 02.03.2026").first).to_be_visible()
    page.get_by_label("Gespräch geführt").check()
    page.get_by_label("Vermerk für die annehmende Stelle").fill("Erreichbar am Vormittag.")
    follow(page.get_by_role("button", name="Überstellung einleiten"))
    expect(page.get_by_text("Jetzt ist IFK Arbeitsvermittlung Ü25 am Zug.")).to_be_visible()

    theirs = new_context().new_page()
    log_in(theirs, "cmarten")
    follow(theirs.get_by_role("link", name="Fälle", exact=True))
    follow(theirs.get_by_role("link", name="Überstellungen"))
    follow(theirs.get_by_role("row", name="Abendroth").get_by_role("link", name="Annehmen"))
    expect(theirs.get_by_text("Erreichbar am Vormittag.").first).to_be_visible()
    expect(theirs.get_by_label("IFK")).to_contain_text("C. Marten: 0 von 130 Fällen, 0 % → 1 %")
    follow(theirs.get_by_role("button", name="Überstellung annehmen"))
    expect(theirs.get_by_text("Ab 02.03.2026 betreut C. Marten den Fall.")).to_be_visible()
    follow(theirs.get_by_role("link", name="Seite der Bewerberin"))
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("Abendroth, Nadine")

    for path in (f"/faelle/{mother.key}/", f"/faelle/ueberstellungen/{Transfer.objects.get().key}/"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404
    assert Assignment.objects.get(applicant=mother, period__upper_inf=True).desk_id == "placement"
    assert "Abendroth" not in page.url + theirs.url


def test_several_are_initiated_together_without_javascript(new_context: CreateContextCallback) -> None:
    people = office()
    for name in ("Adler", "Busch", "Celik"):
        proposed(people.keller, last_name=name)
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, "mkeller")
    page.goto("/faelle/ueberstellungen/")
    page.get_by_role("checkbox", name="Adler, Ayşe auswählen").check()
    page.get_by_role("checkbox", name="Celik, Ayşe auswählen").check()
    follow(page.get_by_role("button", name="zusammen einleiten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Überstellungen einleiten?")
    follow(page.get_by_role("button", name="Einleiten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 eingeleitet")
    assert Transfer.objects.filter(state="initiated").count() == 2


def test_all_of_a_list_are_chosen_with_one_click(page: Page) -> None:
    people = office()
    for name in ("Adler", "Busch"):
        proposed(people.keller, last_name=name)
    log_in(page, "mkeller")
    page.goto("/faelle/ueberstellungen/")
    page.get_by_role("checkbox", name="Alle auswählen").check()
    follow(page.get_by_role("button", name="zusammen einleiten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Überstellungen einleiten?")


def test_a_return_without_a_reason_leads_to_the_reason(page: Page) -> None:
    people = office()
    caseworker("placement", username="cmarten")
    transfer = initiated(people.keller)
    log_in(page, "cmarten")
    page.goto(f"/faelle/ueberstellungen/{transfer.key}/")
    follow(page.get_by_role("button", name="Überstellung zurückgeben"))
    expect(page.get_by_role("alert", name="Bitte prüfen")).to_be_focused()
    page.get_by_role("alert", name="Bitte prüfen").get_by_role("link").first.click()
    expect(page.get_by_label("Die Stelle ist nicht zuständig")).to_be_focused()
    check_answer(page)


def test_the_pages_of_hand_overs_are_accessible(page: Page) -> None:
    people = office()
    ChecklistItem.objects.create(text="Gespräch geführt")
    transfer = proposed(people.keller, last_name="Albers-Wiśniewska von der Lindenstraße")
    log_in(page, "mkeller")
    check(page, "/faelle/ueberstellungen/")
    check(page, "/faelle/ueberstellungen/?liste=angekuendigt")
    check(page, f"/faelle/ueberstellungen/{transfer.key}/")
    check(page, f"/faelle/{transfer.applicant.key}/ifk/")
    page.goto("/faelle/ueberstellungen/")
    page.get_by_role("checkbox").first.check()
    follow(page.get_by_role("button", name="zusammen einleiten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Überstellung einleiten?")
    check_answer(page)
    follow(page.get_by_role("button", name="Einleiten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("0 eingeleitet, 1 nicht")
    check_answer(page)


def test_the_pages_of_the_receiving_side_are_accessible(page: Page) -> None:
    people = office()
    caseworker("placement", username="cmarten")
    transfer = initiated(people.keller)
    log_in(page, "cmarten")
    check(page, f"/faelle/ueberstellungen/{transfer.key}/")
