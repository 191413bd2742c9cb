"""A test that committed leaves the database as the migrations left it."""

import pytest

from routing.demo.office import throw_away
from routing.fields import FieldRule
from routing.models import ImportFieldRule
from tests.database import restore_migrated_rows


@pytest.mark.django_db(transaction=True)
def test_new_rows_get_new_numbers_although_a_command_has_set_them_back() -> None:
    throw_away()
    restore_migrated_rows()
    rules = ImportFieldRule.objects.exclude(rule=FieldRule.FILE)

    assert rules.update(rule=FieldRule.FILE) > 0
    assert not rules.exists()
