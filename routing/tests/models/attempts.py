"""For every constraint of the database: raw SQL that tries to break it, and the same by a form with its message."""

from datetime import date

from psycopg2.extras import DateRange

from routing.enums import StatusKind
from routing.models import (
    AccessGrant,
    Applicant,
    Assignment,
    Case,
    CaseManagementAssessment,
    DatedStatus,
    Decision,
    HouseholdMember,
    PolicyRun,
    PolicyVersion,
    Pregnancy,
)
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from staff.models import User
from tests.factories import NOW, TODAY

NEVER = DateRange(TODAY, TODAY)
NO_START = DateRange(None, TODAY)
FROM_TODAY = DateRange(TODAY, None)
A_MONTH = DateRange(TODAY, date(2026, 4, 2))
REHA = StatusKind.REHABILITATION


def _case(scene: Scene, **values: object) -> Case:
    period = {"period": DateRange(date(2020, 1, 1), None), "opened_at": NOW, "opened_by": scene.by}
    return Case(applicant=scene.applicant, **{**period, **values})


def _assignment(scene: Scene, **values: object) -> Assignment:
    return Assignment(applicant=scene.applicant, case=scene.case, desk_id="reha_sb", **values)


def _status(scene: Scene, **values: object) -> DatedStatus:
    return DatedStatus(applicant=scene.applicant, **{"kind": REHA, "period": DateRange(date(2030, 1, 1)), **values})


def _assessment(scene: Scene, **values: object) -> CaseManagementAssessment:
    standard = {"period": DateRange(date(2020, 1, 1), date(2020, 2, 1)), "criteria_met": True}
    return CaseManagementAssessment(applicant=scene.applicant, **{**standard, **values})


OF_APPLICANT = "UPDATE {table} SET {what} WHERE applicant_id = %(applicant)s"


def _update(table: str, what: str) -> str:
    return OF_APPLICANT.format(table=table, what=what)


