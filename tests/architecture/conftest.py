"""The office that the guards ask: made once for the cases of a module, each of which leaves it as it was."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import override_settings

from tests.architecture.asking import Office, make_office
from tests.factories import NOW


@pytest.fixture(autouse=True)
def _sessions_in_memory() -> Iterator[None]:
    """A quarter of the time of so many logins and answers would go to Valkey, about which the guards say nothing."""
    with override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}):
        yield


@pytest.fixture(scope="module")
def office(module_rows: None) -> Office:
    """Two teams with everything that an address can show."""
    with time_machine.travel(NOW, tick=False):
        return make_office()
