"""The bytes of an upload: nobody else reads them, and they go with the run, however it ends."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from kit.files import private_storage
from kit.lists.problems import UnusableFile
from routing.caseload.receiving import Uploaded
from routing.caseload.runs import KEPT_OPEN, REPORT_KEPT, add_corrections, discard_run, expire_runs, start_run
from routing.enums import ImportState
from routing.fields import FieldRule
from routing.models import ImportDuplicate, ImportEntry, ImportQuestion, ImportRun
from routing.tests.caseload.office import (
    LATER,
    Member,
    Person,
    answer_all,
    applicants,
    applied,
    apply_run,
    checked,
    corrected,
    edit,
    everything,
    files,
    household,
    outcomes,
    questions,
    uploads,
)
from staff.models import User
from tests.factories import NOW, caseworker, team_lead

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = applicants(Person(), Person("335A100002", geburtsdatum="31.02.1990"))


@pytest.fixture
def lead() -> User:
    return team_lead()


@pytest.fixture
def run(lead: User) -> ImportRun:
    return checked(lead, uploads(LISTS))


def file(text: str | bytes, name: str = "liste.csv") -> Uploaded:
    return Uploaded(name, ContentFile(text.encode() if isinstance(text, str) else text))


def test_they_lie_under_a_random_name_for_this_account_alone(run: ImportRun) -> None:
    assert len(files()) == 2
    for path in files():
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        assert len(path.name) == 32
    assert set(run.files.values_list("name", flat=True)) == {"bewerber.csv", "haushalt.csv"}


ENDS: dict[str, tuple[Callable[[ImportRun, User], object], ImportState]] = {
    "applied": (apply_run, ImportState.APPLIED),
    "discarded": (lambda run, by: discard_run(run=run, by=by, at=NOW), ImportState.DISCARDED),
    "expired": (lambda run, by: expire_runs(at=NOW + KEPT_OPEN), ImportState.EXPIRED),
}


@pytest.mark.parametrize("end", ENDS)
def test_they_go_with_the_run(run: ImportRun, lead: User, end: str) -> None:
    corrected(run, lead, uploads(applicants(Person("335A100003")))[:1])
    doing, state = ENDS[end]

    doing(run, lead)

    run.refresh_from_db()
    assert (run.state, run.is_open, files()) == (state, False, [])
    assert set(run.files.values_list("content", flat=True)) == {""}


def test_a_run_that_is_discarded_or_expired_forgets_what_it_found(run: ImportRun, lead: User) -> None:
    discard_run(run=run, by=lead, at=NOW)
    checked(lead, uploads(LISTS))
    expire_runs(at=NOW + KEPT_OPEN)
    assert not ImportEntry.objects.exists()


def test_they_go_when_the_dry_run_fails(lead: User) -> None:
    run = checked(lead, uploads(applicants(Person(), columns=("kundennummer", "nachname"))))

    assert (run.state, run.ended_at, files()) == (ImportState.FAILED, NOW, [])
    assert run.notice == "bewerber.csv fehlen Pflichtspalten: bg_nummer, vorname, geburtsdatum."


REFUSED = {
    "one list is missing": uploads(LISTS)[:1],
    "a list comes twice": [*uploads(LISTS), file(LISTS)],
    "the second is none": [*uploads(LISTS), file("a;b\n")],
    "the second is empty": [*uploads(LISTS), file("")],
    "there is none": [],
}


@pytest.mark.parametrize("given", REFUSED)
def test_of_an_upload_that_is_refused_nothing_stays(lead: User, given: str) -> None:
    with pytest.raises(UnusableFile):
        start_run(files=REFUSED[given], by=lead, at=NOW)
    assert (files(), ImportRun.objects.exists()) == ([], False)


@pytest.mark.parametrize("given", ["a list comes twice", "the second is none", "the second is empty"])
def test_of_a_correction_that_is_refused_nothing_stays(run: ImportRun, lead: User, given: str) -> None:
    before = files()
    with pytest.raises(UnusableFile):
        add_corrections(run=run, files=REFUSED[given], by=lead)
    assert (files(), run.files.count()) == (before, 2)


def test_an_unusable_correction_is_taken_back_and_the_dry_run_before_stands(lead: User) -> None:
    applied(lead, uploads(LISTS, household(Member())))
    edit(caseworker(), lambda record: record)
    run = checked(lead, uploads(LISTS))
    answer_all(run, FieldRule.ENTRY, lead, LATER)
    before, found, answered = sorted(files()), outcomes(run), questions(run)

    run = corrected(run, lead, [file(applicants(Person(), columns=tuple(Person())))])

    assert (run.state, run.attempts) == (ImportState.READY, 0)
    assert run.notice.startswith("liste.csv hat andere Spalten als bewerber.csv: ")
    assert (sorted(files()), outcomes(run), questions(run)) == (before, found, answered)
    assert corrected(run, lead, uploads(applicants(Person("335A100002")))[:1]).notice == ""


def test_a_run_waits_for_a_day(run: ImportRun) -> None:
    assert expire_runs(at=NOW + KEPT_OPEN - timedelta(seconds=1)) == 0
    assert expire_runs(at=NOW + KEPT_OPEN) == 1
    assert expire_runs(at=NOW + KEPT_OPEN) == 0


def test_a_report_forgets_persons_after_four_weeks_and_keeps_its_figures(lead: User) -> None:
    applied(lead, uploads(applicants(Person()), household(Member())))
    run = applied(lead, uploads(applicants(Person(), Person("335A100002"))))
    assert ImportDuplicate.objects.filter(entry__run=run).exists()

    expire_runs(at=NOW + REPORT_KEPT - timedelta(seconds=1))
    assert run.entries.count() == 2
    before = everything()
    expire_runs(at=NOW + REPORT_KEPT)

    assert not ImportEntry.objects.exists()
    assert not ImportQuestion.objects.exists()
    assert ImportRun.objects.get(pk=run.pk).counts["read"] == 2
    assert everything() == before


def test_what_a_killed_process_left_behind_goes_after_a_day(run: ImportRun) -> None:
    stray, fresh, working = (Path(private_storage().location, name) for name in ("stray", "fresh", "unfinished/killed"))
    working.mkdir()
    for path in (stray, fresh, working / "bewerber.csv"):
        path.write_text("Albers")
    for path in (stray, working, *files()):
        if path != fresh:
            os.utime(path, ((NOW - KEPT_OPEN).timestamp(),) * 2)

    expire_runs(at=NOW + timedelta(seconds=1))

    assert sorted(files()) == sorted([fresh, *(Path(one.content.path) for one in run.files.all())])


@pytest.mark.parametrize(
    ("name", "kept"), [("../../etc/\0pass\nwd", "../../etc/passwd"), ("\n", "Datei"), ("ä" * 200, "ä" * 120)]
)
def test_what_the_user_calls_a_file_is_kept_but_leads_nowhere(lead: User, name: str, kept: str) -> None:
    run = start_run(files=[*uploads(LISTS)[1:], file(LISTS, name)], by=lead, at=NOW)
    assert run.files.get(kind="applicants").name == kept
    assert {path.parent for path in files()} == {Path(private_storage().location)}
