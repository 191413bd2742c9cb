"""Taking a list out of the application, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from routing.exports import views
from routing.exports.actions import write_export
from routing.models import ExportRun
from routing.tests.exports.exporting import csv_rows
from tests.browser.office import follow, log_in, office
from tests.browser.test_accessibility import check_answer
from tests.factories import NOW, TODAY


def choose(page: Page) -> None:
    page.get_by_label("CSV").check()
    page.get_by_label("Vertretung").check()


def test_a_short_list_is_downloaded_at_once(page: Page) -> None:
    office()
    log_in(page, "mkeller")
    page.goto("/faelle/")
    page.get_by_label("Grundlage").select_option("household")
    expect(page).to_have_url(re.compile("grundlage=household"))
    follow(page.get_by_role("link", name="Exportieren"))
    expect(page.get_by_text("alleinerziehend: Haushalt")).to_be_visible()
    check_answer(page)

    follow(page.get_by_role("button", name="Exportieren"))
    expect(page.get_by_role("alert", name="Bitte prüfen")).to_be_focused()
    check_answer(page)
    choose(page)
    with page.expect_download() as begun:
        page.get_by_role("button", name="Exportieren").click()

    assert begun.value.suggested_filename == "bewerber-2026-03-02.csv"
    (row,) = csv_rows(begun.value.path().read_bytes())
    assert "Albers-Wiśniewska von der Lindenstraße, Nadine Şükriye" in row
    follow(page.get_by_role("link", name="Meine Exporte"))
    expect(page.get_by_role("cell", name="Vertretung")).to_be_visible()
    check_answer(page)


def test_a_long_list_appears_on_its_page_when_it_is_written(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_AT_ONCE", 0)
    office()
    log_in(page, "mkeller")
    page.goto("/faelle/export/?ansicht=alle")
    choose(page)
    follow(page.get_by_role("button", name="Exportieren"))
    expect(page.get_by_role("link", name="Stand aktualisieren")).to_be_visible()
    check_answer(page)

    write_export(key=ExportRun.objects.get().key, on=TODAY, at=NOW)

    expect(page.get_by_text("bereit")).to_be_visible()
    with page.expect_download() as begun:
        page.get_by_role("link", name="Herunterladen").click()
    assert len(csv_rows(begun.value.path().read_bytes())) == 1
    check_answer(page)


def test_the_list_fits_on_paper(page: Page) -> None:
    office()
    log_in(page, "mkeller")
    page.goto("/faelle/")
    # What is left of A4 across between its margins, in CSS pixels.
    page.set_viewport_size({"width": 1031, "height": 700})
    page.emulate_media(media="print")

    expect(page.get_by_text("nur meine Fälle · nach Dringlichkeit")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.get_by_role("link", name="Exportieren")).to_be_hidden()
