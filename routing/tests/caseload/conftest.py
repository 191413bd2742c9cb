"""The morning on which lists are taken in."""

import pytest
from time_machine import TimeMachineFixture

from staff.models import User
from tests.factories import NOW, team_lead


@pytest.fixture(autouse=True)
def _morning(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def lead() -> User:
    """The lead of the team of IFK AEZ."""
    return team_lead(username="hsommer", first_name="Hanna", last_name="Sommer")
