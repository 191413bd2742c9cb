"""What the tests of exports share."""

import pytest

from staff.models import User
from tests.factories import caseworker, team_lead


@pytest.fixture
def keller(db: None) -> User:
    """A caseworker of IFK AEZ."""
    return caseworker(first_name="Maria", last_name="Keller")


@pytest.fixture
def lead(db: None) -> User:
    """The team lead of U25, who has two desks."""
    return team_lead("u25")
