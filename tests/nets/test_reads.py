"""A GET that writes is caught."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.nets.findings import caught

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@login_not_required
def run(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(request.GET["sql"] if request.method in {"GET", "HEAD"} else request.POST["sql"])
    return HttpResponse()


urlpatterns = [path("run", run)]


def written(client: Client, sql: str) -> list[str]:
    with caught() as findings:
        client.get("/run", {"sql": sql})
    return [finding.rpartition(": ")[2] for finding in findings]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO staff_team (name) VALUES ('')",
        'UPDATE "staff_team" SET "name" = "name"',
        'DELETE FROM "staff_team" WHERE false',
        "TRUNCATE staff_team CASCADE",
        "WITH old AS (DELETE FROM staff_team WHERE false RETURNING id) SELECT count(*) FROM old",
    ],
)
def test_a_get_that_writes_is_caught(client: Client, sql: str) -> None:
    assert written(client, sql) == ["a GET writes staff_team"]


def test_so_is_a_head(client: Client) -> None:
    with caught() as findings:
        client.head("/run", {"sql": "DELETE FROM staff_team WHERE false"})

    assert len(findings) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM staff_team FOR UPDATE OF staff_team",
        "SELECT 1 FROM staff_team FOR NO KEY UPDATE OF staff_team",
        'DELETE FROM "django_session" WHERE false',
        'UPDATE "staff_accesslog" SET "page" = "page" WHERE false',
    ],
)
def test_reading_and_the_session_and_the_read_log_are_not(client: Client, sql: str) -> None:
    assert written(client, sql) == []


def test_a_post_may_write(client: Client) -> None:
    with caught() as findings:
        client.post("/run", {"sql": "DELETE FROM staff_team WHERE false"})

    assert findings == []
