"""How many examples Hypothesis tries: the same bounded set everywhere, or many new ones on demand; and an empty broker
for those who start workers.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from routing.tests import processes

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=200, database=None)
settings.register_profile("explore", deadline=None, max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture
def empty_broker(_django_db_helper: None) -> Iterator[None]:
    """No message of another test, which may have asked for work without a worker, and none for the next one."""
    processes.empty_broker()
    yield
    processes.empty_broker()
