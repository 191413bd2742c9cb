"""One at a time, across all processes: locks that PostgreSQL holds for as long as the process lives."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Whether this process alone may now do what ``name`` names; it does not wait for another one.

    The lock belongs to the database connection: a process that is killed loses it with its connection, and nothing has
    to be cleaned up.
    """
    number = zlib.crc32(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
