"""Real Chromium for the browser tests: the system's own, German, without a download."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import FSFilesHandler
from playwright.sync_api import Browser, BrowserContext, Playwright, expect
from pytest_django.live_server_helper import LiveServer
from time_machine import TimeMachineFixture

from jobcenter.local import browser
from tests.factories import NOW

# Playwright runs an event loop in the test's thread, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The machine that runs the tests may be busy with other tests.
expect.set_options(timeout=15_000)

_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and skip it on a desk without a browser; with CI=true it fails instead."""
    missing = browser.path() is None and os.environ.get("CI") != "true"
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason="Chromium fehlt"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """How to start Chromium; its sandbox does not work as root."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": browser.path(), "args": [*_QUIET, *sandbox]}


@pytest.fixture(scope="session")
def _connection_beside_playwright(playwright: Playwright, django_db_setup: None) -> Iterator[None]:
    """As long as Playwright's event loop runs, this thread has a database connection that Django does not find again
    when it drops the test database. It is closed before either goes.
    """
    yield
    connections.close_all()


@pytest.fixture(scope="session", autouse=True)
def _static_files_as_in_production() -> Iterator[None]:
    """WhiteNoise serves them, and the browser keeps them; in the live server's own way each page asks for each of them
    anew, and any file of the project has an address.
    """
    with pytest.MonkeyPatch.context() as patch:
        for handler in (StaticFilesHandler, FSFilesHandler):
            patch.setattr(handler, "_should_handle", lambda *_: False)
        yield


@pytest.fixture
def base_url(_connection_beside_playwright: None, transactional_db: None, live_server: LiveServer) -> str:
    """The address of the running application: `page.goto("/")` opens the start page."""
    return str(live_server.url)


@pytest.fixture(autouse=True)
def _working_day(time_machine: TimeMachineFixture) -> None:
    """A Monday morning for the server, from which its clock goes on."""
    time_machine.move_to(NOW)


@pytest.fixture(scope="session")
def browser_context_args(live_server: LiveServer) -> dict[str, Any]:
    """A caseworker's browser."""
    return {
        "base_url": live_server.url,
        "locale": "de-DE",
        "timezone_id": "Europe/Berlin",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def _kept_context(
    _connection_beside_playwright: None, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def context(_kept_context: BrowserContext, base_url: str) -> Iterator[BrowserContext]:
    """The same for every test, as its browser keeps styles, scripts and fonts: another one takes half a second to get
    them. What a test leaves in it is thrown away.
    """
    yield _kept_context
    session = _kept_context.new_cdp_session(_kept_context.pages[0])
    session.send("Storage.clearDataForOrigin", {"origin": base_url, "storageTypes": "cookies,local_storage"})
    for page in _kept_context.pages:
        page.close()
