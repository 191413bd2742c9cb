"""A process that is killed in the middle changes nothing, and another one begins anew; but not for ever."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from kit.runs import under_way
from routing.caseload import tasks
from routing.caseload.runs import request_apply, start_run
from routing.caseload.work import work_on
from routing.enums import ImportState
from routing.models import ImportedRecord, ImportRun
from routing.tests.caseload.office import (
    Member,
    Person,
    applicant,
    applicants,
    applied,
    checked,
    everything,
    files,
    household,
    uploads,
)
from routing.tests.processes import command, finish, held_up, wait_for, worker
from staff.models import User
from tests.factories import NOW, TODAY, team_lead

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_broker")]

PEOPLE, MEMBERS = applicants(Person(nachname="Lang")), household(Member(eingezogen_am="01.02.2020"))
# What the list said is noted last, when all changes of the applicants are written.
NOTED = ImportedRecord.objects.all()

app = tasks.resume_imports.app


@pytest.fixture
def lead() -> User:
    lead = team_lead(username="leitung")
    applied(lead, uploads(applicants(Person()), household(Member())), on=date(2024, 1, 1))
    return lead


def resumed(run: ImportRun) -> ImportRun:
    """The run after a worker did what beat sends each minute."""
    process = worker()
    try:
        tasks.resume_imports.delay()
        wait_for(lambda: not under_way(ImportRun.objects.filter(pk=run.pk)).exists())
    finally:
        finish(process)
    run.refresh_from_db()
    return run


def test_a_command_that_is_killed_while_it_applies_changes_nothing_and_a_worker_resumes_it(
    lead: User, tmp_path: Path
) -> None:
    lists = {tmp_path / "bewerber.csv": PEOPLE, tmp_path / "haushalt.csv": MEMBERS}
    for path, text in lists.items():
        path.write_text(text)
    before = everything()

    with held_up(lambda: command("import_caseload", *map(str, lists), "--by", "leitung", "--apply"), NOTED):
        pass

    run = ImportRun.objects.latest("pk")
    assert (run.state, run.attempts, everything()) == (ImportState.APPLYING, 1, before)
    assert resumed(run).state == ImportState.APPLIED
    assert (applicant().last_name, applicant().revision) == ("Lang", 2)
    assert files() == []


def test_a_worker_that_is_killed_while_it_applies_changes_nothing_and_another_one_resumes_it(lead: User) -> None:
    run = resumed(start_run(files=uploads(PEOPLE, MEMBERS), by=lead, at=NOW))
    before = everything()
    request_apply(run=run, by=lead, at=NOW)
    tasks.work_on_import.delay(run.pk)

    with held_up(worker, NOTED):
        pass

    run.refresh_from_db()
    assert (run.state, run.attempts, everything()) == (ImportState.APPLYING, 1, before)
    assert resumed(run).state == ImportState.APPLIED
    assert (applicant().last_name, applicant().revision) == ("Lang", 2)


class _Killed(BaseException):
    """Like the end of a process, nothing catches it."""


def crash(run: ImportRun) -> None:
    def die(_: float) -> None:
        raise _Killed

    with pytest.raises(_Killed):
        work_on(run=run, on=TODAY, at=NOW, tell=die)


@pytest.mark.parametrize("is_applied", [False, True])
def test_what_has_killed_three_workers_is_given_up(lead: User, is_applied: bool) -> None:
    if is_applied:
        run = request_apply(run=checked(lead, uploads(PEOPLE, MEMBERS)), by=lead, at=NOW)
    else:
        run = start_run(files=uploads(PEOPLE, MEMBERS), by=lead, at=NOW)
    before = everything()
    for _ in range(3):
        crash(run)

    work_on(run=run, on=TODAY, at=NOW, tell=lambda _: None)

    run.refresh_from_db()
    assert run.state == ImportState.FAILED
    assert run.notice.startswith("Die Einspielung ist dreimal nacheinander abgebrochen. Es wurde nichts geändert.")
    assert (everything(), files()) == (before, [])


def test_two_crashes_are_forgotten_with_the_next_success(lead: User) -> None:
    run = start_run(files=uploads(PEOPLE, MEMBERS), by=lead, at=NOW)
    for _ in range(2):
        crash(run)
    work_on(run=run, on=TODAY, at=NOW, tell=lambda _: None)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (ImportState.READY, 0)

    run = request_apply(run=run, by=lead, at=NOW)
    for _ in range(2):
        crash(run)
    work_on(run=run, on=TODAY, at=NOW, tell=lambda _: None)
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED


def test_beat_sends_what_resumes_and_what_cleans_up() -> None:
    app.loader.import_default_modules()
    scheduled = {str(entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {tasks.resume_imports.name, tasks.expire_imports.name} <= scheduled <= set(app.tasks)
