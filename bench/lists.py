"""The list of applicants and its search, in a scratch database that is thrown away.

`python -m bench.lists 1000000` measures the queries alone on that many.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

from bench.measurement import Measurement
from bench.scratch import scratch_database

APPLICANTS = 25_000
ROUNDS = 40
ON = date(2026, 11, 22)
# A page has to be there before anybody notices that it was not.
MOST_MILLISECONDS = 200.0

_ADDRESSES = (
    ("list, by name", "?ansicht=alle"),
    ("list, by urgency", "?sortierung=dringlichkeit"),
    ("list, my cases by urgency", "?meine=on&sortierung=dringlichkeit"),
    ("list, all cases by urgency", "?faelle=alle&sortierung=dringlichkeit"),
    ("list, by end of answer", "?sortierung=gilt_bis"),
    ("list, with open points", "?offen=any"),
    ("list, changed", "?geaendert=on"),
)
_TERMS = ("Müller", "Mueler", "Schmitt, Anna", "335A1")

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
)


def measure() -> list[Measurement]:
    """Whole pages as a caseworker of the largest desk gets them, rendering included."""
    with scratch_office(APPLICANTS) as user:
        from django.test import Client

        client = Client()
        client.force_login(user)
        measured = [times(name, partial(client.get, f"/bewerber/{address}")) for name, address in _ADDRESSES]
        for term in _TERMS:
            address = client.post("/bewerber/suche/", {"q": term})["Location"]
            measured.append(times(f"search, {term}", partial(client.get, address)))
    return [measurement for pair in measured for measurement in pair]


def main(count: int) -> None:
    """Print what the queries alone take on ``count`` applicants."""
    with scratch_office(count) as user:
        from django.http import QueryDict

        from routing.caselist.page import list_page
        from routing.caselist.search import read_term

        for name, address in _ADDRESSES:
            data = QueryDict(address.removeprefix("?"))
            _tell(times(name, partial(list_page, data, None, user, ON), rounds=5), count)
        for text in _TERMS:
            term = read_term(text)
            _tell(times(f"search, {text}", partial(list_page, QueryDict(), term, user, ON), rounds=5), count)


def times(name: str, page: Callable[[], object], rounds: int = ROUNDS) -> list[Measurement]:
    """The p50 and the p95 of a page in milliseconds, asked `ROUNDS` times after once for warming up."""
    page()
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        page()
        taken.append((time.perf_counter() - started) * 1000)
    data = f"{APPLICANTS:,} applicants"
    slow = statistics.quantiles(taken, n=20)[-1]
    return [
        Measurement(f"{name}, p50", data, statistics.median(taken), "ms"),
        Measurement(f"{name}, p95", data, slow, "ms", MOST_MILLISECONDS),
    ]


def _tell(measurements: list[Measurement], count: int) -> None:
    for measurement in measurements:
        print(
            f"{measurement.name:<34} {count:>12,} applicants {measurement.value:>10,.1f} {measurement.unit}", flush=True
        )


@contextmanager
def scratch_office(count: int) -> Iterator[Any]:
    """A scratch database with so many open cases; yields a caseworker of its largest desk."""
    with scratch_database("bench"):
        yield _fill(count)


def _fill(count: int) -> Any:
    from django.db import connection

    from staff.models import Desk, User
    from staff.roles import Role

    desk = Desk.objects.get(pk="placement")
    user = User.objects.create(username="bench", role=Role.CASEWORKER, desk=desk, team=desk.team)
    with connection.cursor() as cursor:
        # History and other triggers are not what is measured.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT setseed(0.2)")
        for statement in _OFFICE:
            cursor.execute(statement, {"count": count, "user": user.pk})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    return user


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else APPLICANTS)
