"""An empty broker for those who start workers."""

from collections.abc import Iterator

import pytest

from routing.tests import processes


@pytest.fixture
def empty_broker(_django_db_helper: None) -> Iterator[None]:
    """No message of another test, which may have asked for work without a worker, and none for the next one."""
    processes.empty_broker()
    yield
    processes.empty_broker()
