"""Handing in the lists: what is taken, what is refused in words, and what was handed in before."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from kit.files import private_storage
from kit.tests.lists.workbooks import workbook
from routing.caseload import receiving
from routing.caseload.receiving import Uploaded
from routing.caseload.runs import discard_run
from routing.enums import ImportState
from routing.models import ImportFile, ImportRun
from routing.tests.caseload.office import Person, applicants, applied, checked, uploads
from routing.tests.caseload.pages import logged_in, upload, words
from staff.models import User
from tests.factories import NOW, team_lead

pytestmark = pytest.mark.django_db

URL = reverse("imports")


def stored_files() -> set[str]:
    storage = private_storage()
    return set(storage.listdir("")[1]) if storage.exists("") else set()


def test_all_lists_are_handed_in_at_once_and_wait_for_the_dry_run(lead: User) -> None:
    answer = upload(logged_in(lead), uploads(applicants(Person())))

    run = ImportRun.objects.get()
    assert answer.headers["Location"] == reverse("import_detail", args=[run.key])
    assert (run.state, run.requested_by, run.requested_at) == (ImportState.CHECKING, lead, NOW)
    assert dict(run.files.values_list("kind", "name")) == {"applicants": "bewerber.csv", "household": "haushalt.csv"}


def test_a_workbook_is_told_by_its_content(lead: User, tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", bewerber=[["kundennummer"]], haushalt=[["kundennummer"]])

    upload(logged_in(lead), [Uploaded("Listen.csv", ContentFile(made.read_bytes()))])

    assert ImportFile.objects.get().kind == "workbook"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Wählen Sie die Dateien aus"),
        ([Uploaded("bewerber.csv", ContentFile(b""))], "bewerber.csv ist leer."),
        ([Uploaded("brief.pdf", ContentFile(b"%PDF-1.7"))], "brief.pdf ist keine Liste."),
        ([Uploaded("a.csv", ContentFile(b"x;y\n1;2\n"))], "a.csv ist keine der Listen bewerber, haushalt oder bestand"),
        (uploads(applicants(Person()))[:1], "Es fehlt die Liste „haushalt“."),
        ([*uploads(applicants()), *uploads(applicants())], "ist dieselbe Liste noch einmal"),
    ],
)
def test_what_is_no_list_is_refused_in_words_and_not_kept(lead: User, files: list[Uploaded], sentence: str) -> None:
    before = stored_files()
    for file in files:
        file.content.seek(0)

    answer = upload(logged_in(lead), files)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not ImportRun.objects.exists()
    assert stored_files() == before


def test_a_file_that_is_too_large_is_refused_in_words(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LARGEST_MEGABYTES", 0)

    answer = upload(logged_in(lead), uploads(applicants(Person())))

    assert answer.status_code == 422
    assert "bewerber.csv ist größer als 0 MB." in words(answer)


def test_the_page_says_that_files_have_to_be_chosen_again(lead: User) -> None:
    assert "Wählen Sie alle Dateien noch einmal aus." in words(upload(logged_in(lead), []))


def test_while_a_run_is_open_the_page_says_whose_it_is_and_takes_no_other(lead: User) -> None:
    run = checked(lead, uploads(applicants(Person())))
    client = logged_in(team_lead("u25"))

    page = client.get(URL)
    refused = upload(client, uploads(applicants(Person())))

    assert "Hochgeladen am 02.03.2026, 10:30 Uhr von H. Sommer, Stand: Probelauf fertig." in words(page)
    assert reverse("import_detail", args=[run.key]) in page.content.decode()
    assert b'type="file"' not in page.content
    assert refused.status_code == 422
    assert "Es läuft schon eine Einspielung" in words(refused)
    assert ImportRun.objects.count() == 1


def test_earlier_runs_are_listed_with_what_became_of_them(lead: User) -> None:
    applied(lead, uploads(applicants(Person(), Person("335A100002"))))
    later = NOW + timedelta(days=7)
    discard_run(run=checked(lead, uploads(applicants(Person())), at=later), by=lead, at=later)

    page = logged_in(lead).get(URL)

    assert [(each.run.state, each.outcome) for each in page.context["earlier"]] == [
        (ImportState.DISCARDED, ""),
        (ImportState.APPLIED, "2 gelesen, 2 neu, 0 geändert"),
    ]


def test_every_column_of_every_list_is_explained(lead: User) -> None:
    page = logged_in(lead).get(reverse("import_columns"))

    for each in page.context["lists"]:
        assert each.columns
        for column in each.columns:
            assert f"<code>{column.name}</code>" in page.content.decode()
