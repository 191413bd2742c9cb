"""Reading changes nothing but the read log, and no reading of persons is left out of that."""

import pytest
import time_machine
from django.db import connection

from staff.models import AccessLog
from tests.architecture.access_table import NOBODY, ROWS, SHOWS_NOBODY, SHOWS_OTHERS, SHOWS_PERSONS, Row
from tests.architecture.asking import Office, admin_paths, ask, browser, path_of
from tests.factories import NOW

pytestmark = pytest.mark.django_db

READ = [row for row in ROWS if row.method == "GET" and "200" in row.answers.values()]
# A form that is sent back with its errors shows the person, too.
SHOWN = [row for row in ROWS if row.url in SHOWS_PERSONS and {"200", "422"} & set(row.answers.values())]


def rows_written() -> dict[str, int]:
    """How many rows of each table, the catalogue's and temporary ones included, this transaction has written so far;
    the server counts them, so nothing is overlooked that a trigger or a function writes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_all_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def written_since(before: dict[str, int]) -> set[str]:
    return {table for table, count in rows_written().items() if count != before.get(table, 0)}


def test_the_guard_sees_a_write() -> None:
    before = rows_written()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE staff_team SET name = name")
        cursor.execute("CREATE TEMPORARY TABLE kept AS SELECT 1")

    assert {"staff_team", "kept"} <= written_since(before)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("row", READ, ids=str)
def test_a_page_writes_nothing_but_the_read_log(office: Office, row: Row) -> None:
    path = path_of(row.url, row.object, office)

    for who in (who for who, answer in row.answers.items() if answer == "200"):
        client = browser(office, who)
        before, logged = rows_written(), AccessLog.objects.count()

        ask(client, "GET", path)

        assert written_since(before) <= {"staff_accesslog"}
        assert AccessLog.objects.count() - logged == (
            1 if row.url in SHOWS_PERSONS and (row.url, who) not in SHOWS_NOBODY else 0
        )


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("row", SHOWN, ids=str)
def test_the_read_log_says_who_read_what_of_whom_from_where(office: Office, row: Row) -> None:
    path = path_of(row.url, row.object, office)

    for who in (who for who, answer in row.answers.items() if answer in {"200", "422"}):
        if (row.url, who) in SHOWS_NOBODY:
            continue
        ask(browser(office, who), row.method, path)
        entry = AccessLog.objects.latest("pk")

        assert (entry.user, entry.at, entry.page, entry.address) == (office.people[who], NOW, row.url, "127.0.0.1")
        assert entry.subjects == [office.keys[SHOWS_OTHERS.get(row.url, "own")]]


@time_machine.travel(NOW, tick=False)
def test_the_admin_writes_nothing_when_it_is_read(office: Office) -> None:
    paths = admin_paths(office)
    client = browser(office, "administration")
    before = rows_written()

    for path in paths:
        ask(client, "GET", path)

    assert written_since(before) == set()


@time_machine.travel(NOW, tick=False)
def test_being_refused_is_not_reading(office: Office) -> None:
    paths = [path_of(row.url, "foreign", office) for row in ROWS if row.method == "GET" and row.object == "foreign"]
    clients = [browser(office, who) for who in (*office.people, NOBODY)]
    before = rows_written()

    for path in paths:
        for client in clients:
            ask(client, "GET", path)

    assert written_since(before) == set()
