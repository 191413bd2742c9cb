"""Long exports in the background, with a real broker and a real worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

import pytest
import time_machine
from celery.contrib.testing.worker import start_worker
from celery.signals import task_postrun
from django.conf import settings
from django.test import Client
from django.urls import reverse

from routing.exports import tasks, views
from routing.exports.actions import write_export
from routing.models import ExportRun
from routing.tests.caselist.office import NOW, TODAY, Listed, logged_in, store
from routing.tests.exports.exporting import asked_for, csv_rows, files, requested, searched
from staff.models import User

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_SECONDS = 60

app = tasks.write.app


@pytest.fixture(autouse=True)
def _empty_broker(_django_db_helper: None) -> Iterator[None]:
    """No message of another test, which may have asked for work without a worker, and none for the next one."""
    app.control.purge()
    yield
    app.control.purge()


@contextmanager
def worker_until(task: str) -> Iterator[None]:
    """A worker, until it has done one task of this name."""
    done = Event()

    def note(sender: object = None, **_: object) -> None:
        if getattr(sender, "name", "") == task:
            done.set()

    task_postrun.connect(note, weak=False)
    try:
        with start_worker(app, pool="solo", perform_ping_check=False):
            yield
            assert done.wait(PATIENCE_SECONDS)
    finally:
        task_postrun.disconnect(note)


def the_file(client: Client, run: ExportRun) -> list[list[object]]:
    answer = client.get(reverse("export_download", args=[run.key]))
    assert answer.streaming
    return csv_rows(answer.getvalue())


def test_a_long_list_is_written_by_the_worker_and_then_waits_on_its_page(
    keller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_AT_ONCE", 2)
    store(keller, *(Listed(last_name=f"Müller{number}") for number in range(3)), Listed(last_name="Zorn"))
    client = logged_in(keller)

    where = asked_for(client, searched(client, "Mueller") + "&sortierung=-name")["Location"]

    run = ExportRun.objects.get()
    assert where == reverse("export_detail", args=[run.key])
    assert run.state == "requested"
    with worker_until(tasks.write.name):
        pass
    assert "Herunterladen" in client.get(where).content.decode()
    assert [row[0] for row in the_file(client, run)] == [f"Müller{number}, Ayşe" for number in (2, 1, 0)]


def test_a_list_of_a_thousand_is_written_at_once_and_a_longer_one_is_not(keller: User) -> None:
    store(keller, *(Listed() for _ in range(1_000)))
    client = logged_in(keller)
    assert asked_for(client)["Location"].endswith("/datei/")

    store(keller, Listed())
    page = client.get(reverse("export_create")).content.decode()
    asked_for(client)

    assert "mehr als 1.000 Personen" in page
    assert ExportRun.objects.latest("pk").state == "requested"


def test_what_was_asked_for_and_lost_is_picked_up(keller: User) -> None:
    store(keller, Listed(last_name="Alt"))
    run = requested(keller)

    with time_machine.travel(NOW + tasks.PATIENCE + timedelta(seconds=1)), worker_until(tasks.write.name):
        tasks.pick_up_lost.delay()

    run.refresh_from_db()
    assert run.state == "finished"


def test_what_was_asked_for_just_now_is_left_to_who_began_it(keller: User) -> None:
    store(keller, Listed())
    requested(keller)

    with time_machine.travel(NOW + timedelta(seconds=1)), worker_until(tasks.pick_up_lost.name):
        tasks.pick_up_lost.delay()

    assert app.control.purge() == 0
    assert ExportRun.objects.get().attempts == 0


def test_yesterdays_files_are_deleted(keller: User) -> None:
    store(keller, Listed())
    run = requested(keller)
    write_export(key=run.key, on=TODAY, at=NOW)
    assert len(files()) == 1

    with time_machine.travel(NOW + timedelta(days=1)), worker_until(tasks.delete_old.name):
        tasks.delete_old.delay()

    assert files() == []


def test_beat_asks_for_tasks_that_there_are() -> None:
    app.loader.import_default_modules()
    scheduled = {str(entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {tasks.pick_up_lost.name, tasks.delete_old.name} <= scheduled <= set(app.tasks)
