"""A lock names its table (`of`), or the first `select_related` added to its query locks the rows of others, too."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.nets.findings import line_of_ours, report

_lock = DatabaseOperations.for_update_sql


def _watched_lock(operations: DatabaseOperations, **options: Any) -> str:
    if not options["of"]:
        report(f"{line_of_ours()}: select_for_update without `of`")
    return _lock(operations, **options)


@pytest.fixture(scope="session", autouse=True)
def _locks_are_watched() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "for_update_sql", _watched_lock)
        yield
