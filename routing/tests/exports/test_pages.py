"""The pages of an export: asking for it, its purpose, who may have the file, and what the read log says."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from pytest_django.fixtures import Settings

from routing.exports import views
from routing.exports.actions import expire_exports, write_export
from routing.models import ExportRun
from routing.tests.caselist.office import NOW, TODAY, Listed, logged_in, store
from routing.tests.exports.exporting import (
    CREATE,
    PURPOSE,
    asked_for,
    csv_rows,
    downloaded,
    files,
    requested,
    searched,
)
from staff.models import AccessLog, User
from staff.roles import Role
from tests.factories import caseworker, team_lead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def written(by: User, **chosen: str) -> ExportRun:
    """An export of an open case, with its file."""
    store(by, Listed(desk=by.desk_id or "ifk_aez"))
    run = requested(by, **chosen)
    write_export(key=run.key, on=TODAY, at=NOW)
    run.refresh_from_db()
    return run


def detail(run: ExportRun) -> str:
    return reverse("export_detail", args=[run.key])


def file_of(run: ExportRun) -> str:
    return reverse("export_download", args=[run.key])


def test_the_list_leads_to_the_export_of_exactly_what_it_shows(keller: User) -> None:
    store(keller, Listed(last_name="Sommer", open_points=["never_assessed"]), Listed(last_name="Winter"))
    client = logged_in(keller)
    query = searched(client, "Sommer") + "&offen=any"

    page = client.get(reverse("applicant_list") + query).content.decode()

    (url,) = re.findall(r'href="([^"]*)">Exportieren', page)
    context = client.get(url.replace("&amp;", "&")).context
    assert context["count"] == 1
    assert context["selection"].text == "Sommer"
    words = "Treffer einer Suche · Offene Punkte: mit offenen Punkten · nach Ähnlichkeit"
    assert context["selection"].words == words


def test_the_form_says_how_many_and_what(keller: User) -> None:
    store(keller, Listed(), Listed(), Listed(closed_on=TODAY))
    page = logged_in(keller).get(CREATE + "?faelle=alle&sortierung=geburt").content.decode()

    assert "Fälle: alle, auch geschlossene · nach Geburtsdatum" in page
    assert "3 Personen" in page


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("purpose", "Wählen Sie, wofür Sie die Liste brauchen."),
        ("file_format", "Wählen Sie das Format der Datei."),
        ("content", "Wählen Sie, was die Datei enthalten soll."),
    ],
)
def test_without_a_choice_nothing_is_exported(keller: User, missing: str, sentence: str) -> None:
    store(keller, Listed())
    for value in ("", "unsinn"):
        answer = asked_for(logged_in(keller), **{missing: value})
        assert answer.status_code == 422
    answer = asked_for(logged_in(keller), **{missing: ""})
    assert sentence in answer.content.decode()
    assert not ExportRun.objects.exists()
    assert not AccessLog.objects.exists()


def test_an_empty_list_says_so_and_is_not_exported(keller: User) -> None:
    client = logged_in(keller)

    assert views.NOTHING in client.get(CREATE).content.decode()
    answer = asked_for(client)

    assert (answer.status_code, ExportRun.objects.count()) == (422, 0)
    assert views.NOTHING in answer.content.decode()


def test_a_search_that_is_forgotten_is_not_exported_as_the_whole_list(keller: User) -> None:
    store(keller, Listed())
    client = logged_in(keller)

    answer = asked_for(client, "?suche=vergessen")

    assert "Diese Suche gibt es nicht mehr" in answer.content.decode()
    assert not ExportRun.objects.exists()


def test_a_short_list_is_there_at_once_with_purpose_and_a_line_in_the_read_log(keller: User) -> None:
    applicants = store(keller, Listed(last_name="Alt"), Listed(last_name="Bach"))
    client = logged_in(keller)

    content = downloaded(client, "?sortierung=-name")

    assert [row[0] for row in csv_rows(content)] == ["Bach, Ayşe", "Alt, Ayşe"]
    run = ExportRun.objects.get()
    assert (run.requested_by, run.requested_at, run.purpose, run.row_count) == (keller, NOW, "case_review", 2)
    assert run.words == "alle offenen Fälle · nach Namen, absteigend"
    entry = AccessLog.objects.get()
    assert (entry.user, entry.at, entry.page, entry.reason) == (keller, NOW, "export_download", PURPOSE)
    assert entry.subjects == [applicant.key for applicant in reversed(applicants)]
    assert entry.address == "127.0.0.1"


def test_every_download_is_logged(keller: User) -> None:
    run = written(keller)
    client = logged_in(keller)

    for _ in range(2):
        answer = client.get(file_of(run))
        assert answer.streaming
        answer.getvalue()

    assert AccessLog.objects.filter(reason=PURPOSE, subjects=run.subjects).count() == 2


def test_a_long_list_is_logged_in_pieces(keller: User) -> None:
    store(keller, *(Listed() for _ in range(1_001)))
    run = requested(keller)
    write_export(key=run.key, on=TODAY, at=NOW)

    answer = logged_in(keller).get(file_of(run))

    assert answer.streaming
    assert len(csv_rows(answer.getvalue())) == 1_001
    pieces = AccessLog.objects.values_list("subjects", flat=True)
    assert sorted(len(piece) for piece in pieces) == [1, 1_000]


@pytest.mark.parametrize(
    ("content", "file_format", "name"),
    [
        ("list", "csv", "bewerber-2026-03-02.csv"),
        ("list", "xlsx", "bewerber-2026-03-02.xlsx"),
        ("exchange", "csv", "bewerber-2026-03-02.zip"),
        ("exchange", "xlsx", "bewerber-2026-03-02.xlsx"),
    ],
)
def test_the_file_has_a_name_without_persons(keller: User, content: str, file_format: str, name: str) -> None:
    run = written(keller, content=content, file_format=file_format)

    answer = logged_in(keller).get(file_of(run))

    assert answer.streaming
    answer.getvalue()
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer["Cache-Control"]


def test_only_the_person_who_asked_has_the_file(keller: User) -> None:
    run = written(keller)
    for user in (caseworker(), team_lead()):
        for url in (detail(run), file_of(run)):
            assert logged_in(user).get(url).status_code == 404
        assert logged_in(user).get(reverse("exports")).context["runs"].count() == 0


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.CONTROLLING, Role.MEASURES_TEAM])
def test_who_sees_no_applicants_any_more_has_no_file(keller: User, role: Role) -> None:
    run = written(keller)
    User.objects.filter(pk=keller.pk).update(role=role)
    client = logged_in(keller)

    for url in (detail(run), file_of(run), reverse("exports"), CREATE):
        assert client.get(url).status_code == 404
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("state", ["requested", "failed", "expired"])
def test_what_has_no_file_leads_to_the_page_that_says_why(keller: User, state: str) -> None:
    run = requested(keller)
    failure = "Zu lang." if state == "failed" else ""
    content = run.content.name if state == "requested" else ""
    ExportRun.objects.update(state=state, failure=failure, content=content)
    client = logged_in(keller)

    page = client.get(file_of(run), follow=True)

    assert page.redirect_chain == [(detail(run), 302)]
    words = {"requested": "Stand aktualisieren", "failed": "Zu lang.", "expired": "nach einem Tag gelöscht"}
    assert words[state] in page.content.decode()


def test_a_file_that_is_gone_is_told_and_not_logged(keller: User) -> None:
    run = written(keller)
    Path(run.content.path).unlink()

    page = logged_in(keller).get(file_of(run), follow=True)

    assert views.NO_FILE in page.content.decode()
    assert not AccessLog.objects.exists()


def test_a_file_whose_day_is_over_is_not_given_out_even_if_nobody_has_deleted_it(keller: User) -> None:
    run = written(keller)
    client = logged_in(keller)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        client.force_login(keller)
        assert client.get(file_of(run)).status_code == 302
    with time_machine.travel(NOW + timedelta(hours=23, minutes=59), tick=False):
        client.force_login(keller)
        answer = client.get(file_of(run))
        assert answer.streaming
        answer.getvalue()


def test_the_page_of_an_export_asks_again_by_itself_until_it_is_done(keller: User) -> None:
    run = requested(keller)
    store(keller, Listed())
    client = logged_in(keller)
    fragment = {"HX-Request": "true"}

    assert 'hx-trigger="every 2s"' in client.get(detail(run)).content.decode()
    assert client.get(detail(run), headers=fragment).status_code == 204
    write_export(key=run.key, on=TODAY, at=NOW)
    done = client.get(detail(run), headers=fragment).content.decode()

    assert file_of(run) in done
    assert "hx-trigger" not in done
    assert "03.03.2026 um 10:30 Uhr gelöscht" in done


def test_what_is_found_out_about_names_stays_out_of_addresses_and_goes_with_the_file(keller: User) -> None:
    store(keller, Listed(last_name="Unverwechselbar"))
    client = logged_in(keller)
    query = searched(client, "Unverwechselbar")
    where = asked_for(client, query)["Location"]
    run = ExportRun.objects.get()
    assert (run.term, len(run.subjects)) == ("Unverwechselbar", 1)
    assert "Unverwechselbar" in client.get(detail(run)).content.decode()
    assert "unverwechselbar" not in (query + where + run.query + run.words).lower()

    expire_exports(at=NOW + timedelta(days=1))

    run.refresh_from_db()
    assert (run.state, run.term, run.subjects, run.content.name) == ("expired", "", [], "")
    assert (run.purpose, run.row_count) == ("case_review", 1)
    assert files() == []


def test_a_folder_that_cannot_be_written_to_leaves_the_export_to_the_background(
    keller: User, settings: Settings, tmp_path: Path
) -> None:
    store(keller, Listed())
    (tmp_path / "datei").touch()
    settings.FILES_DIR = tmp_path / "datei" / "darin"

    answer = asked_for(logged_in(keller))

    run = ExportRun.objects.get()
    assert answer["Location"] == detail(run)
    assert (run.state, run.attempts) == ("requested", 1)


def test_the_list_of_exports_leads_to_the_files(keller: User) -> None:
    store(keller, Listed())
    client = logged_in(keller)
    run = written(keller)

    page = client.get(reverse("exports")).content.decode()

    assert file_of(run) in page
    assert PURPOSE in page
