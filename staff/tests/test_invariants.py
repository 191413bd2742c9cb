"""What the database itself refuses, whichever door it comes through, and the sentence that a form says instead."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction

from staff.actions import log_reading
from staff.models import AccessLog, Desk, Team, User
from staff.roles import Role
from tests.factories import NOW, account, caseworker, team_lead

pytestmark = pytest.mark.django_db


IN_A_TEAM = "Wählen Sie das Team: IFK, Teamleitung und wer für eine Stelle arbeitet gehören zu einem Team."
UPDATES = {
    "role": "UPDATE staff_user SET role = %s WHERE id = %s",
    "team_id": "UPDATE staff_user SET team_id = %s WHERE id = %s",
    "desk_id": "UPDATE staff_user SET desk_id = %s WHERE id = %s",
}


def execute(sql: str, *values: str | int | None) -> list[tuple[object, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize(
    ("make", "column", "value", "constraint", "sentence"),
    [
        (caseworker, "role", "boss", "user_role_known", "Wählen Sie eine Rolle aus der Liste."),
        (caseworker, "team_id", None, "user_of_a_team", IN_A_TEAM),
        (team_lead, "team_id", None, "user_of_a_team", IN_A_TEAM),
        (
            caseworker,
            "desk_id",
            None,
            "user_caseworker_has_desk",
            "Wählen Sie die Stelle: Eine IFK arbeitet für eine Stelle.",
        ),
        (
            lambda: account(Role.RECEPTION),
            "desk_id",
            "u25",
            "user_of_a_team",
            IN_A_TEAM,
        ),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(
    make: Callable[[], User], column: str, value: str | None, constraint: str, sentence: str
) -> None:
    user = make()

    with pytest.raises(IntegrityError, match=constraint):
        execute(UPDATES[column], value, user.pk)

    setattr(user, column, value)
    with pytest.raises(ValidationError) as refused:
        user.validate_constraints()
    assert refused.value.messages == [sentence]


def test_an_accounts_team_is_that_of_its_desk_and_changes_with_it() -> None:
    keller, other = caseworker("ifk_aez"), Team.objects.create(name="Nordstadt")

    with pytest.raises(IntegrityError, match="user_in_the_team_of_the_desk"):
        execute(UPDATES["team_id"], other.pk, keller.pk)
    execute("UPDATE staff_desk SET team_id = %s WHERE code = 'ifk_aez'", other.pk)

    keller.refresh_from_db()
    assert keller.team == other
    assert execute("SELECT team_id FROM staff_userevent WHERE id = %s ORDER BY pgh_id DESC LIMIT 1", keller.pk) == [
        (other.pk,)
    ]


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("INSERT INTO staff_team (name) VALUES ('U25')", "staff_team_name"),
        (
            "INSERT INTO staff_desk (code, label, team_id, telephone, room)"
            " SELECT 'other', label, team_id, '', '' FROM staff_desk WHERE code = 'u25'",
            "staff_desk_label",
        ),
    ],
)
def test_two_teams_or_desks_of_one_name_are_refused(sql: str, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        execute(sql)


def test_a_team_with_people_or_desks_cannot_be_deleted() -> None:
    team = Team.objects.get(name="U25")

    with pytest.raises(IntegrityError):
        execute("DELETE FROM staff_team WHERE id = %s; SET CONSTRAINTS ALL IMMEDIATE", team.pk)


def test_a_second_team_of_one_name_is_refused_in_german() -> None:
    with pytest.raises(ValidationError, match="Name existiert bereits"):
        Team(name="U25").full_clean()
    with pytest.raises(ValidationError, match="Bezeichnung existiert bereits"):
        Desk(code="other", label="IFK U25", team=Team.objects.get(name="U25")).full_clean()


@pytest.mark.parametrize("sql", ["UPDATE staff_accesslog SET page = 'x'", "DELETE FROM staff_accesslog"])
def test_the_read_log_cannot_be_changed(sql: str) -> None:
    log_reading(user=account(Role.CASEWORKER), at=NOW, page="applicant_detail", subjects=[], address=None)

    with pytest.raises(InternalError, match="Cannot"):
        execute(sql)
    assert AccessLog.objects.count() == 1


@pytest.mark.parametrize("sql", ["UPDATE staff_userevent SET username = 'x'", "DELETE FROM staff_userevent"])
def test_the_history_of_accounts_cannot_be_changed(sql: str) -> None:
    account(Role.CASEWORKER)

    with pytest.raises(InternalError, match="Cannot"):
        execute(sql)


def test_the_history_of_accounts_keeps_changes_but_no_password() -> None:
    user = account(Role.RECEPTION)
    execute("UPDATE staff_user SET last_name = 'Neu' WHERE id = %s", user.pk)
    execute("UPDATE staff_user SET password = 'geheim' WHERE id = %s", user.pk)

    columns = {
        str(name)
        for (name,) in execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'staff_userevent'"
        )
    }
    labels = execute("SELECT pgh_label, last_name FROM staff_userevent WHERE id = %s ORDER BY pgh_id", user.pk)

    assert not {"password", "last_login"} & columns
    assert labels == [("insert", user.last_name), ("update", "Neu")]
