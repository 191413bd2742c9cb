"""Processes of their own on the test's database, to be killed in the middle of their work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction

from routing.models import ImportedRecord

PATIENCE_SECONDS = 60

Process = subprocess.Popen[bytes]
Found = TypeVar("Found")


def command(*arguments: str) -> Process:
    """`manage.py` with these arguments."""
    return _started("manage.py", *arguments)


def worker() -> Process:
    """A Celery worker as in production, with a child that does the work."""
    return _started(
        "-m", "celery", "--quiet", "--app", "jobcenter", "worker", "--concurrency", "1", "--loglevel", "ERROR"
    )


def kill(process: Process) -> None:
    """End the process and its children at once, without a word to them."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def held_up(process: Callable[[], Process]) -> Iterator[Process]:
    """The process when it has written all changes of its applicants, and is about to note what the list said: that row
    is locked here. At the end of the block it has been killed, and its transaction is over.
    """
    with transaction.atomic():
        ImportedRecord.objects.select_for_update().get()
        started = process()
        try:
            backend = wait_for(_waiting_for_us)
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


def _started(*arguments: str) -> Process:
    server = connection.connection.info
    where = urlencode({"host": server.host, "port": server.port})
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "jobcenter.settings.test",
        "DATABASE_URL": f"postgresql://{server.user}:{server.password}@/{server.dbname}?{where}",
    }
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=settings.BASE_DIR, env=environment, start_new_session=True
    )


def _waiting_for_us() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        found = cursor.fetchone()
    return found[0] if found else 0


def _is_alive(backend: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE pid = %s", [backend])
        return cursor.fetchone() is not None
