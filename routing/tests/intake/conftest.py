"""Every test of the form happens on one morning."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from staff.models import User
from tests.factories import NOW, caseworker


@pytest.fixture
def me(client: Client) -> Iterator[User]:
    """A caseworker of "IFK AEZ", logged in on the morning of 02.03.2026."""
    with time_machine.travel(NOW, tick=False):
        user = caseworker(first_name="Maria", last_name="Keller")
        client.force_login(user)
        yield user
