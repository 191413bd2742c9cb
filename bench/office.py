"""A large office, written by plain SQL into the scratch database: what a benchmark needs of it, and no more."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from kit.days import Period
from kit.ranges import as_range
from routing.demo.office import throw_away
from staff.models import Desk, Staffing, User
from staff.roles import Role

ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
LARGE = 25_000
"""So many open cases has a large Jobcenter."""

# A share of each desk like the real office's; every fifth family name is common.
_OFFICE = (
    """
    CREATE TEMP TABLE plan AS
    SELECT number, random() AS desk, random() AS basis, random() AS point, random() AS days
    FROM generate_series(1, %(count)s) number
    """,
    """
    INSERT INTO routing_applicant (key, customer_number, bg_number, last_name, first_name, birth_date, gender, street,
        postal_code, city, telephone, email, verbis_single_parent, revision)
    SELECT gen_random_uuid(),
        335 + number / 1000000 || chr(65 + number %% 26) || lpad((number %% 1000000)::text, 6, '0'),
        '33502//' || lpad(number::text, 7, '0'),
        CASE WHEN number %% 5 = 0 THEN (ARRAY['Müller', 'Schmidt', 'Yılmaz', 'Groß', 'Çelik'])[1 + number / 5 %% 5]
            ELSE initcap(translate(substr(md5(number::text), 1, 8), '0123456789', 'erntsulaio')) END,
        (ARRAY['Anna', 'Nadine', 'Ayşe', 'Thomas', 'Marie-Luise'])[1 + number %% 5],
        date '1962-01-01' + (days * 16500)::int, 'w', '', '', '', '', '', false, 1
    FROM plan ORDER BY number
    """,
    """
    CREATE TEMP TABLE office AS
    SELECT applicant.id, basis, point, days, CASE WHEN desk < .05 THEN 'self_employed' WHEN desk < .1 THEN 'u25_aez'
        WHEN desk < .2 THEN 'u25' WHEN desk < .28 THEN 'reha_sb' WHEN desk < .38 THEN 'case_management'
        WHEN desk < .63 THEN 'ifk_aez' ELSE 'placement' END AS desk
    FROM plan JOIN routing_applicant applicant ON applicant.bg_number = '33502//' || lpad(number::text, 7, '0')
    """,
    """
    INSERT INTO routing_case (applicant_id, period, opened_at, opened_by_id, closing_reason)
    SELECT id, '[2024-01-01,)', now(), %(user)s, '' FROM office ORDER BY id
    """,
    """
    INSERT INTO routing_decision (applicant_id, occasion, "on", decided_at, desk_id, rule, basis, open_points,
        holds_until, reason, trace, facts, policy)
    SELECT id, 'taken_in', '2024-01-01', now(), CASE WHEN basis > .98 THEN 'reha_sb' ELSE desk END, 6,
        CASE WHEN desk IN ('ifk_aez', 'u25_aez') THEN CASE WHEN basis < .03 THEN 'pregnancy' ELSE 'household' END
            ELSE '' END,
        CASE WHEN point < .1 THEN ARRAY['never_assessed'] ELSE ARRAY[]::varchar[] END,
        CASE WHEN basis > .3 THEN date '2026-11-01' + (days * 6000)::int END,
        repeat('Begründung ', 12), '[]', '{}', '[]'
    FROM office ORDER BY id
    """,
    """
    INSERT INTO routing_currentdecision (applicant_id, decision_id, review_on)
    SELECT applicant_id, id, holds_until + 1 FROM routing_decision
    """,
    """
    INSERT INTO routing_assignment (applicant_id, case_id, desk_id, caseworker_id, period, origin, assigned_at,
        assigned_by_id)
    SELECT office.id, opened.id, desk, CASE WHEN days < .9 THEN %(user)s END, period, 'first_decision', now(), %(user)s
    FROM office JOIN routing_case opened ON opened.applicant_id = office.id
    """,
    # What a trigger writes otherwise.
    """
    INSERT INTO routing_listedcase (applicant_id, desk_id, caseworker_id, decided_desk_id, sort_name, birth_date, basis,
        open_points, holds_until)
    SELECT a.applicant_id, a.desk_id, a.caseworker_id, d.desk_id, p.sort_name, p.birth_date, d.basis, d.open_points,
        COALESCE(d.holds_until, DATE '9999-12-31')
    FROM routing_assignment a JOIN routing_decision d ON d.applicant_id = a.applicant_id
    JOIN routing_applicant p ON p.id = a.applicant_id
    """,
    "DROP TABLE plan, office",
)

# Every second has a child, of any age; every tenth was assessed for a time.
_FACTS = (
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


def fill(cases: int) -> User:
    """So many open cases instead of whatever was there; returns a caseworker of the largest desk, whose cases most of
    them are.
    """
    throw_away()
    user = caseworker("bench", "placement")
    write(_OFFICE, {"count": cases, "user": user.pk})
    return user


def add_facts() -> None:
    """Children and assessments, so that something lies ahead of many."""
    write(_FACTS)


def write(statements: Sequence[str], values: Mapping[str, int | date] | None = None) -> None:
    """Write past the triggers: history is not what is measured."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT setseed(0.2)")
        for statement in statements:
            cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def caseworker(username: str, desk: str) -> User:
    """Somebody who serves this desk with a full caseload."""
    team = Desk.objects.get(pk=desk).team
    user = User.objects.create(username=username, role=Role.CASEWORKER, desk_id=desk, team=team)
    Staffing.objects.create(user=user, desk_id=desk, period=as_range(Period(ON - timedelta(days=999))), share=100)
    return user


def team_lead(username: str, desk: str) -> User:
    """The lead of the team to which this desk belongs."""
    return User.objects.create(username=username, role=Role.TEAM_LEAD, team=Desk.objects.get(pk=desk).team)
