"""Writing an export apart from the request: once, whole, and with what the person may see at that moment."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from kit.runs import MOST_ATTEMPTS
from routing.enums import ExportState
from routing.exports import actions
from routing.exports.actions import expire_exports, write_export
from routing.models import ExportRun
from routing.tests.at_once import at_once
from routing.tests.caselist.office import NOW, TODAY, Listed, store
from routing.tests.exports.exporting import csv_rows, files, requested
from staff.models import Desk, User
from staff.roles import Role

pytestmark = pytest.mark.django_db

# Writes an export in a process of its own, with the database of the test.
WRITER = """
import sys, uuid, django
from datetime import datetime
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from routing.exports.actions import write_export
at = datetime.fromisoformat(sys.argv[3])
write_export(key=uuid.UUID(sys.argv[2]), on=at.date(), at=at)
"""


def write(run: ExportRun) -> ExportRun:
    write_export(key=run.key, on=TODAY, at=NOW)
    run.refresh_from_db()
    return run


def names_in(run: ExportRun) -> list[object]:
    return [row[0] for row in csv_rows(Path(run.content.path).read_bytes())]


def unfinished() -> list[Path]:
    return list(Path(settings.FILES_DIR, "unfinished").glob("*"))


def test_the_file_is_there_whole_and_nothing_else(keller: User) -> None:
    store(keller, Listed(last_name="Alt"), Listed(last_name="Bach"))

    run = write(requested(keller))

    assert (run.state, run.row_count, run.finished_at, run.attempts) == ("finished", 2, NOW, 1)
    assert names_in(run) == ["Alt, Ayşe", "Bach, Ayşe"]
    assert files() == [Path(run.content.path)]
    assert unfinished() == []


def test_a_second_time_nothing_happens(keller: User) -> None:
    store(keller, Listed(last_name="Alt"))
    run = write(requested(keller))
    store(keller, Listed(last_name="Neu"))

    assert names_in(write(run)) == ["Alt, Ayşe"]
    assert run.attempts == 1


def test_what_the_person_may_see_is_settled_when_it_is_written(keller: User) -> None:
    store(keller, Listed(last_name="Alt"), Listed(last_name="Neu", desk="placement"))
    run = requested(keller)
    placement = Desk.objects.get(pk="placement")
    User.objects.filter(pk=keller.pk).update(desk=placement, team=placement.team)

    assert names_in(write(run)) == ["Neu, Ayşe"]


@pytest.mark.parametrize("change", [{"role": Role.CONTROLLING}, {"is_active": False}])
def test_who_may_see_nobody_any_more_gets_no_file(keller: User, change: dict[str, object]) -> None:
    store(keller, Listed())
    run = requested(keller, text="Sommer")
    User.objects.filter(pk=keller.pk).update(**change)

    run = write(run)

    assert (run.state, run.failure, run.term) == ("failed", actions.NOT_ALLOWED, "")
    assert files() == []


def test_a_list_that_has_emptied_meanwhile_fails_with_a_sentence(keller: User) -> None:
    run = write(requested(keller))

    assert (run.state, run.failure, run.content.name) == ("failed", actions.NOBODY_LEFT, "")


def test_a_list_that_is_too_long_for_the_format_fails_with_a_sentence(
    keller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(keller, Listed(), Listed())
    monkeypatch.setattr("kit.tables._MOST_ROWS", 1)

    run = write(requested(keller, file_format="xlsx"))

    assert (run.state, run.failure) == ("failed", actions.TOO_LARGE)
    assert (files(), unfinished()) == ([], [])


def test_after_some_attempts_it_is_given_up(keller: User, monkeypatch: pytest.MonkeyPatch) -> None:
    store(keller, Listed())
    run = requested(keller, text="Sommer")

    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(actions, "put_in_place", fail)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        with pytest.raises(OSError, match="no room"):
            write(run)
        run.refresh_from_db()
        assert (run.state, run.attempts) == ("requested", attempt)

    run = write(run)

    assert (run.state, run.failure, run.term) == ("failed", actions.GAVE_UP, "")
    assert (files(), unfinished()) == ([], [])


def test_files_are_kept_for_a_day(keller: User) -> None:
    store(keller, Listed())
    run, newer = write(requested(keller)), requested(keller)
    write_export(key=newer.key, on=TODAY, at=NOW + timedelta(hours=1))

    expire_exports(at=NOW + timedelta(hours=23, minutes=59))
    assert len(files()) == 2
    expire_exports(at=NOW + timedelta(days=1))

    run.refresh_from_db()
    newer.refresh_from_db()
    assert (run.state, newer.state) == (ExportState.EXPIRED, ExportState.FINISHED)
    assert files() == [Path(newer.content.path)]


def test_a_file_that_somebody_has_deleted_already_expires_all_the_same(keller: User) -> None:
    store(keller, Listed())
    run = write(requested(keller))
    Path(run.content.path).unlink()

    expire_exports(at=NOW + timedelta(days=1))

    run.refresh_from_db()
    assert run.state == ExportState.EXPIRED


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_it_once(keller: User) -> None:
    store(keller, *(Listed() for _ in range(50)))
    run = requested(keller)

    at_once(*([lambda: write_export(key=run.key, on=TODAY, at=NOW)] * 2))

    run.refresh_from_db()
    assert (run.state, run.row_count) == ("finished", 50)
    assert files() == [Path(run.content.path)]


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_writes_another_leaves_it_alone(keller: User) -> None:
    store(keller, Listed())
    run = requested(keller)

    def write_without_waiting() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        write_export(key=run.key, on=TODAY, at=NOW)

    with transaction.atomic():
        ExportRun.objects.select_for_update(of=("self",)).get()
        at_once(write_without_waiting)

    run.refresh_from_db()
    assert (run.state, run.attempts) == ("requested", 0)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_no_half_file_and_the_next_does_it_again(keller: User) -> None:
    store(keller, Listed(last_name="Alt"))
    run = requested(keller, content="exchange")

    with transaction.atomic(), connection.cursor() as cursor:
        # It waits where it reads the households, its files begun.
        cursor.execute("LOCK TABLE routing_householdmember IN ACCESS EXCLUSIVE MODE")
        database = str(connection.settings_dict["NAME"])
        worker = subprocess.Popen([sys.executable, "-c", WRITER, database, str(run.key), NOW.isoformat()])
        waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'routing_householdmember'::regclass"
        waiting = 0
        while not waiting and worker.poll() is None:
            cursor.execute(waits)
            (waiting,) = cursor.fetchone()
        os.kill(worker.pid, signal.SIGKILL)
        assert worker.wait() == -signal.SIGKILL

    run.refresh_from_db()
    assert (run.state, run.attempts, files()) == ("requested", 1, [])
    (left,) = unfinished()
    done = _written_by_the_next(run)
    assert (done.state, done.attempts, len(files())) == ("finished", 2, 1)
    os.utime(left, ((NOW - timedelta(days=1)).timestamp(),) * 2)
    expire_exports(at=NOW)
    assert unfinished() == []


def _written_by_the_next(run: ExportRun) -> ExportRun:
    """The lock of the killed one goes with its connection, which the server takes a moment to notice."""
    while run.state == ExportState.REQUESTED:
        write_export(key=run.key, on=TODAY, at=NOW)
        run.refresh_from_db()
    return run
