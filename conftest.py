"""What all tests share: the servers they need, and a clean cache."""

import shutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase

from jobcenter.local import services

pytest_plugins = [
    "tests.nets.findings",
    "tests.nets.locks",
    "tests.nets.order",
    "tests.nets.post_forms",
    "tests.nets.reads",
    "tests.nets.templates",
]

_NEEDS_DATABASE = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


@pytest.fixture(scope="session")
def local_services() -> Iterator[None]:
    """PostgreSQL and Valkey, started by the first test that needs them; pure tests run without."""
    with services.running():
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(local_services: None, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Have the servers up before pytest-django makes the test database."""


_MADE_BY_MIGRATIONS = (
    ("staff.Desk", "routing.migrations.0003_desks", "create_desks"),
    ("routing.ImportFieldRule", "routing.migrations.0006_import_rules", "create_rules"),
    ("routing.HandoverTerm", "routing.migrations.0008_first_night", "create_terms"),
    ("routing.CaseManagementCriterion", "routing.migrations.0011_overrides", "create_criteria"),
)


@pytest.fixture(autouse=True)
def _migrated_rows(request: pytest.FixtureRequest) -> None:
    """The desks, rules and terms that migrations made, for every test with a database.

    A test with real transactions empties all tables behind it, and the order of tests is nobody's promise.
    """
    if not _needs_database(request):
        return
    request.getfixturevalue("_django_db_helper")
    for model, migration, create in _MADE_BY_MIGRATIONS:
        if not apps.get_model(model)._default_manager.exists():
            getattr(import_module(migration), create)(apps, None)


@pytest.fixture(autouse=True)
def _clean_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget logins, throttles and other people's sessions after each test that could have made some."""
    yield
    if _needs_database(request):
        cache.clear()


@pytest.fixture(autouse=True)
def _no_files_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Delete the files that a test has stored: their rows go with its transaction, they do not."""
    yield
    if _needs_database(request):
        shutil.rmtree(settings.FILES_DIR, ignore_errors=True)


def _needs_database(request: pytest.FixtureRequest) -> bool:
    return bool(
        request.node.get_closest_marker("django_db")
        or _NEEDS_DATABASE & set(request.fixturenames)
        or (request.cls and issubclass(request.cls, TransactionTestCase))
    )
