"""Bare SQL as a baseline: writing the rows once more that a piece of work wrote, and reading records as they stand."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from django.db import connection, transaction
from psycopg2 import sql

from bench.measurement import Pair, seconds

WRITING = "INSERT … SELECT derselben Zeilen"
READING = "COPY der Akten"

_RECORDS = (
    "routing_applicant",
    "routing_householdmember",
    "routing_datedstatus",
    "routing_pregnancy",
    "routing_casemanagementassessment",
    "routing_listedcase",
)

_HAS_NEW = sql.SQL("SELECT EXISTS (SELECT FROM public.{table} WHERE xmin::text::bigint > %s)")
_KEEP_NEW = sql.SQL(
    "CREATE TABLE rows_written.{table} AS SELECT {columns} FROM public.{table} WHERE xmin::text::bigint > %s"
)
_MAKE_ALIKE = sql.SQL("CREATE TABLE rows_copied.{table} (LIKE public.{table} INCLUDING ALL)")
_WRITE = sql.SQL("INSERT INTO rows_copied.{table} ({columns}) SELECT {columns} FROM rows_written.{table}")


class Written(NamedTuple):
    """A piece of work beside bare SQL that writes the same rows, and how many there are."""

    pair: Pair
    rows: int


def beside_rows(work: Callable[[], object]) -> Written:
    """Do the work, and then write the rows that are new or changed since to tables like theirs, with all indexes and
    checks but without triggers and foreign keys.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (before,) = cursor.fetchone()
    taken = seconds(work)
    with _copies_of_rows_since(before) as (rows, inserts):
        return Written(Pair(taken, seconds(partial(_execute, inserts))), rows)


def copy_records() -> None:
    """Read everything that the rules are told about everybody, and throw it away."""
    with connection.cursor() as cursor, open(os.devnull, "wb") as nowhere:
        for table in _RECORDS:
            cursor.copy_expert(f"COPY {table} TO STDOUT", nowhere)


@contextmanager
def _copies_of_rows_since(before: int) -> Iterator[tuple[int, list[sql.Composed]]]:
    """How many rows younger transactions wrote, and the statements that write them into empty tables."""
    rows, inserts = 0, []
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA rows_written")
        cursor.execute("CREATE SCHEMA rows_copied")
        try:
            for table in connection.introspection.table_names(cursor):
                names = {"table": sql.Identifier(table), "columns": _columns(cursor, table)}
                cursor.execute(_HAS_NEW.format(**names), [before])
                if cursor.fetchone()[0]:
                    cursor.execute(_KEEP_NEW.format(**names), [before])
                    rows += cursor.rowcount
                    cursor.execute(_MAKE_ALIKE.format(**names))
                    inserts.append(_WRITE.format(**names))
            yield rows, inserts
        finally:
            cursor.execute("DROP SCHEMA rows_written, rows_copied CASCADE")


def _columns(cursor: Any, table: str) -> sql.Composed:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
        " AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return sql.SQL(", ").join(sql.Identifier(name) for (name,) in cursor.fetchall())


@transaction.atomic
def _execute(statements: list[sql.Composed]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
