"""Lines that cannot be read: named, handed out to the one who uploaded them, and taken back corrected, alone."""

import csv
import io
from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse

from kit.files import private_storage
from routing.caseload.receiving import Uploaded
from routing.caseload.runs import discard_run
from routing.enums import ImportState
from routing.models import ImportRun
from routing.tests.caseload.office import (
    Member,
    Person,
    applicants,
    apply_run,
    checked,
    household,
    outcomes,
    uploads,
    worked,
)
from routing.tests.caseload.pages import attached, logged_in, url, words
from routing.tests.exports.exporting import csv_rows, xlsx_rows
from staff.models import AccessLog, User
from tests.factories import NOW, caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(lead: User) -> ImportRun:
    """Two lines of applicants and one of a household that cannot be read."""
    return checked(
        lead,
        uploads(
            applicants(
                Person("335A100001", nachname="=1+1", geburtsdatum="31.02.1990", bg_nummer="x"),
                Person("335A100002"),
                Person("335A100003", plz="58095", geburtsdatum=""),
            ),
            household(Member("335A100002", beziehung="tante")),
        ),
    )


def lines_of(client: Client, address: str) -> list[list[str]]:
    """The rows of a downloaded file with its header."""
    answer = client.get(address)
    assert answer["Content-Disposition"].endswith('-berichtigen.csv"')
    content = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))


def corrected(client: Client, address: str, **cells: str) -> Uploaded:
    """The downloaded lines with other cells, as a file."""
    header, *rows = lines_of(client, address)
    right = [{**dict(zip(header, row, strict=True)), **cells} for row in rows]
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([header, *(row.values() for row in right)])
    return uploads(file.getvalue())[0]


def test_file_line_column_and_reason_are_named_and_never_what_stands_there(lead: User, run: ImportRun) -> None:
    page = logged_in(lead).get(url("import_problems", run))

    assert [(line.file, line.line, [column for column, _ in line.problems]) for line in page.context["page"].rows] == [
        ("bewerber.csv", 2, ["bg_nummer", "geburtsdatum"]),
        ("bewerber.csv", 3, ["kundennummer"]),
        ("bewerber.csv", 4, ["geburtsdatum"]),
        ("haushalt.csv", 2, ["beziehung"]),
    ]
    assert "kein gültiges Datum" in words(page)
    assert "31.02.1990" not in words(page)
    assert not AccessLog.objects.exists()


def test_the_lines_are_handed_out_list_by_list_without_those_that_are_as_they_should_be(
    lead: User, run: ImportRun
) -> None:
    client = logged_in(lead)
    offered = client.get(url("import_problems", run)).context["to_correct"]
    assert [(each.name, each.lines) for each in offered] == [("bewerber.csv", 2), ("haushalt.csv", 1)]

    _, first, second = lines_of(client, url("import_problem_lines", run, "?liste=0"))
    assert (first[0], second[0]) == ("335A100001", "335A100003")
    assert first[2] == "'=1+1"
    _, member = lines_of(client, url("import_problem_lines", run, "?liste=1"))
    assert member[:2] == ["335A100002", "tante"]


def test_handing_out_lines_is_reading_whose_they_are(lead: User) -> None:
    known = make_applicant(by=caseworker("u25"), record=record(customer_number="335A000001"))
    run = checked(lead, uploads(applicants(Person("335a000001", geburtsdatum="x"))))

    lines_of(logged_in(lead), url("import_problem_lines", run))

    entry = AccessLog.objects.get()
    assert (entry.user, entry.page, entry.subjects) == (lead, "import_problem_lines", [known.key])


def test_corrected_lines_are_uploaded_alone(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)
    people = corrected(client, url("import_problem_lines", run), geburtsdatum="14.03.1991", bg_nummer="33502//0000101")

    answer = client.post(url("import_problems", run), {"lines": attached([people])})

    run.refresh_from_db()
    assert (answer.headers["Location"], run.state) == (url("import_detail", run), ImportState.CHECKING)
    worked(run)
    assert outcomes(run) == {"335A100001": "new", "335A100003": "new"}
    assert run.entries.get(customer_number="335A100001").last_name == "=1+1"
    assert [each.name for each in client.get(url("import_problems", run)).context["to_correct"]] == ["haushalt.csv"]


