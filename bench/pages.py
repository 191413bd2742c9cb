"""The dashboard of a team and "Mein Tag" in a large office, whole pages as a team lead and a caseworker get them."""

from collections.abc import Iterator

from bench.changelist import browser, page_figures
from bench.measurement import Figure, grouped
from bench.office import AT, LARGE, ON, add_facts, fill, team_lead, write
from routing.outlook.actions import compute_forecast
from staff.models import User

_AT_MOST = 4.0

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


def measure(cases: int = LARGE, rounds: int = 20) -> Iterator[Figure]:
    """With a forecast behind them, rendering included."""
    user = fill(cases)
    add_facts()
    write(_BUSY, {"people": CASEWORKERS, "on": ON, "user": user.pk})
    compute_forecast(on=ON, at=AT)
    lead = browser(team_lead("lead", "ifk_aez"))
    caseworker = browser(User.objects.filter(desk="ifk_aez").earliest("pk"))
    data = f"{grouped(cases)} Fälle"
    for client, name, address in (
        (lead, "Dashboard eines Teams", "/team/"),
        (lead, "Ausblick", "/lage/ausblick/"),
        (lead, "Mein Tag, Teamleitung", "/mein-tag/"),
        (caseworker, "Mein Tag, IFK", "/mein-tag/"),
    ):
        yield from page_figures(client, name, address, data, rounds, _AT_MOST)
