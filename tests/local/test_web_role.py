"""The role that serves pages cannot change what is only added to, whatever it says to the triggers; and it can do its
work without.
"""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from jobcenter.append_only import append_only_tables, unprotected_tables
from jobcenter.checks import role_messages
from routing.followup.actions import correct_note, write_note
from routing.handover.review import review_chunk
from routing.models import CaseNote
from routing.tests.handover.transfers import do_accept, do_initiate, proposed
from staff.models import AccessLog
from tests.factories import NOW, TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db

ROLE = "web_of_a_test"


@pytest.fixture
def role() -> str:
    """A role with the rights that docs/configuration.md gives it."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
    return ROLE


@pytest.fixture
def as_role(role: str) -> Iterator[None]:
    call_command("restrict_role", role, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_decisions_history_read_log_and_policy_are_only_added_to() -> None:
    tables = set(append_only_tables())

    assert {"routing_decision", "routing_policyversion", "staff_accesslog", "routing_applicantevent"} <= tables
    assert "routing_applicant" not in tables


@pytest.mark.parametrize("table", ["routing_decision", "staff_accesslog", "routing_policyversion", "staff_userevent"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "UPDATE {} SET {} = {}"])
def test_the_triggers_cannot_be_told_to_look_away(as_role: None, table: str, statement: str) -> None:
    column = {"staff_userevent": "pgh_id"}.get(table, "id")
    with connection.cursor() as cursor:
        cursor.execute("""SET LOCAL "pgtrigger.ignore" = '{""" + f"{table}:append_only" + """}'""")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(statement.format(table, column, column))


def test_what_is_missing_is_named_and_how_to_get_it(role: str) -> None:
    with connection.cursor() as cursor:
        unprotected = unprotected_tables(cursor, role)
        assert unprotected == append_only_tables()
        (message,) = role_messages(role, unprotected)
        assert "staff_accesslog" in message.msg
        assert message.hint == f"Bitte als Eigentümer der Tabellen python manage.py restrict_role {role} ausführen."

        call_command("restrict_role", role, stdout=StringIO())

        assert unprotected_tables(cursor, role) == []
        cursor.execute("SELECT current_user")
        assert unprotected_tables(cursor, cursor.fetchone()[0]) == [], "an owner may migrate"


@pytest.mark.parametrize("name", ["postgres_of_nobody", ""])
def test_a_role_that_is_none_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(CommandError, match="gibt es in dieser Datenbank nicht"):
        call_command("restrict_role", name)


def test_the_owner_is_refused_with_a_sentence() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (owner,) = cursor.fetchone()

    with pytest.raises(CommandError, match="besitzt die Tabellen selbst"):
        call_command("restrict_role", owner)


def test_with_these_rights_everybody_can_do_her_work(as_role: None, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)
    keller, marten, lead = caseworker(), caseworker("placement"), team_lead()
    transfer = proposed(keller)
    note = write_note(applicant=transfer.applicant, text="Angerufen", noted_on=TODAY, by=keller, at=NOW)
    correct_note(note=note, text="Zweimal angerufen", noted_on=TODAY, by=keller, at=NOW)
    do_accept(do_initiate(transfer, keller), marten)
    review_chunk(applicants=[transfer.applicant_id], on=TODAY, at=NOW)

    for user in (keller, marten, lead):
        client = Client()
        client.force_login(user)
        assert client.get(reverse("my_day")).status_code == 200
        assert client.get(reverse("applicant_list"), {"sortierung": "name"}).status_code == 200

    assert CaseNote.objects.count() == 2
    assert AccessLog.objects.exists()