def test_what_is_still_wrong_in_a_correction_is_named_by_it(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)
    people = corrected(client, url("import_problem_lines", run), geburtsdatum="14.03.1991", bg_nummer="y")
    client.post(url("import_problems", run), {"lines": attached([people])})
    worked(run)

    offered = client.get(url("import_problems", run)).context["to_correct"]

    assert [each.name for each in offered] == ["haushalt.csv", "bewerber.csv (1. Berichtigung)"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Wählen Sie die Datei mit den berichtigten Zeilen aus."),
        (uploads("x;y\n1;2\n")[:1], "ist keine der Listen"),
    ],
)
def test_a_correction_that_is_no_list_is_refused_in_words(
    lead: User, run: ImportRun, files: list[Uploaded], sentence: str
) -> None:
    for file in files:
        file.content.seek(0)

    page = logged_in(lead).post(url("import_problems", run), {"lines": attached(files)})

    assert page.status_code == 422
    assert sentence in words(page)
    assert "Ein Browser behält die Auswahl nicht" in words(page)
    run.refresh_from_db()
    assert run.state == ImportState.READY


def test_other_team_leads_read_where_lines_are_wrong_but_not_the_lines(run: ImportRun) -> None:
    client = logged_in(team_lead("u25"))

    page = client.get(url("import_problems", run))

    assert len(page.context["page"].rows) == 4
    assert (page.context["to_correct"], b'type="file"' in page.content) == ([], False)
    assert client.get(url("import_problem_lines", run)).status_code == 404
    refused = client.post(url("import_problems", run), {"lines": attached(uploads(applicants()))}, follow=True)
    assert "Das kann nur, wer die Listen hochgeladen hat: H. Sommer." in words(refused)


def test_a_list_that_there_is_not_is_not_found(lead: User, run: ImportRun) -> None:
    for query in ("?liste=7", "?liste=x", "?liste=-1"):
        assert logged_in(lead).get(url("import_problem_lines", run, query)).status_code == 404


def test_when_the_run_is_over_its_lines_are_gone(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)
    apply_run(run, lead)

    assert client.get(url("import_problem_lines", run)).status_code == 404
    assert len(client.get(url("import_problems", run)).context["page"].rows) == 4


def test_a_file_that_went_in_this_very_moment_is_said_to_be_gone(lead: User, run: ImportRun) -> None:
    for file in run.files.all():
        private_storage().delete(file.content.name)

    answer = logged_in(lead).get(url("import_problem_lines", run), follow=True)

    assert "bewerber.csv gibt es nicht" in words(answer)


def test_lines_are_paged_without_tearing_one_apart(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 3)
    broken = [Person(f"335A{number:06}", geburtsdatum="x", bg_nummer="x") for number in range(5)]
    run = checked(lead, uploads(applicants(*broken)))
    client = logged_in(lead)

    first = client.get(url("import_problems", run)).context
    second = client.get(first["next_url"]).context

    assert [line.line for line in (*first["page"].rows, *second["page"].rows)] == [2, 3, 4, 5, 6]
    assert {len(line.problems) for line in (*first["page"].rows, *second["page"].rows)} == {2}
    assert (len(first["page"].rows), second["next_url"]) == (3, None)


def ids(page: object, part: str, name: str) -> list[int]:
    """What the lines of a part of the page are chosen by, where they can be."""
    lines = page.context[part].rows  # type: ignore[attr-defined]
    return [chosen for line in lines if (chosen := getattr(line, name))]


def test_lines_that_nobody_can_correct_are_dropped_together_and_taken_back(lead: User, run: ImportRun) -> None:
    client, address = logged_in(lead), url("import_problems", run)
    page = client.get(address)
    of_line_2, _, of_household = ids(page, "page", "problem")

    answer = client.post(url("import_drop_lines", run), {"zeile": [of_line_2, of_household]}, follow=True)

    assert answer.redirect_chain == [(url("import_detail", run), 302)]
    assert "2 Zeilen weggelassen. Der Probelauf wird neu gerechnet. " in words(answer)
    worked(run)
    assert outcomes(run) == {"335A100002": "new"}
    page = client.get(address)
    assert [(line.file, line.line) for line in page.context["page"].rows] == [("bewerber.csv", 4)]
    assert "2 Zeilen weggelassen" in words(page)
    assert [(row.file, row.line) for row in page.context["dropped"].rows] == [("bewerber.csv", 2), ("haushalt.csv", 2)]
    assert "335A1" not in words(page)

    client.post(url("import_take_back_lines", run), {"weggelassene": ids(page, "dropped", "id")[1:]})

    worked(run)
    page = client.get(address)
    assert [line.line for line in page.context["page"].rows] == [3, 4, 2]
    assert "1 Zeile weggelassen" in words(page)
    assert outcomes(run) == {}


