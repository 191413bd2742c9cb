"""What the tests of the batch door share."""

from pathlib import Path

import pytest

from routing.tests.files.building import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office of one applicant with one child."""
    return Office(tmp_path)
