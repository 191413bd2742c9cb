"""Taking in the lists of the office, in a real browser with a real worker."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from celery.contrib.testing.worker import start_worker
from playwright.sync_api import FilePayload, Page, expect

from routing.caseload.progress import tell
from routing.caseload.runs import start_run
from routing.caseload.tasks import work_on_import
from routing.enums import ImportState
from routing.fields import FieldRule, ImportField
from routing.models import Applicant, ImportFieldRule, ImportRun
from routing.tests.caseload.office import (
    Member,
    Person,
    Stock,
    applicants,
    apply_run,
    checked,
    household,
    stock,
    uploads,
)
from staff.models import User
from tests.browser.office import Office, follow, log_in, office
from tests.browser.test_accessibility import assert_sound, check, check_answer
from tests.factories import NOW

app = work_on_import.app

COLUMNS = ("kundennummer", "bg_nummer", "nachname", "vorname", "geburtsdatum", "ort")
NADINE = Person(nachname="Albers-Wiśniewska von der Lindenstraße", vorname="Nadine Şükriye", ort="Herdecke")
LONG = "Wolfeschlegelsteinhausenbergerdorff"


@pytest.fixture
def _worker(transactional_db: None) -> Iterator[None]:
    """A worker with an empty queue."""
    app.control.purge()
    with start_worker(app, pool="solo", perform_ping_check=False):
        yield
    app.control.purge()


@pytest.fixture
def people(page: Page) -> Office:
    """The office, where the town is asked about."""
    known = office()
    ImportFieldRule.objects.filter(pk=ImportField.CITY).update(rule=FieldRule.ASK)
    return known


def payloads(people: str, members: str) -> list[FilePayload]:
    return [
        {"name": file.name, "mimeType": "text/csv", "buffer": file.content.read()} for file in uploads(people, members)
    ]


def known_household() -> list[Member]:
    return [Member(), Member(geburtsdatum="01.02.2006")]


@pytest.mark.usefixtures("_worker")
def test_a_team_lead_loads_lists_corrects_a_line_answers_a_question_and_applies(page: Page, people: Office) -> None:
    lists = payloads(
        applicants(
            NADINE,
            Person("335A100002", nachname="Zimmer", vorname="Ida"),
            Person("335A100003", nachname="Zobel", vorname="Jana", geburtsdatum="31.02.1990"),
            columns=COLUMNS,
        ),
        household(*known_household(), Member("335A100002"), Member("335A100003")),
    )
    log_in(page, "hsommer")
    follow(page.get_by_role("link", name="Team", exact=True))
    follow(page.get_by_role("link", name="Einspielen"))
    page.get_by_label("Listen").set_input_files(lists)
    follow(page.get_by_role("button", name="Hochladen und prüfen"))
    expect(page.get_by_text("Geändert ist noch nichts.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^1 unlesbare Zeilen"))).to_be_visible()

    follow(page.get_by_role("link", name="Zeilen berichtigen"))
    with page.expect_download() as begun:
        page.get_by_role("link", name="bewerber.csv: 1 Zeile herunterladen").click()
    assert begun.value.suggested_filename == "bewerber-berichtigen.csv"
    page.get_by_label("Berichtigte Zeilen").set_input_files(corrected(begun.value.path().read_text("utf-8-sig")))
    follow(page.get_by_role("button", name="Hochladen und neu prüfen"))
    expect(page.get_by_role("link", name=re.compile("^2 neu"))).to_be_visible()
    expect(page.get_by_text("0 unlesbare Zeilen")).to_be_visible()

    follow(page.get_by_role("link", name="Fragen beantworten"))
    page.get_by_role("group", name=re.compile("Ort$")).get_by_label("Datei gilt: Herdecke").check()
    follow(page.get_by_role("button", name="Antworten speichern"))
    expect(page.get_by_text("1 Antwort ist gespeichert.")).to_be_visible()
    follow(page.get_by_role("link", name="Einspielung vom 02.03.2026"))
    follow(page.get_by_role("button", name="Neu rechnen"))
    expect(page.get_by_role("link", name=re.compile("^1 geändert"))).to_be_visible()

    page.get_by_role("link", name="Anwenden …").click()
    dialog = page.get_by_role("dialog", name="Einspielung anwenden?")
    expect(dialog).to_contain_text("Neu aufgenommen: 2 Personen. Geändert: 1 Person.")
    follow(dialog.get_by_role("button", name="Anwenden"))
    expect(page.get_by_text("Was jetzt zu tun ist")).to_be_visible()
    expect(page.locator("#import-run")).to_contain_text("angewendet am 02.03.2026, 10:30 Uhr von H. Sommer")
    assert Applicant.objects.get(pk=people.nadine.pk).city == "Herdecke"

    page.goto("/faelle/?ansicht=alle")
    expect(page.get_by_role("link", name="Zobel, Jana")).to_be_visible()


def corrected(text: str) -> FilePayload:
    """The handed out line with a day that there is."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    file = io.StringIO()
    right = [[cell.replace("31.02.", "28.02.") for cell in row] for row in rows]
    csv.writer(file, delimiter=";").writerows(right)
    return {"name": "bewerber-berichtigen.csv", "mimeType": "text/csv", "buffer": file.getvalue().encode()}