STORED = (
    Attempt(
        "an account with an unknown role",
        "user_role_known",
        "UPDATE staff_user SET role = 'boss' WHERE id = %(user)s",
        lambda _: User(role="boss"),
        "Wählen Sie eine Rolle aus der Liste.",
    ),
    Attempt(
        "a caseworker without a team",
        "user_of_a_team",
        "UPDATE staff_user SET team_id = NULL WHERE id = %(user)s",
        lambda _: User(role="team_lead"),
        "Wählen Sie das Team",
    ),
    Attempt(
        "a caseworker without a desk",
        "user_caseworker_has_desk",
        "UPDATE staff_user SET desk_id = NULL WHERE id = %(user)s",
        lambda scene: User(role="caseworker", team=scene.by.team),
        "Wählen Sie die Stelle",
    ),
    Attempt(
        "a customer number in small letters",
        "applicant_customer_number_form",
        "UPDATE routing_applicant SET customer_number = '335a100001' WHERE id = %(applicant)s",
        lambda _: Applicant(customer_number="335a100001"),
        "Geben Sie die Kundennummer so ein",
    ),
    Attempt(
        "a customer number with a superscript digit",
        "applicant_customer_number_form",
        "UPDATE routing_applicant SET customer_number = '335A10000²' WHERE id = %(applicant)s",
        lambda _: Applicant(customer_number="335A10000²"),
        "Geben Sie die Kundennummer so ein",
    ),
    Attempt(
        "a BG number with one slash",
        "applicant_bg_number_form",
        "UPDATE routing_applicant SET bg_number = '33502/0000101' WHERE id = %(applicant)s",
        lambda _: Applicant(bg_number="33502/0000101"),
        "Geben Sie die BG-Nummer so ein",
    ),
    Attempt(
        "a name of nothing but spaces",
        "applicant_named",
        "UPDATE routing_applicant SET last_name = '  ' WHERE id = %(applicant)s",
        lambda _: Applicant(last_name="  ", first_name="Ayşe"),
        "Geben Sie Nachname und Vorname ein.",
    ),
    Attempt(
        "an empty first name",
        "applicant_named",
        "UPDATE routing_applicant SET first_name = '' WHERE id = %(applicant)s",
        lambda _: Applicant(last_name="Sommer", first_name=""),
        "Geben Sie Nachname und Vorname ein.",
    ),
    Attempt(
        "a member of the household of an unknown relation",
        "member_relation_known",
        _update("routing_householdmember", "relation = 'cousin'"),
        lambda scene: HouseholdMember(applicant=scene.applicant, relation="cousin"),
        "Wählen Sie die Beziehung aus der Liste.",
    ),
    Attempt(
        "moving out before moving in",
        "member_moves_out_after_moving_in",
        _update("routing_householdmember", "moved_out = '2017-12-31'"),
        lambda scene: HouseholdMember(
            applicant=scene.applicant, relation="child", moved_in=date(2018, 1, 1), moved_out=date(2017, 12, 31)
        ),
        "Der Auszug liegt vor dem Einzug.",
    ),
    Attempt(
        "an unknown status",
        "status_kind_known",
        _update("routing_datedstatus", "kind = 'happy'"),
        lambda scene: _status(scene, kind="happy"),
        "Wählen Sie den Status aus der Liste.",
    ),
    Attempt(
        "a status of no day",
        "status_starts_on_a_day",
        _update("routing_datedstatus", "period = 'empty'"),
        lambda scene: _status(scene, period=NEVER),
        "Geben Sie den ersten Tag des Status ein",
    ),
    Attempt(
        "a status without a first day",
        "status_starts_on_a_day",
        _update("routing_datedstatus", "period = '(,2026-03-02)'"),
        lambda scene: _status(scene, period=NO_START),
        "Geben Sie den ersten Tag des Status ein",
    ),
    Attempt(
        "the same status twice on one day",
        "status_periods_do_not_overlap",
        "INSERT INTO routing_datedstatus (applicant_id, kind, period)"
        " VALUES (%(applicant)s, 'rehabilitation', '[2026-05-31,2026-06-02)')",
        lambda scene: _status(scene, period=DateRange(date(2026, 5, 31), date(2026, 6, 2))),
        "Zwei Zeiträume desselben Status überschneiden sich.",
    ),
    Attempt(
        "two pregnancies with one due date",
        "pregnancy_once_per_due_date",
        "INSERT INTO routing_pregnancy (applicant_id, due_date, expected_single_parent)"
        " VALUES (%(applicant)s, '2026-08-01', false)",
        lambda scene: Pregnancy(applicant=scene.applicant, due_date=date(2026, 8, 1)),
        "Zu diesem Entbindungstermin gibt es schon einen Eintrag.",
    ),
    Attempt(
        "an assessment of no day",
        "assessment_starts_on_a_day",
        _update("routing_casemanagementassessment", "period = 'empty'"),
        lambda scene: _assessment(scene, period=NEVER),
        "Geben Sie den Tag der Prüfung ein",
    ),
    Attempt(
        "two assessments on one day",
        "assessment_periods_do_not_overlap",
        "INSERT INTO routing_casemanagementassessment"
        " (applicant_id, period, criteria_met, criteria, exception_code, exception_reason)"
        " VALUES (%(applicant)s, '[2027-01-01,)', false, '[]', '', '')",
        lambda scene: _assessment(scene, period=DateRange(date(2027, 1, 1), None)),
        "Zwei Prüfungen gelten am selben Tag.",
    ),
    Attempt(
        "an exception without a reason",
        "assessment_exception_whole",
        _update("routing_casemanagementassessment", "exception_reason = ' '"),
        lambda scene: _assessment(
            scene, exception_period=A_MONTH, exception_code="other", exception_reason=" ", exception_by=scene.by
        ),
        "Eine Ausnahme braucht erfüllte Kriterien",
    ),
    Attempt(
        "an exception that is nobody's decision",
        "assessment_exception_whole",
        _update("routing_casemanagementassessment", "exception_by_id = NULL"),
        lambda scene: _assessment(scene, exception_period=A_MONTH, exception_code="other", exception_reason="Maßnahme"),
        "Eine Ausnahme braucht erfüllte Kriterien",
    ),
    Attempt(
        "an exception from criteria that are not met",
        "assessment_exception_whole",
        _update("routing_casemanagementassessment", "criteria_met = false"),
        lambda scene: _assessment(
            scene,
            criteria_met=False,
            exception_period=A_MONTH,
            exception_code="other",
            exception_reason="M",
            exception_by=scene.by,
        ),
        "Eine Ausnahme braucht erfüllte Kriterien",
    ),
    Attempt(
        "a reason without an exception",
        "assessment_exception_whole",
        _update("routing_casemanagementassessment", "exception_period = NULL"),
        lambda scene: _assessment(scene, exception_reason="Maßnahme", exception_by=scene.by),
        "Eine Ausnahme braucht erfüllte Kriterien",
    ),
    Attempt(
        "a decision by an eighth rule",
        "decision_rule_known",
        'INSERT INTO routing_decision (applicant_id, occasion, "on", decided_at, desk_id, rule, basis, open_points,'
        " reason, trace, facts, policy) VALUES (%(applicant)s, 'taken_in', '2026-03-02', now(), 'u25', 8, '', '{}',"
        " '', '[]', '{}', '[]')",
        lambda scene: Decision(applicant=scene.applicant, on=TODAY, rule=8),
        "Diese Regel gibt es nicht.",
    ),
    Attempt(
        "a decision that ended before its day",
        "decision_holds_on_its_day",
        'INSERT INTO routing_decision (applicant_id, occasion, "on", decided_at, desk_id, rule, basis, open_points,'
        " holds_until, reason, trace, facts, policy) VALUES (%(applicant)s, 'taken_in', '2026-03-02', now(), 'u25', 3,"
        " '', '{}', '2026-03-01', '', '[]', '{}', '[]')",
        lambda scene: Decision(applicant=scene.applicant, on=TODAY, rule=3, holds_until=date(2026, 3, 1)),
        "Eine Entscheidung gilt mindestens an ihrem Tag.",
    ),
    Attempt(
        "a case of no day",
        "case_opened_on_a_day",
        _update(
            "routing_case",
            "period = 'empty', closed_at = now(), closed_by_id = opened_by_id, closing_reason = 'work'",
        ),
        lambda scene: _case(scene, period=NEVER),
        "Ein Fall beginnt an einem Tag und endet nicht davor.",
    ),
    Attempt(
        "a case closed for no reason",
        "case_closed_whole",
        _update("routing_case", "period = '[2026-03-02,2026-03-09)', closed_at = now(), closed_by_id = opened_by_id"),
        lambda scene: _case(scene, period=DateRange(date(2020, 1, 1), TODAY), closed_at=NOW, closed_by=scene.by),
        "Wählen Sie, warum der Fall geschlossen wird.",
    ),
    Attempt(
        "a case closed by nobody",
        "case_closed_whole",
        _update("routing_case", "period = '[2026-03-02,2026-03-09)', closed_at = now(), closing_reason = 'work'"),
        lambda scene: _case(scene, period=DateRange(date(2020, 1, 1), TODAY), closed_at=NOW, closing_reason="work"),
        "Wählen Sie, warum der Fall geschlossen wird.",
    ),
    Attempt(
        "an open case with a reason for closing",
        "case_closed_whole",
        _update("routing_case", "closing_reason = 'work'"),
        lambda scene: _case(scene, closing_reason="work"),
        "Wählen Sie, warum der Fall geschlossen wird.",
    ),
    Attempt(
        "a second open case",
        "case_periods_do_not_overlap",
        "INSERT INTO routing_case (applicant_id, period, opened_at, opened_by_id, closing_reason)"
        " VALUES (%(applicant)s, '[2026-03-03,)', now(), %(user)s, '')",
        _case,
        "Der Fall ist in dieser Zeit schon offen.",
    ),
    Attempt(
        "an assignment of no day",
        "assignment_starts_on_a_day",
        _update("routing_assignment", "period = 'empty'"),
        lambda scene: _assignment(scene, period=NEVER),
        "Eine Zuordnung beginnt an einem Tag und endet nicht davor.",
    ),
    Attempt(
        "two desks on one day",
        "assignment_one_per_day",
        "INSERT INTO routing_assignment (applicant_id, case_id, desk_id, period, origin, assigned_at, assigned_by_id)"
        " VALUES (%(applicant)s, %(case)s, 'u25', '[2026-03-09,)', 'taken_over', now(), %(user)s)",
        lambda scene: _assignment(scene, period=FROM_TODAY),
        "An jedem Tag ist genau eine Stelle zuständig.",
    ),
    Attempt(
        "access for an unknown reason",
        "access_reason_known",
        _update("routing_accessgrant", "reason = 'curious'"),
        lambda scene: AccessGrant(user=scene.by, applicant=scene.applicant, on=TODAY, reason="curious"),
        "Wählen Sie einen Grund aus der Liste.",
    ),
    Attempt(
        "the same access twice a day",
        "access_once_per_day_and_reason",
        'INSERT INTO routing_accessgrant (user_id, applicant_id, reason, granted_at, "on")'
        ' SELECT user_id, applicant_id, reason, granted_at, "on" FROM routing_accessgrant',
        lambda scene: AccessGrant(user=scene.by, applicant=scene.applicant, on=TODAY, reason="taken_in"),
        "Der Zugriff ist für heute schon erfasst.",
    ),
    Attempt(
        "a policy by which nobody comes of age",
        "policy_values_plausible",
        "INSERT INTO routing_policyversion (valid_from, adult_age, u25_age, waiting_days, other_adults_count)"
        " VALUES ('2027-01-01', 0, 25, 84, true)",
        lambda _: PolicyVersion(valid_from=date(2027, 1, 1), adult_age=0),
        "Alter zwischen 1 und 99 Jahren",
    ),
    Attempt(
        "a policy that waits longer than two years",
        "policy_values_plausible",
        "INSERT INTO routing_policyversion (valid_from, adult_age, u25_age, waiting_days, other_adults_count)"
        " VALUES ('2027-01-01', 18, 25, 731, true)",
        lambda _: PolicyVersion(valid_from=date(2027, 1, 1), waiting_days=731),
        "Frist höchstens 730 Tage",
    ),
    Attempt(
        "a run after new values that is over at no time",
        "policy_run_finished_whole",
        "WITH version AS (INSERT INTO routing_policyversion (valid_from, adult_age, u25_age, waiting_days,"
        " other_adults_count) VALUES ('2027-01-01', 18, 25, 84, true) RETURNING id)"
        " INSERT INTO routing_policyrun (version_id, state, attempts, through, started_at)"
        " SELECT id, 'finished', 0, 0, now() FROM version",
        lambda _: PolicyRun(
            version=PolicyVersion.objects.create(valid_from=date(2027, 1, 1)), state="finished", started_at=NOW
        ),
        "Eine fertige Neuberechnung hat einen Zeitpunkt",
    ),
)

