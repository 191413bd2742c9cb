"""The same for overrides and for case management."""

from datetime import date

from psycopg2.extras import DateRange

from routing.models import CaseManagementAssessment, CaseManagementCriterion, Override
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from tests.factories import NOW, TODAY

LATER = DateRange(date(2026, 5, 1), date(2026, 6, 1))
_UPDATE = "UPDATE routing_override SET "
_ASSESSMENT = "UPDATE routing_casemanagementassessment SET "
_COPIED = (
    "applicant_id, source_id, desk_id, reason, sentence, requested_at, requested_by_id, answer, period"
    " FROM routing_override"
)
_COLUMNS = "applicant_id, source_id, desk_id, reason, sentence, requested_at, requested_by_id, answer, period"


def _override(scene: Scene, **values: object) -> Override:
    standard = {
        "source_id": "reha_sb",
        "desk_id": "u25",
        "period": LATER,
        "reason": "other",
        "sentence": "Weil es so besser ist",
        "requested_at": NOW,
        "requested_by": scene.by,
    }
    return Override(applicant=scene.applicant, **{**standard, **values})


def _assessment(scene: Scene, **values: object) -> CaseManagementAssessment:
    return CaseManagementAssessment(
        applicant=scene.applicant, **{"period": DateRange(date(2025, 1, 1), TODAY), "criteria_met": True, **values}
    )


OVERRIDES = (
    Attempt(
        "an override in an unknown state",
        "override_state_known",
        f"{_UPDATE} state = 'forgotten', ended_at = NULL",
        lambda scene: _override(scene, state="forgotten"),
        "Diesen Stand einer Übersteuerung gibt es nicht.",
    ),
    Attempt(
        "an override for a reason that is not in the list",
        "override_has_a_reason",
        f"{_UPDATE} reason = 'whim'",
        lambda scene: _override(scene, reason="whim"),
        "Eine Übersteuerung braucht einen Grund aus der Liste und einen Satz dazu.",
    ),
    Attempt(
        "an override without a sentence",
        "override_has_a_reason",
        f"{_UPDATE} sentence = ' '",
        lambda scene: _override(scene, sentence=" "),
        "Eine Übersteuerung braucht einen Grund aus der Liste und einen Satz dazu.",
    ),
    Attempt(
        "an override without an end",
        "override_ends",
        f"{_UPDATE} period = '[2026-03-02,)'",
        lambda scene: _override(scene, period=DateRange(date(2026, 5, 1), None)),
        "hat einen ersten und einen letzten Tag",
    ),
    Attempt(
        "an override for more than a year",
        "override_ends",
        f"{_UPDATE} period = '[2026-03-02,2027-03-04)'",
        lambda scene: _override(scene, period=DateRange(date(2026, 5, 1), date(2027, 5, 3))),
        "dauert höchstens ein Jahr",
    ),
    Attempt(
        "an override approved by who asked for it",
        "override_decided_by_somebody_else",
        f"{_UPDATE} state = 'approved', decided_at = now(), decided_by_id = requested_by_id",
        lambda scene: _override(scene, state="approved", decided_at=NOW, decided_by=scene.by),
        "entscheidet jemand anderes als wer sie beantragt hat",
    ),
    Attempt(
        "an override approved by nobody",
        "override_decided_whole",
        f"{_UPDATE} state = 'approved'",
        lambda scene: _override(scene, state="approved"),
        "Zur Entscheidung über eine Übersteuerung gehört, wer sie wann getroffen hat.",
    ),
    Attempt(
        "an override rejected without a word",
        "override_rejected_for_a_reason",
        f"{_UPDATE} answer = 'Nein'",
        lambda scene: _override(scene, answer="Nein"),
        "Schreiben Sie in einem Satz, warum Sie ablehnen.",
    ),
    Attempt(
        "an override ended by nobody",
        "override_ended_whole",
        f"{_UPDATE} state = 'ended'",
        lambda scene: _override(scene, state="ended"),
        "Zum Ende einer Übersteuerung gehört, wer sie wann beendet hat.",
    ),
    Attempt(
        "two overrides for one day",
        "override_one_per_day",
        f"INSERT INTO routing_override (key, state, {_COLUMNS}) SELECT gen_random_uuid(), state, {_COPIED}",
        lambda scene: _override(scene, period=DateRange(date(2026, 3, 31), date(2026, 4, 2))),
        "In dieser Zeit ist der Fall schon übersteuert, oder es ist beantragt.",
    ),
    Attempt(
        "an exception for a reason that is not in the list",
        "assessment_exception_whole",
        f"{_ASSESSMENT} exception_code = 'whim'",
        lambda scene: _assessment(
            scene, exception_period=LATER, exception_code="", exception_reason="M", exception_by=scene.by
        ),
        "Eine Ausnahme braucht erfüllte Kriterien",
    ),
    Attempt(
        "an exception without an end",
        "assessment_exception_ends",
        f"{_ASSESSMENT} exception_period = '[2026-01-01,)'",
        lambda scene: _assessment(
            scene,
            exception_period=DateRange(TODAY, None),
            exception_code="other",
            exception_reason="M",
            exception_by=scene.by,
        ),
        "Eine Ausnahme endet nach höchstens einem Jahr.",
    ),
    Attempt(
        "an exception for more than a year",
        "assessment_exception_ends",
        f"{_ASSESSMENT} exception_period = '[2026-01-01,2027-01-03)'",
        lambda scene: _assessment(
            scene,
            exception_period=DateRange(TODAY, date(2027, 3, 4)),
            exception_code="other",
            exception_reason="M",
            exception_by=scene.by,
        ),
        "Eine Ausnahme endet nach höchstens einem Jahr.",
    ),
    Attempt(
        "an assessment that is due again on its own day",
        "assessment_due_after_its_day",
        f"{_ASSESSMENT} next_due = '2026-01-01'",
        lambda scene: _assessment(scene, next_due=date(2025, 1, 1)),
        "Die nächste Prüfung liegt nach dieser.",
    ),
    Attempt(
        "a criterion of a fifth phase",
        "criterion_phase_known",
        "UPDATE routing_casemanagementcriterion SET phase = 5",
        lambda _: CaseManagementCriterion(phase=5, text="Etwas"),
        "Wählen Sie eine Phase aus der Liste.",
    ),
    Attempt(
        "a criterion without words",
        "criterion_worded",
        "UPDATE routing_casemanagementcriterion SET text = ' '",
        lambda _: CaseManagementCriterion(phase=1, text=" "),
        "Geben Sie das Kriterium in Worten ein.",
    ),
)

OVERRIDES_DOUBLES = {
    "routing.Override.key": f"INSERT INTO routing_override (key, state, ended_at, ended_by_id, ended_on, {_COLUMNS})"
    f" SELECT key, 'ended', now(), requested_by_id, now(), {_COPIED}",
}
