"""The forecast of a whole office and its page, and what other values of the policy would change."""

import time
from functools import partial

from bench.lists import APPLICANTS, ON, scratch_office, times
from bench.measurement import Measurement

# Nobody waits for it, but it keeps a worker busy.
MOST_SECONDS = 60.0

# Every second has a child, of any age; every tenth was assessed for a time.
FACTS = (
    """
    INSERT INTO routing_householdmember (applicant_id, relation, birth_date, first_name, last_name)
    SELECT id, 'child', date '2008-06-01' + (id * 7 % 6000)::int, 'Mia', '' FROM routing_applicant WHERE id % 2 = 0
    """,
    """
    INSERT INTO routing_casemanagementassessment (applicant_id, period, criteria_met, criteria, exception_code,
        exception_reason)
    SELECT id, daterange('2025-01-01', date '2026-12-01' + (id % 900)::int), id % 20 = 0, '[]', '', ''
    FROM routing_applicant WHERE id % 10 = 0
    """,
)


def measure() -> list[Measurement]:
    """How long the chunks of a forecast take one after another, and those of a question "what if"; and how long the
    page of the forecast takes a team lead.
    """
    with scratch_office(APPLICANTS) as user:
        from django.db import connection
        from django.test import Client
        from django.utils.timezone import now

        from routing.models import ForecastMove
        from routing.outlook.actions import compute_forecast
        from routing.outlook.what_if_actions import begin_comparing, compare_some, request_what_if
        from routing.rules.policy import Policy
        from staff.roles import Role

        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for statement in FACTS:
                cursor.execute(statement)
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("VACUUM ANALYZE")
        started = time.perf_counter()
        compute_forecast(on=ON, at=now())
        taken = time.perf_counter() - started
        data = f"{APPLICANTS:,} Fälle, {ForecastMove.objects.count():,} Wechsel"
        user.role, user.desk = Role.TEAM_LEAD, None
        user.save()
        client = Client()
        client.force_login(user)
        asking = time.perf_counter()
        run = request_what_if(asked=Policy(adult_age=17), on=ON, by=user, at=now())
        begin_comparing(run_id=run.pk)
        while compare_some(run_id=run.pk, at=now()):
            pass
        asked = time.perf_counter() - asking
        pages = times("Ausblick, Seite", partial(client.get, "/ausblick/"))
    return [
        Measurement("Was wäre wenn", f"{APPLICANTS:,} Fälle", asked, "s", MOST_SECONDS),
        Measurement("Ausblick berechnen", data, taken, "s", MOST_SECONDS),
        *pages,
    ]
