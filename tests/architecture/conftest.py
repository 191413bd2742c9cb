"""The office that the guards ask: made once for the cases of a module, each of which leaves it as it was."""

import pytest
import time_machine

from tests.architecture.asking import Office, make_office
from tests.factories import NOW


@pytest.fixture(scope="module")
def office(module_rows: None) -> Office:
    """Two teams with everything that an address can show."""
    with time_machine.travel(NOW, tick=False):
        return make_office()
