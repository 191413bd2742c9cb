"""A lock that does not name its table is caught."""

import pytest

from staff.models import User
from tests.nets.findings import caught

pytestmark = pytest.mark.django_db


def test_a_lock_without_of_is_caught() -> None:
    with caught() as findings:
        list(User.objects.select_for_update())

    assert findings == ["tests/nets/test_locks.py:13: select_for_update without `of`"]


def test_a_lock_with_of_is_not() -> None:
    with caught() as findings:
        list(User.objects.select_for_update(of=("self",)))

    assert findings == []