# Columns in which no value may stand twice.
STORED_DOUBLES = {
    "staff.Team.name": "INSERT INTO staff_team (name) SELECT name FROM staff_team LIMIT 1",
    "staff.Desk.label": "INSERT INTO staff_desk (code, label, team_id, telephone, room)"
    " SELECT 'new', label, team_id, '', '' FROM staff_desk LIMIT 1",
    "staff.User.username": "INSERT INTO staff_user (username, password, first_name, last_name, email, is_active,"
    " date_joined, role, telephone, wants_digest) SELECT username, '', '', '', '', true, now(), 'reception', '', false"
    " FROM staff_user",
    "routing.Applicant.key": "INSERT INTO routing_applicant (key, customer_number, bg_number, last_name, first_name,"
    " birth_date, gender, street, postal_code, city, telephone, email, verbis_single_parent, revision) VALUES"
    " (%(key)s, '999Z999999', '33502//0000101', 'A', 'B', '1990-01-01', '', '', '', '', '', '', false, 1)",
    "routing.Applicant.customer_number": "INSERT INTO routing_applicant (key, customer_number, bg_number, last_name,"
    " first_name, birth_date, gender, street, postal_code, city, telephone, email, verbis_single_parent, revision)"
    " VALUES (gen_random_uuid(), %(number)s, '33502//0000101', 'A', 'B', '1990-01-01', '', '', '', '', '', '', false,"
    " 1)",
    "routing.CurrentDecision.decision": "INSERT INTO routing_currentdecision (applicant_id, decision_id)"
    " SELECT nextval('routing_applicant_id_seq'), decision_id FROM routing_currentdecision",
    "routing.CurrentDecision.applicant": "INSERT INTO routing_currentdecision (applicant_id, decision_id)"
    " SELECT applicant_id, nextval('routing_decision_id_seq') FROM routing_currentdecision",
    "routing.ListedCase.applicant": "INSERT INTO routing_listedcase SELECT * FROM routing_listedcase",
    "routing.PolicyVersion.valid_from": "INSERT INTO routing_policyversion (valid_from, adult_age, u25_age,"
    " waiting_days, other_adults_count) SELECT '2027-01-01', 18, 25, 84, true FROM generate_series(1, 2)",
    "routing.PolicyRun.version": "WITH version AS (INSERT INTO routing_policyversion (valid_from, adult_age, u25_age,"
    " waiting_days, other_adults_count) VALUES ('2027-01-01', 18, 25, 84, true) RETURNING id)"
    " INSERT INTO routing_policyrun (version_id, state, attempts, through, started_at)"
    " SELECT id, 'computing', 0, 0, now() FROM version, generate_series(1, 2)",
}
