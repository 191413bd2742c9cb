"""What is tracked leaves a trace, whoever changes it and by whatever door."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import InternalError, connection, models

from kit.history import acting_as

SOMEBODY = 4711
RENAME = "UPDATE {table} SET first_name = 'Roh'"


@pytest.fixture
def account(db: None) -> Any:
    """A row of a tracked model that every installation has."""
    return get_user_model()._default_manager.create(username="lea", role="reception", first_name="Lea")


def events() -> "models.QuerySet[Any]":
    user = get_user_model()
    event: type[Any] = apps.get_model(user._meta.app_label, f"{user.__name__}Event")
    ordered: models.QuerySet[Any] = event._default_manager.order_by("pgh_id")
    return ordered


def traces() -> Iterator[tuple[str, str]]:
    return ((event.pgh_label, event.first_name) for event in events())


def test_every_version_of_a_row_is_kept(account: Any) -> None:
    account.first_name = "Lena"
    account.save()
    account.delete()

    assert list(traces()) == [("insert", "Lea"), ("update", "Lena"), ("delete", "Lena")]


def test_saving_without_a_change_leaves_no_trace(account: Any) -> None:
    account.save()

    assert list(traces()) == [("insert", "Lea")]


def test_bulk_changes_leave_a_trace(account: Any) -> None:
    users = get_user_model()._default_manager
    users.bulk_create([get_user_model()(username=name, role="reception", first_name=name) for name in ("ina", "jo")])
    users.filter(username__in=["ina", "jo"]).update(first_name="Umbenannt")
    users.filter(username="jo").delete()

    assert [label for label, _ in traces()] == ["insert", "insert", "insert", "update", "update", "delete"]


def test_raw_sql_leaves_a_trace(account: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(RENAME.format(table=account._meta.db_table))

    assert list(traces())[-1] == ("update", "Roh")


def test_the_acting_user_stands_in_the_row_itself(account: Any) -> None:
    with acting_as(SOMEBODY):
        get_user_model()._default_manager.filter(pk=account.pk).update(first_name="Lena")

    assert events().latest("pgh_id").pgh_context["user"] == SOMEBODY


def test_the_acting_user_of_raw_sql_is_known_too(account: Any) -> None:
    with acting_as(SOMEBODY), connection.cursor() as cursor:
        cursor.execute(RENAME.format(table=account._meta.db_table))

    assert events().latest("pgh_id").pgh_context["user"] == SOMEBODY


@pytest.mark.parametrize("statement", ["UPDATE {table} SET first_name = 'Falsch'", "DELETE FROM {table}"])
def test_history_is_never_changed(account: Any, statement: str) -> None:
    with pytest.raises(InternalError, match="Cannot update or delete"), connection.cursor() as cursor:
        cursor.execute(statement.format(table=events().model._meta.db_table))


def test_no_password_gets_into_the_history(account: Any) -> None:
    columns = {field.name for field in events().model._meta.get_fields()}

    assert "first_name" in columns
    assert not columns & {"password", "last_login"}
