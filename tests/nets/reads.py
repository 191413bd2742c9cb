"""A GET writes nothing but the session and the read log, whether the test client or the live server is asked."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from tests.nets.findings import line_of_ours, report

MAY_BE_WRITTEN = {"django_session", "staff_accesslog"}

_WRITTEN = re.compile(
    r'\b(?:INSERT INTO|(?<!FOR )(?<!KEY )UPDATE|DELETE FROM|MERGE INTO|TRUNCATE(?: TABLE)?) (?:ONLY )?"?(\w+)'
)


def watched_read(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware around all others."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with connection.execute_wrapper(_watched_statement):
            return get_response(request)

    return middleware


def _watched_statement(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
    # Almost all are plain SELECTs, which need no searching.
    written = None if sql.startswith("SELECT") else _WRITTEN.search(sql)
    if written and written[1] not in MAY_BE_WRITTEN:
        report(f"{line_of_ours()}: a GET writes {written[1]}")
    return execute(sql, params, many, context)


@pytest.fixture(scope="session", autouse=True)
def _reads_are_watched() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIDDLEWARE", [f"{__name__}.{watched_read.__name__}", *settings.MIDDLEWARE])
        yield
