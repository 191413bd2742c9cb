"""Writing changes of many rows in one statement."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models

_UPDATE = """
    UPDATE {table} AS stored SET {changed} FROM unnest({given}) AS given (key, {columns}) WHERE stored.{key} = given.key
"""


def write_changes(rows: Collection[models.Model], names: Sequence[str]) -> None:
    """Store these fields of rows of one model that are stored already, as ``bulk_update`` does, for any number of rows
    in one statement of the same form: Django's own names every row in every field, at ten times the cost.
    """
    if not rows:
        return
    meta, quote = next(iter(rows))._meta, connection.ops.quote_name
    key: Any = meta.pk
    fields: list[Any] = [meta.get_field(name) for name in names]
    types = [key.rel_db_type(connection), *(field.db_type(connection) for field in fields)]
    columns = [quote(field.column) for field in fields]
    statement = _UPDATE.format(
        table=quote(meta.db_table),
        changed=", ".join(f"{column} = given.{column}" for column in columns),
        given=", ".join(f"%s::{kind}[]" for kind in types),
        columns=", ".join(columns),
        key=quote(key.column),
    ).strip()
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows] for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [[row.pk for row in rows], *values])
