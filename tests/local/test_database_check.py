"""A server that cannot carry the application is named before the first page is."""

from typing import Any

import pytest

from jobcenter.checks import EXTENSIONS, check_database, server_messages

GOOD: dict[str, Any] = {"version": 150000, "knows_umlauts": True, "available": set(EXTENSIONS)}


@pytest.mark.django_db
def test_the_server_of_these_tests_will_do() -> None:
    assert check_database(databases=["default"]) == []


def test_a_server_that_has_everything_is_accepted() -> None:
    assert server_messages(**GOOD) == []


@pytest.mark.parametrize(
    ("lack", "identifier"),
    [
        ({"version": 140011}, "jobcenter.E001"),
        ({"knows_umlauts": False}, "jobcenter.E002"),
        ({"available": {"unaccent"}}, "jobcenter.E003"),
    ],
)
def test_what_a_server_lacks_is_an_error(lack: dict[str, Any], identifier: str) -> None:
    assert [message.id for message in server_messages(**{**GOOD, **lack})] == [identifier]


def test_missing_extensions_are_named() -> None:
    [message] = server_messages(version=180000, knows_umlauts=True, available={"unaccent"})

    assert "btree_gist, pg_trgm" in message.msg
