"""What the tests of the list share."""

from collections.abc import Iterator

import pytest
import time_machine

from routing.tests.caselist.office import NOW, set_page_size
from staff.models import User
from tests.factories import caseworker, team_lead


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows on a page."""
    set_page_size(monkeypatch, 2)


@pytest.fixture
def keller(db: None) -> User:
    """A caseworker of IFK AEZ."""
    return caseworker(first_name="Maria", last_name="Keller", telephone="02331 207-201")


@pytest.fixture
def lead(db: None) -> User:
    """The team lead of U25, who has two desks."""
    return team_lead("u25")
