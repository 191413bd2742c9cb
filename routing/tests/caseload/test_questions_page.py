"""The questions of a run: one by one or a page at once, by the one who uploaded the lists."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from routing.enums import ImportState
from routing.fields import FieldRule, ImportField
from routing.models import Applicant, ImportFieldRule, ImportQuestion, ImportRun
from routing.record import ApplicantRecord
from routing.tests.caseload.office import Person, answer_all, applicants, apply_run, checked, uploads, worked
from routing.tests.caseload.pages import logged_in, url, words
from staff.models import AccessLog, User
from tests.factories import NOW, PersonRecordFactory, caseworker, make_applicant, team_lead
from tests.pages import entered

pytestmark = pytest.mark.django_db


def asked(lead: User, count: int) -> ImportRun:
    """A run with a question about the town of each of so many applicants."""
    ImportFieldRule.objects.filter(pk=ImportField.CITY).update(rule=FieldRule.ASK)
    keller = caseworker("placement")
    people = []
    for number in range(count):
        person = PersonRecordFactory.build(
            customer_number=f"335A{number:06}",
            bg_number="33502//0000101",
            last_name="Albers",
            first_name="Nadine",
            city="Hagen",
        )
        make_applicant(by=keller, record=ApplicantRecord(person))
        people.append(Person(f"335A{number:06}", geschlecht="w", ort="Herdecke"))
    return checked(lead, uploads(applicants(*people)))


@pytest.fixture
def run(lead: User) -> ImportRun:
    """A run with three questions."""
    return asked(lead, 3)


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.paging.PAGE_SIZE", 2)


@pytest.fixture
def client(lead: User) -> Client:
    return logged_in(lead)


def ids(run: ImportRun) -> list[int]:
    return list(ImportQuestion.objects.filter(entry__run=run).values_list("pk", flat=True))


def answers(run: ImportRun) -> list[str]:
    return list(ImportQuestion.objects.filter(entry__run=run).values_list("answer", flat=True))


def test_a_question_shows_both_sides_and_whom_it_is_about(client: Client, run: ImportRun) -> None:
    said = words(client.get(url("import_questions", run)))

    assert said.count("Albers, Nadine 335A") == 3
    assert "Datei gilt: Herdecke" in said
    assert "Eintrag bleibt: Hagen" in said
    assert set(AccessLog.objects.get().subjects) == set(Applicant.objects.values_list("key", flat=True))


def test_where_a_side_says_nothing_it_is_said_in_words(client: Client, run: ImportRun) -> None:
    ImportQuestion.objects.update(filed="–")

    assert "Datei gilt: steht nicht darin" in words(client.get(url("import_questions", run)))


def test_some_are_answered_and_the_others_wait(client: Client, run: ImportRun, lead: User) -> None:
    first, second, third = ids(run)
    data = {"gezeigt": [first, second, third], f"frage-{first}": "file", f"frage-{third}": "entry"}

    page = client.post(url("import_questions", run), data, follow=True)

    assert "2 Antworten sind gespeichert." in words(page)
    assert answers(run) == ["file", "", "entry"]
    question = ImportQuestion.objects.get(pk=first)
    assert (question.answered_by, question.answered_at) == (lead, NOW)
    assert "beantwortet am 02.03.2026, 10:30 Uhr von H. Sommer" in words(page)
    assert page.content.decode().count("checked") == 2


def test_all_of_a_page_are_answered_at_once(client: Client, run: ImportRun) -> None:
    first, second, _ = ids(run)

    client.post(url("import_questions", run), {"gezeigt": [first, second], "alle": "file", f"frage-{first}": "entry"})

    assert answers(run) == ["file", "file", ""]


def test_the_answers_count_after_the_next_dry_run(client: Client, run: ImportRun, lead: User) -> None:
    answer_all(run, FieldRule.FILE, lead, at=NOW + timedelta(minutes=1))
    client.post(url("import_check_again", run))
    apply_run(worked(run, at=NOW + timedelta(minutes=2)), lead)

    assert set(Applicant.objects.values_list("city", flat=True)) == {"Herdecke"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Wählen Sie bei mindestens einer Frage"),
        ({"alle": "ask"}, "Wählen Sie, ob die Datei oder der Eintrag gilt."),
        ({"frage": "quatsch"}, "Wählen Sie, ob die Datei oder der Eintrag gilt."),
    ],
)
def test_what_is_no_answer_is_refused_in_words(
    client: Client, run: ImportRun, sent: dict[str, str], sentence: str
) -> None:
    first, *_ = ids(run)
    data = {name.replace("frage", f"frage-{first}"): value for name, value in sent.items()}

    page = client.post(url("import_questions", run), data | {"gezeigt": ids(run)})

    assert page.status_code == 422
    assert sentence in words(page)
    assert "<title>Fehler:" in page.content.decode()
    assert answers(run) == ["", "", ""]


def test_questions_of_another_run_are_not_answered_here(client: Client, run: ImportRun, lead: User) -> None:
    first, *_ = ids(run)
    apply_run(run, lead)
    second = asked_again(lead)

    client.post(url("import_questions", second), {"gezeigt": [first], "alle": "file"})

    assert answers(run) == ["", "", ""]


def asked_again(lead: User) -> ImportRun:
    """The next week's run: what was not answered is asked again."""
    run = checked(lead, uploads(applicants(Person("335A000000", geschlecht="w", ort="Herdecke"))))
    assert len(ids(run)) == 1
    return run


