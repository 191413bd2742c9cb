"""An office of an earlier version, migrated, says what it said then.

`office.sql.gz` is its dump, with the tables of routing as of migration 0020 and of staff as of 0004: 183 applicants of
the demo office and of the guards, at least a row in every table of ours. `noted.json.gz` is what that version said.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.old_office.noting import content_types, noted, tables, triggers

pytestmark = pytest.mark.services

HERE = Path(__file__).parent
THEN: dict[str, Any] = json.loads(gzip.decompress((HERE / "noted.json.gz").read_bytes()))
# Of libraries, which this office does not use; sessions are not dumped; and what migrating itself adds to.
LIBRARIES_LEAVE_EMPTY = {
    "account_emailaddress",
    "account_emailconfirmation",
    "auth_group",
    "auth_group_permissions",
    "pghistory_context",
}
NOT_COMPARED = {"django_migrations", "django_content_type", "auth_permission", "django_session"}
# Tables whose rows stand in another one by now.
MOVED = {"staff_digest": "staff_outgoingmail"}
# The office holds a request for values of the policy. Whoever may put them in force has it on her day: then the other
# team leads and the administration, now the Bereichsleitung.
REQUEST, BEREICHSLEITUNG = ["", "2026-03-02"], {"w.behrens", "konto0"}
THEN["agenda"] = {who: [line for line in day if line != REQUEST] for who, day in THEN["agenda"].items()} | {
    who: [REQUEST] for who in BEREICHSLEITUNG
}


@pytest.fixture
def old_office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The dump in a database of its own, migrated; it is the one that is asked in the test."""
    own = connection.settings_dict["NAME"]
    old = connection.ops.quote_name(f"{own}_old")
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {old}")
            cursor.execute(f"CREATE DATABASE {old} TEMPLATE template0")
        connection.close()
        connection.settings_dict["NAME"] = f"{own}_old"
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET check_function_bodies = off")
                cursor.execute(gzip.decompress((HERE / "office.sql.gz").read_bytes()).decode())
            call_command("migrate", verbosity=0)
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {old}")


def test_a_migrated_office_says_what_it_said_and_keeps_its_rows_and_triggers(
    old_office: None, subtests: pytest.Subtests
) -> None:
    now, rows = json.loads(json.dumps(noted())), tables()

    for what, said in now.items():
        with subtests.test(what):
            assert said == THEN[what]
    with subtests.test("rows"):
        assert {name for name, number in THEN["tables"].items() if not number} == LIBRARIES_LEAVE_EMPTY
        kept = {name: number for name, number in THEN["tables"].items() if name not in NOT_COMPARED}
        assert {name: rows.get(MOVED.get(name, name)) for name in kept} == kept
    with subtests.test("triggers"):
        assert [trigger for trigger in THEN["triggers"] if trigger not in triggers()] == []
    with subtests.test("content types"):
        assert [model for model in THEN["content_types"] if model not in content_types()] == []
