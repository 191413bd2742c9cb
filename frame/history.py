"""The history of tracked rows (`kit.history`) for the screen: every stored version, and what changed between two."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, models

from kit.days import OPEN_END, Period, german_day

_VERSIONS = """
    SELECT {part} AS part, pgh_id, pgh_obj_id, pgh_label, pgh_created_at, pgh_context ->> 'user', row_to_json(event)
    FROM {table} AS event WHERE {owner} = %s
"""
_RANGE = re.compile(r"\[(?P<start>[0-9-]+),(?P<end>[0-9-]*)\)")


class Version(NamedTuple):
    """A row as it was stored at a moment; ``label``: by an insert, an update or a delete. ``user_id`` 0: by nobody."""

    model: type[models.Model]
    row_id: int
    label: str
    at: datetime
    user_id: int
    values: Mapping[str, Any]


def versions(owners: Mapping[type[models.Model], str], key: int) -> Iterator[Version]:
    """All versions of all rows that belong to one thing, those of each row in their order, in one statement.

    ``owners``: of each tracked model the column of its history that holds the ``key`` of the thing.
    """
    quote = connection.ops.quote_name
    parts = [
        _VERSIONS.format(part=number, table=quote(_table_of(model)), owner=quote(column))
        for number, (model, column) in enumerate(owners.items())
    ]
    tracked = list(owners)
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY part, pgh_id", [key] * len(parts))
        for part, _, row_id, label, at, user_id, values in cursor.fetchall():
            yield Version(tracked[part], row_id, label, at, int(user_id or 0), values)


def shown_value(field: "models.Field[Any, Any]", values: Mapping[str, Any]) -> str:
    """What a field of a version holds, in words; nothing where it is empty."""
    value = values.get(field.column)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(field, models.DateField):
        return _day(date.fromisoformat(value))
    if isinstance(value, str) and (found := _RANGE.fullmatch(value)):
        end = date.fromisoformat(found["end"]) if found["end"] else None
        period = Period(date.fromisoformat(found["start"]), end)
        return f"{_day(period.start)} bis {_day(period.last_day) if period.last_day else 'offen'}"
    return str(dict(field.flatchoices).get(value, value))


def _day(day: date) -> str:
    return "offen" if day == OPEN_END else german_day(day)


@cache
def _table_of(model: type[models.Model]) -> str:
    return str(apps.get_model(model._meta.app_label, f"{model.__name__}Event")._meta.db_table)