def full_run(lead: User) -> ImportRun:
    """A run in which there is something of everything, with long names."""
    lists = uploads(
        applicants(
            NADINE | {"telefon": "02331 1", "nachname": LONG},
            Person("335A100002", nachname=LONG, vorname=LONG),
            Person("335A100003", nachname=LONG, vorname=LONG),
            Person("335A100004", geburtsdatum="x", bg_nummer="x"),
        ),
        household(Member("335A100002"), Member("335A100003")),
        stock(Stock("335A100002", stelle="placement"), Stock("335A100003")),
    )
    return checked(lead, lists)


def test_the_pages_of_a_waiting_run_are_accessible(page: Page, people: Office) -> None:
    log_in(page, "hsommer")
    check(page, "/team/einspielen/")
    check(page, "/team/einspielen/spalten/")
    run = f"/team/einspielen/{full_run(people.lead).key}/"

    for path in ("", "anwenden/", "verwerfen/", "faelle/", "faelle/?art=abweichend", "unlesbar/", "fragen/"):
        check(page, run + path)
    check(page, f"{run}faelle/export/?art=neu")
    check(page, "/team/einspielen/")
    page.goto(f"{run}fragen/")
    follow(page.get_by_role("button", name="Antworten speichern"))
    page.get_by_role("alert", name="Bitte prüfen").wait_for()
    check_answer(page)
    page.goto(run)
    page.get_by_role("link", name="Anwenden …").click()
    assert_sound(page, "dialog")


def test_the_report_is_accessible(page: Page, people: Office) -> None:
    run = apply_run(full_run(people.lead), people.lead)
    log_in(page, "hsommer")

    check(page, f"/team/einspielen/{run.key}/")
    check(page, f"/team/einspielen/{run.key}/fragen/")
    check(page, "/team/einspielen/")
    check(page, "/lage/zahlen/")


def test_the_bar_moves_by_itself_and_works_without_a_script(page: Page, people: Office) -> None:
    run = start_run(files=uploads(applicants(Person())), by=people.lead, at=NOW)
    tell(run, 0.2)
    log_in(page, "hsommer")
    check(page, f"/team/einspielen/{run.key}/")
    bar = page.get_by_role("progressbar", name="Probelauf läuft")
    expect(bar).to_have_js_property("value", 20)

    tell(run, 0.6)
    expect(bar).to_have_js_property("value", 60)
    expect(page.locator("#live")).to_have_text("50 Prozent")
    expect(page.get_by_role("link", name="Stand aktualisieren")).to_be_visible()

    work_on_import(run.pk)
    expect(page.get_by_text("Geändert ist noch nichts.")).to_be_visible()
    expect(page.locator("#live")).to_have_text("Probelauf fertig")
    assert ImportRun.objects.get().state == ImportState.READY


def test_a_refused_upload_says_what_to_do(page: Page, people: Office) -> None:
    log_in(page, "hsommer")
    page.goto("/team/einspielen/")
    follow(page.get_by_role("button", name="Hochladen und prüfen"))

    expect(page.get_by_role("alert", name="Bitte prüfen")).to_be_focused()
    check_answer(page)
    page.get_by_role("alert", name="Bitte prüfen").get_by_role("link").click()
    expect(page.get_by_label("Listen")).to_be_focused()


def test_without_a_script_a_run_is_applied_step_by_step(page: Page, people: Office) -> None:
    run = full_run(people.lead)
    log_in(page, "hsommer")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"/team/einspielen/{run.key}/")

    follow(page.get_by_role("link", name="Anwenden …"))
    expect(page.get_by_role("heading", name="Einspielung anwenden?")).to_be_visible()
    follow(page.get_by_role("button", name="Anwenden"))
    expect(page.get_by_role("link", name="Stand aktualisieren")).to_be_visible()
    work_on_import(run.pk)
    follow(page.get_by_role("link", name="Stand aktualisieren"))

    expect(page.get_by_text("Was jetzt zu tun ist")).to_be_visible()
