"""Processes of their own on the test's database, for work at the same time, and to be killed in the middle of it."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch
from urllib.parse import urlencode

from celery import current_app
from celery.bin.celery import main as celery
from django.core.management import execute_from_command_line
from django.db import connection, transaction
from django.db.models import QuerySet
from kombu.transport.redis import Channel

PATIENCE_SECONDS = 60

Process = ForkServerProcess
Found = TypeVar("Found")

# They are forked from a process that has imported everything, and has neither threads nor connections.
_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["routing.tests.imported"])


def command(*arguments: str) -> Process:
    """`manage.py` with these arguments."""
    return _started(execute_from_command_line, "manage.py", *arguments)


def worker() -> Process:
    """A Celery worker as in production, with a child that does the work."""
    words = ["celery", "--quiet", "--app", "jobcenter", "worker", "--without-mingle", "--without-gossip"]
    return _started(celery, *words, "--concurrency", "1", "--loglevel", "ERROR")


def kill(process: Process) -> None:
    """End the process and its children at once, without a word to them."""
    assert process.pid
    os.killpg(process.pid, signal.SIGKILL)
    process.join()


def kill_children(process: Process) -> None:
    """End what does the work at once, as the system does when memory is short, and leave the process itself alive."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert children
    for child in children:
        os.kill(int(child), signal.SIGKILL)


def finish(*processes: Process) -> None:
    """Let them end what they have in hand, and no more."""
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(PATIENCE_SECONDS)
        assert process.exitcode is not None


def empty_broker() -> None:
    """Forget every message, those included that killed workers had in hand: they would come back after hours."""
    current_app.control.purge()
    with current_app.connection_for_write() as broker:
        channel = broker.default_channel
        assert isinstance(channel, Channel)
        channel.client.delete(channel.unacked_key, channel.unacked_index_key)


@contextmanager
def holding(rows: QuerySet[Any]) -> Iterator[None]:
    """Whoever wants to write these rows waits until the end of the block."""
    with transaction.atomic():
        assert list(rows.select_for_update(of=("self",)).only("pk"))
        yield


@contextmanager
def held_up(process: Callable[[], Process], rows: QuerySet[Any]) -> Iterator[Process]:
    """The process when it has written all that it writes before these rows, which are locked here. At the end of the
    block it has been killed, and its transaction is over.
    """
    with holding(rows):
        started = process()
        try:
            (backend,) = wait_for(waiting)
            yield started
        finally:
            kill(started)
    wait_for(lambda: not _is_alive(backend))


def wait_for(look: Callable[[], Found]) -> Found:
    """What is there at last."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, "Das hätte längst geschehen sein sollen."
        time.sleep(0.02)
    return found


def waiting() -> list[int]:
    """The connections to the test's database that wait for a lock, for ours or in the queue behind it."""
    with connection.cursor() as cursor:
        # Whoever waits for the end of a transaction does so beyond any database, and is known by the tables in use.
        cursor.execute(
            "SELECT pid FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_locks WHERE database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))"
        )
        return [pid for (pid,) in cursor.fetchall()]


def _started(main: Callable[[], int | None], *words: str) -> Process:
    server = connection.connection.info
    where = urlencode({"host": server.host, "port": server.port})
    environment = {
        "DJANGO_SETTINGS_MODULE": "jobcenter.settings.test",
        "DATABASE_URL": f"postgresql://{server.user}:{server.password}@/{server.dbname}?{where}",
    }
    process = _FORKING.Process(target=_lead, args=(main, words))
    # It is the process from which all are forked that reads the environment, when the first one is.
    with patch.dict(os.environ, environment):
        process.start()
    return process


def _lead(main: Callable[[], int | None], words: tuple[str, ...]) -> None:
    """Do what the words say, as the leader of a group that is killed as a whole."""
    os.setsid()
    sys.argv = [*words]
    sys.exit(main())


def _is_alive(backend: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE pid = %s", [backend])
        return cursor.fetchone() is not None