def test_every_line_but_one_that_is_as_it_should_be_can_be_chosen(lead: User, run: ImportRun) -> None:
    page = logged_in(lead).get(url("import_problems", run))

    chosen = {(line.file, line.line): line.problem is not None for line in page.context["page"].rows}
    assert [place for place, can_be in chosen.items() if not can_be] == [("bewerber.csv", 3)]
    assert page.content.count(b'type="checkbox" name="zeile"') == 3


def test_a_page_of_nothing_but_lines_that_are_as_they_should_be_offers_nothing_to_choose(
    lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 1)
    run = checked(lead, uploads(applicants(Person()), household(Member("335A100001", beziehung="tante"))))
    client = logged_in(lead)

    first = client.get(url("import_problems", run))

    assert "Weglassen" not in words(first)
    assert "Weglassen" in words(client.get(first.context["next_url"]))


def test_where_everything_is_dropped_the_other_lines_are_readable(lead: User, run: ImportRun) -> None:
    client, address = logged_in(lead), url("import_problems", run)
    client.post(url("import_drop_lines", run), {"zeile": ids(client.get(address), "page", "problem")})
    worked(run)

    page = client.get(address)

    assert "Alle anderen Zeilen sind lesbar." in words(page)
    assert "3 Zeilen weggelassen" in words(page)


@pytest.mark.parametrize("name", ["import_drop_lines", "import_take_back_lines"])
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ([], "Wählen Sie mindestens eine Zeile aus."),
        (["x", "-1"], "Wählen Sie neu aus."),
        (range(1, 1400), "Wählen Sie neu aus."),
    ],
)
def test_lines_that_are_not_there_are_refused_in_one_sentence(
    lead: User, run: ImportRun, name: str, sent: Sequence[object], sentence: str
) -> None:
    answer = logged_in(lead).post(url(name, run), {"zeile": sent, "weggelassene": sent}, follow=True)

    assert answer.redirect_chain == [(url("import_problems", run), 302)]
    assert sentence in words(answer)
    run.refresh_from_db()
    assert run.state == ImportState.READY


def test_others_and_later_readers_see_what_was_dropped_and_change_nothing(lead: User, run: ImportRun) -> None:
    client = logged_in(lead)
    chosen = ids(client.get(url("import_problems", run)), "page", "problem")
    client.post(url("import_drop_lines", run), {"zeile": chosen[2]})
    worked(run)

    others_page = logged_in(team_lead("u25")).get(url("import_problems", run))
    apply_run(run, lead)

    for page in (others_page, client.get(url("import_problems", run))):
        assert "1 Zeile weggelassen" in words(page)
        assert b'name="zeile"' not in page.content
        assert b'name="weggelassene"' not in page.content
        assert "Ausgewählte" not in words(page)


def test_dropped_lines_are_paged_apart_from_the_others(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 2)
    run = checked(lead, uploads(applicants(*(Person(f"335A{number:06}", plz="x") for number in range(5)))))
    client, address = logged_in(lead), url("import_problems", run)
    for _ in range(3):
        client.post(url("import_drop_lines", run), {"zeile": ids(client.get(address), "page", "problem")})
        worked(run)

    first = client.get(address).context
    second = client.get(first["dropped_next_url"]).context
    third = client.get(second["dropped_next_url"]).context

    rows = [row.line for context in (first, second, third) for row in context["dropped"].rows]
    assert rows == [2, 3, 4, 5, 6]
    assert third["dropped_next_url"] is None
    assert client.get(third["dropped_first_url"]).context["dropped"].rows == first["dropped"].rows


def test_the_list_is_a_file_without_persons(lead: User, run: ImportRun) -> None:
    client = logged_in(team_lead("u25"))

    as_csv = csv_rows(client.get(reverse("import_problems_csv", args=[run.key])).getvalue())
    as_xlsx = xlsx_rows(client.get(reverse("import_problems_xlsx", args=[run.key])).getvalue(), "unlesbar")

    assert len(as_csv) == len(as_xlsx) == 5
    assert as_csv[0][:3] == ["bewerber.csv", "2", "bg_nummer"]
    assert not AccessLog.objects.exists()


def test_a_run_that_was_given_up_has_no_lines_to_hand_out(lead: User, run: ImportRun) -> None:
    discard_run(run=run, by=lead, at=NOW)

    assert logged_in(lead).get(url("import_problem_lines", run)).status_code == 404
