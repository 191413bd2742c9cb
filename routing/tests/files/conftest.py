"""What the tests of the batch door and of the import's lists share."""

from pathlib import Path

import pytest

from routing.tests.files.building import Office
from routing.tests.files.uploads import Uploads


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office of one applicant with one child."""
    return Office(tmp_path)


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    """An empty folder for uploaded lists."""
    return Uploads(tmp_path)