def test_open_ones_alone_are_shown_on_demand(client: Client, run: ImportRun) -> None:
    first, *_ = ids(run)
    client.post(url("import_questions", run), {"gezeigt": ids(run), f"frage-{first}": "file"})

    assert len(client.get(url("import_questions", run, "?nur=offen")).context["rows"]) == 2
    assert len(client.get(url("import_questions", run)).context["rows"]) == 3


def test_answering_the_open_ones_leads_to_the_next_of_them(client: Client, run: ImportRun, short_pages: None) -> None:
    address = url("import_questions", run, "?nur=offen")
    page = client.get(address)
    assert len(page.context["rows"]) == 2

    answer = client.post(address, {"gezeigt": ids(run)[:2], "alle": "entry"})

    assert answer.headers["Location"] == address
    assert len(client.get(address).context["rows"]) == 1


def test_pages_follow_each_other(client: Client, run: ImportRun, short_pages: None) -> None:
    first = client.get(url("import_questions", run)).context
    second = client.get(first["next_url"]).context

    shown = [row.question.pk for row, _ in (*first["rows"], *second["rows"])]
    assert shown == ids(run)
    assert second["this_url"] == first["next_url"]


def test_the_form_sends_back_what_it_shows(client: Client, run: ImportRun) -> None:
    sent = entered(client.get(url("import_questions", run)).content)

    assert sent["gezeigt"] == str(ids(run)[-1])


def test_another_team_lead_reads_what_concerns_her_team_and_answers_nothing(run: ImportRun) -> None:
    concerned, stranger = logged_in(team_lead("placement")), logged_in(team_lead("u25"))

    page = concerned.get(url("import_questions", run))
    assert len(page.context["rows"]) == 3
    assert "Antworten speichern" not in words(page)
    assert len(stranger.get(url("import_questions", run)).context["rows"]) == 0

    refused = concerned.post(url("import_questions", run), {"gezeigt": ids(run), "alle": "file"}, follow=True)
    assert "Das kann nur, wer die Listen hochgeladen hat: H. Sommer." in words(refused)
    assert answers(run) == ["", "", ""]


def test_after_applying_questions_are_read_and_not_answered(client: Client, run: ImportRun, lead: User) -> None:
    apply_run(run, lead)

    page = client.get(url("import_questions", run))
    refused = client.post(url("import_questions", run), {"gezeigt": ids(run), "alle": "file"}, follow=True)

    assert "disabled" in page.content.decode()
    assert "Das geht jetzt nicht. Stand der Einspielung: angewendet." in words(refused)


def test_without_questions_the_page_says_so(client: Client, lead: User) -> None:
    run = checked(lead, uploads(applicants(Person())))

    assert "Es gibt keine Fragen." in words(client.get(url("import_questions", run)))
    assert "Alle Fragen sind beantwortet." in words(client.get(url("import_questions", run, "?nur=offen")))
    assert run.state == ImportState.READY
    assert reverse("import_detail", args=[run.key]) in client.get(url("import_questions", run)).content.decode()
