"""The page of a run: every number is the length of the list that it leads to, and each step is hers who may take it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from routing.caseload.dropping import drop_lines
from routing.caseload.progress import tell
from routing.caseload.runs import REPORT_KEPT, expire_runs, start_run
from routing.enums import EntryOutcome, ImportState
from routing.fields import FieldRule, ImportField
from routing.models import Applicant, ImportFieldRule, ImportProblem, ImportRun
from routing.tests.caseload.office import (
    Member,
    Person,
    Stock,
    answer_all,
    applicants,
    applied,
    apply_run,
    checked,
    household,
    stock,
    uploads,
    worked,
)
from routing.tests.caseload.pages import logged_in, url, words
from staff.models import User
from tests.factories import NOW, caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db

U25 = date(2004, 5, 1)


def tiles(page: object) -> dict[str, tuple[str, str]]:
    """Number and address of each figure by its label."""
    shown = page.context["page"]  # type: ignore[attr-defined]
    return {tile.label: (tile.number, tile.url) for tile in (*shown.of_lists, *shown.to_look_at)}


@pytest.fixture
def run(lead: User) -> ImportRun:
    """Of each kind somebody: two new ones of whom one sits elsewhere, changed, contradicted, missing, unreadable."""
    ImportFieldRule.objects.filter(pk=ImportField.POSTAL_CODE).update(rule=FieldRule.ASK)
    keller = caseworker()
    make_applicant(by=keller, record=record(customer_number="335A000001", last_name="Kaya", postal_code="58095"))
    make_applicant(by=keller, record=record(customer_number="335A000002", last_name="Nowak"))
    make_applicant(by=keller, record=record(customer_number="335A000003", last_name="Fehlt"))
    lists = uploads(
        applicants(
            Person("335A000001", nachname="Kaya", vorname="Ayşe", bg_nummer="33502//0000001", plz="58097"),
            Person("335A000002", nachname="Nowak", geburtsdatum="01.05.2004"),
            Person("335A100001"),
            Person("335A100002", nachname="Zwei"),
            Person("335A100003", geburtsdatum="x", bg_nummer="x"),
        ),
        household(Member("335A100001"), Member("335A100002")),
        stock(Stock("335A100001"), Stock("335A100002", stelle="placement")),
    )
    return checked(lead, lists)


def test_the_page_shows_what_the_dry_run_found(lead: User, run: ImportRun) -> None:
    page = logged_in(lead).get(url("import_detail", run))

    assert {label: number for label, (number, _) in tiles(page).items()} == {
        "neu": "2",
        "geändert": "2",
        "nicht geändert, weil der Eintrag bleibt": "0",
        "in der Datei, Fall geschlossen": "0",
        "unverändert": "0",
        "unlesbare Zeilen": "1",
        "offene Fragen": "1",
        "Datei widerspricht einem Eintrag": "2",
        "nicht mehr in der Datei": "0",
        "nicht mehr in der Datei, andere Teams": "1",
        "mögliche Dubletten": "0",
        "Antwort ändert sich": "1",
        "sitzen anders, als die Regeln sagen": "1",
    }
    assert "In den Listen: 4 Bewerberinnen und Bewerber" in words(page)


def test_every_number_is_the_length_of_the_list_it_leads_to(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)
    page = client.get(url("import_detail", run))
    shown = page.context["page"]
    linked = [(number, address) for number, address in tiles(page).values() if address]
    linked += [(move.number, move.url) for move in shown.moves]
    linked += [(cell.text, cell.url) for row in shown.matrix.rows for cell in row.cells if cell.url]
    assert len(linked) == 10

    for number, address in linked:
        assert str(length(client, address)) == number, address


def test_where_every_unreadable_line_is_dropped_their_number_leads_to_them(lead: User, run: ImportRun) -> None:
    found = ImportProblem.objects.filter(file__run=run).values_list("pk", flat=True)
    drop_lines(run=run, problems=set(found), by=lead, at=NOW)
    worked(run)
    client = logged_in(lead)

    page = client.get(url("import_detail", run))

    assert tiles(page)["unlesbare Zeilen"] == ("0", "")
    number, address = tiles(page)["weggelassene Zeilen"]
    assert (number, len(client.get(address).context["dropped"].rows)) == ("1", 1)
    assert "Weggelassene Zeilen: 1. Sie zählen, als stünden sie nicht in ihrer Liste." in words(page)


def length(client: Client, address: str) -> int:
    """How many rows a list has."""
    context = client.get(address).context
    if "rows" in context:
        return len(context["rows"])
    return len(context["page"].rows)


def test_who_sits_elsewhere_than_the_rules_say_stands_beside_the_diagonal(lead: User, run: ImportRun) -> None:
    matrix = logged_in(lead).get(url("import_detail", run)).context["page"].matrix

    assert matrix.columns == ["IFK AEZ"]
    assert [(row.label, [(cell.text, cell.stays) for cell in row.cells]) for row in matrix.rows] == [
        ("IFK AEZ", [("1", True)]),
        ("IFK Arbeitsvermittlung Ü25", [("1", False)]),
    ]


def test_answers_that_change_say_from_which_desk_to_which(lead: User, run: ImportRun) -> None:
    (move,) = logged_in(lead).get(url("import_detail", run)).context["page"].moves

    assert (move.source, move.target, move.number) == ("IFK Arbeitsvermittlung Ü25", "IFK U25", "1")


def test_before_it_is_applied_the_page_says_what_will_happen(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)
    said = words(client.get(url("import_apply", run)))

    assert "Neu aufgenommen: 2 Personen. Geändert: 2 Personen." in said
    assert "Offene Fragen: 1. Hier bleibt der Eintrag." in said
    assert "In anderen Teams nicht mehr in der Datei: 1 Person. Die Namen sieht nach dem Anwenden deren" in said
    assert said.count("Neu aufgenommen") == 1
    assert "Neu aufgenommen: 2 Personen." in words(client.get(url("import_detail", run)))


def test_applying_is_handed_on_and_the_page_becomes_the_report(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)

    answer = client.post(url("import_apply", run))
    run.refresh_from_db()
    assert (answer.status_code, run.state, run.apply_by) == (302, ImportState.APPLYING, lead)
    worked(run)

    report = client.get(url("import_detail", run))
    assert "angewendet am 02.03.2026, 10:30 Uhr von H. Sommer" in words(report)
    assert "Was jetzt zu tun ist" in words(report)
    assert [tiles(report)[label][0] for label in ("neu", "geändert")] == ["2", "2"]
    assert Applicant.objects.filter(customer_number="335A100001").exists()
    assert reverse("import_apply", args=[run.key]) not in report.content.decode()


def test_after_an_answer_the_dry_run_is_made_anew_before_anything_is_applied(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)
    answer_all(run, FieldRule.FILE, lead, at=NOW + timedelta(minutes=1))

    page = client.get(url("import_detail", run))
    assert "Neu rechnen" in words(page)
    assert reverse("import_apply", args=[run.key]) not in page.content.decode()
    refused = client.post(url("import_apply", run), follow=True)
    assert "Rechnen Sie zuerst den Probelauf neu." in words(refused)

    client.post(url("import_check_again", run))
    run.refresh_from_db()
    assert run.state == ImportState.CHECKING


def test_another_team_lead_sees_what_concerns_her_team_and_applies_nothing(run: ImportRun) -> None:
    client = logged_in(team_lead("u25", username="rvoss"))

    page = client.get(url("import_detail", run))

    assert {label: number for label, (number, address) in tiles(page).items() if address} == {
        "geändert": "1",
        "unlesbare Zeilen": "1",
        "Antwort ändert sich": "1",
        "Datei widerspricht einem Eintrag": "1",
    }
    for name in ("import_apply", "import_check_again"):
        refused = client.post(url(name, run), follow=True)
        assert "Das kann nur, wer die Listen hochgeladen hat: H. Sommer." in words(refused)
    assert client.get(url("import_apply", run)).status_code == 302
    run.refresh_from_db()
    assert run.state == ImportState.READY


def test_any_team_lead_gives_a_run_up_so_that_nobody_blocks_the_office(run: ImportRun) -> None:
    client = logged_in(team_lead("u25"))

    asked = client.get(url("import_discard", run))
    answer = client.post(url("import_discard", run), follow=True)

    assert "Es wird nichts geändert." in words(asked)
    assert "Die Einspielung ist verworfen." in words(answer)
    run.refresh_from_db()
    assert run.state == ImportState.DISCARDED
    assert "Die Einspielung ist verworfen." in words(client.get(url("import_detail", run)))


def test_what_waited_for_a_day_says_so(lead: User, run: ImportRun) -> None:
    expire_runs(at=NOW + timedelta(days=1))

    assert "hat einen Tag lang gewartet" in words(logged_in(lead).get(url("import_detail", run)))


def test_a_run_that_is_over_is_not_given_up_a_second_time(lead: User, run: ImportRun) -> None:
    apply_run(run, lead)

    answer = logged_in(lead).post(url("import_discard", run), follow=True)

    assert "Das geht jetzt nicht. Stand der Einspielung: angewendet." in words(answer)


def test_a_list_that_is_none_ends_the_run_with_its_sentence(lead: User) -> None:
    run = checked(lead, uploads("kundennummer;gebrutsdatum\n"))

    page = logged_in(lead).get(url("import_detail", run))

    assert run.state == ImportState.FAILED
    assert "Die Einspielung ist gescheitert." in words(page)
    assert "gemeint ist vielleicht »geburtsdatum«" in words(page)


def test_after_four_weeks_the_report_keeps_its_numbers_and_names_nobody(lead: User, time_machine: object) -> None:
    applied(lead, uploads(applicants(Person(), Person("335A100002"))))
    run = ImportRun.objects.get()
    later = NOW + REPORT_KEPT
    expire_runs(at=later)
    time_machine.move_to(later, tick=False)  # type: ignore[attr-defined]

    page = logged_in(lead).get(url("import_detail", run))

    assert tiles(page)["neu"] == ("2", "")
    assert "Nach vier Wochen sind die Namen in diesem Bericht gelöscht." in words(page)
    assert not run.entries.exists()


class TestProgress:
    """While a worker is at it."""

    @pytest.fixture
    def client(self, lead: User) -> Client:
        return logged_in(lead)

    @pytest.fixture
    def waiting(self, lead: User) -> ImportRun:
        return start_run(files=uploads(applicants(Person())), by=lead, at=NOW)

    def test_the_page_says_how_far_it_is_and_how_to_ask_again(self, client: Client, waiting: ImportRun) -> None:
        tell(waiting, 0.37)

        page = client.get(url("import_detail", waiting)).content.decode()

        assert '<progress class="import-progress__bar" max="100" value="37" aria-label="Probelauf läuft">' in page
        assert f'href="{url("import_detail", waiting)}">Stand aktualisieren</a>' in page

    def test_asking_again_gets_the_bar_alone(self, client: Client, waiting: ImportRun) -> None:
        tell(waiting, 0.38)

        fragment = client.get(url("import_detail", waiting, "?bisher=37"), headers={"HX-Request": "true"})

        assert fragment.content.decode().lstrip().startswith('<div id="import-progress"')
        assert 'value="38"' in fragment.content.decode()
        assert 'id="live"' not in fragment.content.decode()

    @pytest.mark.parametrize(("before", "now", "said"), [("20", 0.3, "25 Prozent"), ("x", 0.8, "75 Prozent")])
    def test_a_screen_reader_hears_of_every_quarter(
        self, client: Client, waiting: ImportRun, before: str, now: float, said: str
    ) -> None:
        tell(waiting, now)

        fragment = client.get(url("import_detail", waiting, f"?bisher={before}"), headers={"HX-Request": "true"})

        assert f'<div id="live" hx-swap-oob="innerHTML">{said}</div>' in fragment.content.decode()

    def test_when_it_is_done_what_was_found_takes_the_place_of_the_bar(self, client: Client, run: ImportRun) -> None:
        fragment = client.get(url("import_detail", run), headers={"HX-Request": "true"})

        assert (fragment["HX-Retarget"], fragment["HX-Reswap"]) == ("#import-run", "outerHTML")
        assert '<div id="live" hx-swap-oob="innerHTML">Probelauf fertig</div>' in fragment.content.decode()
        assert b"<html" not in fragment.content

    def test_without_anybodys_word_it_has_just_begun(self, client: Client, waiting: ImportRun) -> None:
        assert client.get(url("import_detail", waiting)).context["percent"] == 0

    def test_lists_that_are_being_made_anew_lead_back_to_the_bar(self, client: Client, waiting: ImportRun) -> None:
        for name in ("import_entries", "import_questions"):
            assert client.get(url(name, waiting)).headers["Location"] == url("import_detail", waiting)


def test_counts_outlive_the_entries(run: ImportRun) -> None:
    assert run.counts == {"read": 4, "unchanged": 0, EntryOutcome.NEW: 2, EntryOutcome.CHANGED: 2, "missing": 1}


@pytest.fixture
def sweeping(lead: User) -> ImportRun:
    """Lists after which none of a dozen mothers has a child any more."""
    mothers = [Person(f"335A2000{number:02}", nachname=f"Mutter{number}") for number in range(12)]
    children = [Member(f"335A2000{number:02}") for number in range(12)]
    applied(lead, uploads(applicants(*mothers), household(*children)))
    gone = [Member(f"335A2000{number:02}", ausgezogen_am="01.03.2026") for number in range(12)]
    return checked(lead, uploads(applicants(*mothers), household(*gone)))


def test_where_many_answers_change_applying_asks_once_more_with_the_number(lead: User, sweeping: ImportRun) -> None:
    client, address = logged_in(lead), url("import_apply", sweeping)
    assert 'name="changes" value="12" required' in client.get(address).content.decode()

    for known in ({}, {"changes": "11"}, {"changes": "9" * 5000}):
        refused = client.post(address, known, follow=True)
        assert [str(message) for message in refused.context["messages"]] == [
            "12 Antworten würden sich ändern, mehr als ein Zehntel aller Fälle. "
            "Bestätigen Sie die Zahl, wenn die Listen stimmen."
        ]
        assert 'name="changes"' in refused.content.decode(), "she is asked again, and nothing has begun"

    client.post(address, {"changes": "12"})

    sweeping.refresh_from_db()
    assert sweeping.state == ImportState.APPLYING


def test_where_few_answers_change_nothing_more_is_asked(lead: User, run: ImportRun) -> None:
    assert 'name="changes"' not in logged_in(lead).get(url("import_apply", run)).content.decode()
