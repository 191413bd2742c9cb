"""What all tests share: the servers they need, a database as the migrations left it, and a clean cache."""

import fcntl
import functools
import gc
import shutil
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.cache import cache
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from jobcenter.local import services
from jobcenter.local.paths import VAR
from tests.database import restore_migrated_rows, template_in_place
from tests.undone import undone

pytest_plugins = [
    "tests.examples",
    "tests.nets.findings",
    "tests.nets.locks",
    "tests.nets.order",
    "tests.nets.post_forms",
    "tests.nets.reads",
    "tests.nets.templates",
]


def pytest_configure(config: pytest.Config) -> None:
    """Wait for another run in this checkout to end: databases are named after workers, not after runs."""
    if hasattr(config, "workerinput"):
        return
    VAR.mkdir(exist_ok=True)
    lock = (VAR / ("tests.lock" if config.getoption("numprocesses") else "tests-alone.lock")).open("ab")
    config.add_cleanup(lock.close)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.stderr.write("Ein anderer Testlauf benutzt dieselben Datenbanken; dieser beginnt, wenn er zu Ende ist.\n")
        fcntl.flock(lock, fcntl.LOCK_EX)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what needs PostgreSQL or Valkey, which `make test-unit` leaves out."""
    if _needs_services(item):
        item.add_marker(pytest.mark.services)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs services behind what needs none, browsers last: workers begin at different places, so one works
    while another migrates the database for all.
    """
    items.sort(key=lambda item: [bool(item.get_closest_marker(name)) for name in ("browser", "services")])


def pytest_collection_finish() -> None:
    """Leave what has been imported out of each later search for garbage: that took a tenth of the tests' time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _addresses_of_static_files_are_built_once() -> Iterator[None]:
    """Each page has two dozen of them; joining their parts anew takes two milliseconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesStorage, "url", functools.cache(StaticFilesStorage.url))
        yield


@pytest.fixture(scope="session")
def local_services() -> Iterator[None]:
    """PostgreSQL and Valkey, started by the first test that needs them; pure tests run without."""
    with services.running():
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, local_services: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """pytest-django's own, which copies the migrated database; tests with real transactions leave it as it was."""
    with django_db_blocker.unblock(), template_in_place():
        request.getfixturevalue("django_db_setup")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: restore_migrated_rows())
        yield


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What fixtures of a module write is there for each of its tests, and gone behind the last one."""
    with django_db_blocker.unblock(), undone():
        yield
    shutil.rmtree(settings.FILES_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget logins, throttles and other people's sessions after each test that could have made some, and delete the
    files it has stored: their rows go with its transaction, they do not.
    """
    yield
    if request.node.get_closest_marker("services"):
        cache.clear()
        if "module_rows" not in request.fixturenames:
            shutil.rmtree(settings.FILES_DIR, ignore_errors=True)


def _needs_services(item: pytest.Item) -> bool:
    return bool(
        item.get_closest_marker("django_db")
        or "local_services" in getattr(item, "fixturenames", ())
        or issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    )
