"""Every address × method × object × role is answered as `access.txt` says, and no address is left out of it."""

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from staff.roles import SEES_APPLICANTS
from tests.architecture.access_table import NOBODY, ROWS, Row
from tests.architecture.asking import Office, admin_paths, ask, browser, names, path_of
from tests.factories import NOW
from tests.pages import without_tokens
from tests.undone import undone

pytestmark = pytest.mark.django_db

ADMIN = "admin:*"
OF_PAGES = [row for row in ROWS if row.url != ADMIN]
OF_ADMIN = [row for row in ROWS if row.url == ADMIN]
FOREIGN = [row for row in ROWS if row.object == "foreign"]


def outcome(answer: HttpResponse) -> str:
    """The answer in the words of the table."""
    if answer.status_code == 302 and answer.headers["Location"].startswith("/anmelden/?next="):
        return "login"
    if answer.status_code == 403 and b"<h1>Anmelden</h1>" in answer.content:
        return "login"
    return str(answer.status_code)


def test_every_address_stands_in_the_table() -> None:
    routed = {ADMIN if name.startswith("admin:") else name for name in names()}

    assert routed == {row.url for row in ROWS}


def test_every_address_is_asked_by_both_methods_and_for_every_object() -> None:
    for url in {row.url for row in ROWS}:
        asked = {(row.method, row.object) for row in ROWS if row.url == url}
        others = "other" if url.startswith("import") else "foreign"
        objects = {"-"} if ("GET", "-") in asked else {"own", others, "missing"}
        assert asked == {(method, shown) for method in ("GET", "POST") for shown in objects}


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("row", OF_PAGES, ids=str)
def test_an_address_answers_each_role_as_the_table_says(office: Office, row: Row) -> None:
    path = path_of(row.url, row.object, office)
    answers = {}

    for who in row.answers:
        client = browser(office, who)
        with undone():
            answers[who] = outcome(ask(client, row.method, path))

    assert answers == row.answers


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("row", OF_ADMIN, ids=str)
def test_the_admin_answers_each_role_as_the_table_says(office: Office, row: Row) -> None:
    paths = admin_paths(office)

    for who, expected in row.answers.items():
        client = browser(office, who)
        with undone():
            answers = {path: outcome(ask(client, row.method, path)) for path in paths}
        wrong = {
            path: answer for path, answer in answers.items() if (answer in {"404", "login"}) != (expected != "open")
        }
        assert wrong.keys() <= {"/admin/gibt-es-nicht/"}


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("row", FOREIGN, ids=str)
def test_a_foreign_applicant_is_answered_exactly_like_a_missing_one(office: Office, row: Row) -> None:
    for who in (*SEES_APPLICANTS, NOBODY):
        client = browser(office, who)
        answers = []
        for shown in ("foreign", "missing"):
            path = path_of(row.url, shown, office)
            with CaptureQueriesContext(connection) as queries:
                answer = ask(client, row.method, path)
            headers = {name: value.replace(path, "…") for name, value in answer.headers.items()}
            page = without_tokens(answer.content).replace(path, "…")
            answers.append((answer.status_code, headers, page, len(queries)))
        assert answers[0] == answers[1]
