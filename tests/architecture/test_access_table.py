"""Every address × method × object × role is answered as its app's `access.txt` says, and none is left out."""

from typing import NamedTuple

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from routing.roles import SEES_APPLICANTS
from tests.architecture.access_table import NOBODY, ROWS, Row
from tests.architecture.asking import Office, admin_paths, ask, browser, names, path_of
from tests.factories import NOW
from tests.pages import without_tokens
from tests.undone import undone

pytestmark = pytest.mark.django_db

ADMIN = "admin:*"
PAGES = sorted({(row.method, row.url) for row in ROWS if row.url != ADMIN})
OF_ADMIN = [row for row in ROWS if row.url == ADMIN]


class Asked(NamedTuple):
    """The answer to an address, and how many queries it took."""

    path: str
    answer: HttpResponse
    queries: int


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


def asked_once(client: Client, method: str, path: str) -> Asked:
    """The answer, which leaves nothing behind."""
    with undone(), CaptureQueriesContext(connection) as queries:
        return Asked(path, ask(client, method, path), len(queries))


def learnt(asked: Asked) -> tuple[int, dict[str, str], str, int]:
    """All that whoever asks could learn, without what differs by nature."""
    headers = {name: value.replace(asked.path, "…") for name, value in asked.answer.headers.items()}
    page = without_tokens(asked.answer.content).replace(asked.path, "…")
    return asked.answer.status_code, headers, page, asked.queries


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(("method", "url"), PAGES)
def test_each_role_is_answered_as_the_table_says_and_about_somebody_foreign_like_about_somebody_missing(
    office: Office, method: str, url: str
) -> None:
    table = {row.object: row.answers for row in ROWS if (row.method, row.url) == (method, url)}
    answers: dict[str, dict[str, Asked]] = {}

    for shown, columns in table.items():
        path = path_of(url, shown, office)
        answers[shown] = {who: asked_once(browser(office, who), method, path) for who in columns}

    assert {shown: {who: outcome(each.answer) for who, each in row.items()} for shown, row in answers.items()} == table
    if "foreign" in answers:
        for who in (*SEES_APPLICANTS, NOBODY):
            assert learnt(answers["foreign"][who]) == learnt(answers["missing"][who])


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
