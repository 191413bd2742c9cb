"""The dashboard of a team and "Mein Tag" in a large office, whole pages as a team lead and a caseworker get them."""

from functools import partial
from typing import Any

from bench.forecast import FACTS
from bench.lists import APPLICANTS, ON, scratch_office, times
from bench.measurement import Measurement

CASEWORKERS = 48
"""Of the largest team, with 130 cases each."""

_BUSY = (
    # Everybody of the team's desk has her share of its cases.
    """
    INSERT INTO staff_user (password, username, first_name, last_name, email, is_active, date_joined, role, team_id,
        desk_id, telephone, wants_digest)
    SELECT '', 'bench' || number, 'Anna', 'Keller' || number, '', true, now(), 'caseworker', desk.team_id, desk.code,
        '', false
    FROM generate_series(1, %(people)s) number, staff_desk desk WHERE desk.code = 'ifk_aez'
    """,
    """
    INSERT INTO staff_staffing (user_id, desk_id, period, share)
    SELECT id, desk_id, '[2024-01-01,)', 100 FROM staff_user WHERE username LIKE 'bench_%%'
    """,
    """
    UPDATE routing_assignment a SET caseworker_id = person.id
    FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM staff_user WHERE username LIKE 'bench_%%') person
    WHERE a.desk_id = 'ifk_aez' AND a.applicant_id %% %(people)s = person.place
    """,
    """
    UPDATE routing_listedcase l SET caseworker_id = a.caseworker_id
    FROM routing_assignment a WHERE a.applicant_id = l.applicant_id
    """,
    # One case in forty has lapsed and is on its way; some of the hand-overs of the last year are done.
    """
    INSERT INTO routing_lapse (applicant_id, decision_id, cause, since, known_on)
    SELECT applicant_id, id, 'last_child_moved_out', %(on)s - (applicant_id %% 30)::int,
        %(on)s - (applicant_id %% 30)::int
    FROM routing_decision WHERE applicant_id %% 40 = 0
    """,
    """
    INSERT INTO routing_transfer (key, applicant_id, case_id, decision_id, source_id, target_id, state, attempt,
        proposed_on, due_on, answer_changed, note, sheet, effective_on, caseworker_id, first_contact_on)
    SELECT gen_random_uuid(), lapse.applicant_id, opened.id, lapse.decision_id, 'ifk_aez', 'placement',
        CASE WHEN lapse.applicant_id %% 3 = 0 THEN 'completed' ELSE 'proposed' END, 1, lapse.known_on,
        lapse.known_on + 7, false, '', '{}', lapse.known_on + 9, %(user)s,
        CASE WHEN lapse.applicant_id %% 3 = 0 THEN lapse.known_on + 9 END
    FROM routing_lapse lapse JOIN routing_case opened ON opened.applicant_id = lapse.applicant_id
    JOIN routing_assignment a ON a.applicant_id = lapse.applicant_id WHERE a.desk_id = 'ifk_aez'
    """,
)


def measure() -> list[Measurement]:
    """p50 and p95 of the pages, rendering included."""
    with scratch_office(APPLICANTS) as user:
        lead, caseworker = _fill(user)
        return [
            *times("dashboard of a team", partial(_browser(lead).get, "/team/")),
            *times("Mein Tag, team lead", partial(_browser(lead).get, "/mein-tag/")),
            *times("Mein Tag, caseworker", partial(_browser(caseworker).get, "/mein-tag/")),
        ]


def _browser(user: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client


def _fill(user: Any) -> tuple[Any, Any]:
    from django.db import connection
    from django.utils.timezone import now

    from routing.outlook.actions import compute_forecast
    from staff.models import Desk, User
    from staff.roles import Role

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in FACTS:
            cursor.execute(statement)
        for statement in _BUSY:
            cursor.execute(statement, {"people": CASEWORKERS, "on": ON, "user": user.pk})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    compute_forecast(on=ON, at=now())
    team = Desk.objects.get(pk="ifk_aez").team
    lead = User.objects.create(username="lead", role=Role.TEAM_LEAD, team=team)
    return lead, User.objects.filter(username__startswith="bench", desk="ifk_aez").earliest("pk")
