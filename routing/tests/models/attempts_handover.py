"""The same for lapses, hand-overs and nights."""

from datetime import date

from routing.models import (
    Assignment,
    ChecklistItem,
    ChecklistTick,
    HandoverTerm,
    Lapse,
    Notice,
    Transfer,
    TransferStep,
)
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from tests.factories import NOW, TODAY


def _transfer(scene: Scene, **values: object) -> Transfer:
    standard = {"source_id": "reha_sb", "target_id": "u25", "state": "returned", "proposed_on": TODAY, "due_on": TODAY}
    return Transfer(applicant=scene.applicant, case=scene.case, decision=scene.decision, **{**standard, **values})


def _lapse(scene: Scene, **values: object) -> Lapse:
    standard = {"cause": "child_married", "since": TODAY, "known_on": TODAY}
    return Lapse(applicant=scene.applicant, decision=scene.decision, **{**standard, **values})


HANDOVER = (
    Attempt(
        "a lapse for an unknown cause",
        "lapse_cause_known",
        "INSERT INTO routing_lapse (applicant_id, decision_id, cause, since, known_on)"
        " VALUES (%(applicant)s, %(decision)s, 'magic', now(), now())",
        lambda scene: _lapse(scene, cause="magic"),
        "Diesen Grund eines Wegfalls gibt es nicht.",
    ),
    Attempt(
        "a lapse known before it holds",
        "lapse_known_when_it_holds",
        "INSERT INTO routing_lapse (applicant_id, decision_id, cause, since, known_on)"
        " VALUES (%(applicant)s, %(decision)s, 'child_married', '2026-03-02', '2026-03-01')",
        lambda scene: _lapse(scene, known_on=date(2026, 3, 1)),
        "Ein Wegfall wird nicht bekannt, bevor er gilt.",
    ),
    Attempt(
        "a hand-over in an unknown state",
        "transfer_state_known",
        "UPDATE routing_transfer SET state = 'lost'",
        lambda scene: _transfer(scene, state="lost"),
        "Diesen Stand einer Überstellung gibt es nicht.",
    ),
    Attempt(
        "two open hand-overs of one applicant",
        "transfer_one_open",
        "INSERT INTO routing_transfer (key, applicant_id, case_id, decision_id, source_id, target_id, state, attempt,"
        " proposed_on, due_on, answer_changed, note) SELECT gen_random_uuid(), applicant_id, case_id, decision_id,"
        " source_id, 'u25', 'proposed', 1, proposed_on, due_on, false, '' FROM routing_transfer",
        lambda scene: _transfer(scene, state="proposed"),
        "Für diesen Fall läuft schon eine Überstellung.",
    ),
    Attempt(
        "a hand-over to the same desk",
        "transfer_changes_the_desk",
        "UPDATE routing_transfer SET target_id = source_id",
        lambda scene: _transfer(scene, target_id="reha_sb"),
        "Eine Überstellung führt zu einer anderen Stelle.",
    ),
    Attempt(
        "a hand-over accepted by nobody for no day",
        "transfer_accepted_whole",
        "UPDATE routing_transfer SET state = 'accepted', sheet = '{}'",
        lambda scene: _transfer(scene, state="completed", sheet={}),
        "Zur Annahme gehören der Tag, ab dem sie gilt, und die neue IFK.",
    ),
    Attempt(
        "a hand-over to whom was proposed, and not to her",
        "transfer_choice_explained",
        "UPDATE routing_transfer SET ground = 'former', deviation = 'wish'",
        lambda scene: _transfer(scene, ground="former", deviation="wish"),
        "Wählen Sie den Vorschlag, oder warum es jemand anderes sein soll.",
    ),
    Attempt(
        "a case for somebody for a reason that is none",
        "assignment_choice_explained",
        "UPDATE routing_assignment SET deviation = 'whim'",
        lambda scene: Assignment(applicant=scene.applicant, case=scene.case, desk_id="u25", deviation="whim"),
        "Wählen Sie den Vorschlag, oder warum es jemand anderes sein soll.",
    ),
    Attempt(
        "a hand-over initiated without a sheet",
        "transfer_initiated_with_sheet",
        "UPDATE routing_transfer SET state = 'initiated'",
        lambda scene: _transfer(scene, state="initiated"),
        "Zur eingeleiteten Überstellung gehört der Übergabebogen.",
    ),
    Attempt(
        "an unknown step of a hand-over",
        "transfer_step_known",
        "INSERT INTO routing_transferstep (transfer_id, kind, at, reason, note)"
        " SELECT id, 'burnt', now(), '', '' FROM routing_transfer",
        lambda _: TransferStep(transfer=Transfer.objects.get(), kind="burnt", at=NOW),
        "Diesen Schritt gibt es nicht.",
    ),
    Attempt(
        "a return for no reason",
        "transfer_returned_for_a_reason",
        "INSERT INTO routing_transferstep (transfer_id, kind, at, reason, note)"
        " SELECT id, 'returned', now(), '', '' FROM routing_transfer",
        lambda _: TransferStep(transfer=Transfer.objects.get(), kind="returned", at=NOW),
        "Wählen Sie, warum die Überstellung zurückgeht.",
    ),
    Attempt(
        "the same announcement twice",
        "notice_once",
        "INSERT INTO routing_notice (applicant_id, kind, day, lead_days, noted_on)"
        " SELECT applicant_id, kind, day, lead_days, noted_on FROM routing_notice",
        lambda scene: Notice(applicant=scene.applicant, kind="turns_25", day=TODAY, lead_days=30, noted_on=TODAY),
        "Das ist schon gemeldet.",
    ),
    Attempt(
        "an announcement of an unknown kind",
        "notice_kind_known",
        "UPDATE routing_notice SET kind = 'eclipse'",
        lambda scene: Notice(applicant=scene.applicant, kind="eclipse", day=TODAY, lead_days=90, noted_on=TODAY),
        "Diesen Anlass gibt es nicht.",
    ),
    Attempt(
        "the same tick twice",
        "checklist_ticked_once",
        "INSERT INTO routing_checklisttick (transfer_id, item_id, decision_id, at, by_id)"
        " SELECT transfer_id, item_id, decision_id, at, by_id FROM routing_checklisttick",
        lambda scene: ChecklistTick(
            transfer=Transfer.objects.get(), item=ChecklistItem.objects.get(), decision=scene.decision
        ),
        "Dieser Punkt ist schon abgehakt.",
    ),
    Attempt(
        "a colleague who takes a case for no reason",
        "assignment_colleague_for_a_reason",
        "UPDATE routing_assignment SET origin = 'colleague'",
        lambda scene: Assignment(applicant=scene.applicant, case=scene.case, desk_id="reha_sb", origin="colleague"),
        "Wählen Sie, warum die IFK wechselt.",
    ),
    Attempt(
        "a term of no days",
        "handover_term_bearable",
        "UPDATE routing_handoverterm SET working_days = 0",
        lambda _: HandoverTerm(task="initiate", working_days=0),
        "Eine Frist hat 1 bis 60 Arbeitstage.",
    ),
    Attempt(
        "a term of an unknown step",
        "handover_term_known",
        "INSERT INTO routing_handoverterm (task, working_days) VALUES ('rest', 3)",
        lambda _: HandoverTerm(task="rest", working_days=3),
        "Diesen Schritt einer Überstellung gibt es nicht.",
    ),
)

HANDOVER_DOUBLES = {
    "routing.Lapse.decision": "INSERT INTO routing_lapse (applicant_id, decision_id, cause, since, known_on)"
    " SELECT applicant_id, decision_id, cause, since, known_on FROM routing_lapse",
    "routing.Transfer.key": "INSERT INTO routing_transfer (key, applicant_id, case_id, decision_id, source_id,"
    " target_id, state, attempt, proposed_on, due_on, answer_changed, note)"
    " SELECT key, applicant_id, case_id, decision_id, source_id, target_id, 'returned', 1, proposed_on, due_on, false,"
    " '' FROM routing_transfer",
    "routing.ReviewRun.on": 'INSERT INTO routing_reviewrun ("on", started_at, reviewed, lapsed, desk_changed)'
    ' SELECT "on", started_at, 0, 0, 0 FROM routing_reviewrun',
    "routing.SetAside.applicant": "INSERT INTO routing_setaside (applicant_id, since, last_at, reason)"
    " SELECT applicant_id, since, last_at, reason FROM routing_setaside",
}
