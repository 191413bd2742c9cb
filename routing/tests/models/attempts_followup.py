"""The same for reminders, case notes, and the daily e-mail."""

from datetime import timedelta

from routing.models import CaseNote, Reminder
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from staff.models import Digest
from tests.factories import NOW, TODAY


def _reminder(scene: Scene, **values: object) -> Reminder:
    standard = {"owner": scene.by, "note": "Nachweis?", "due_on": TODAY, "made_at": NOW}
    return Reminder(applicant=scene.applicant, **{**standard, **values})


def _note(scene: Scene, **values: object) -> CaseNote:
    standard = {"by": scene.by, "text": "Hat angerufen.", "noted_on": TODAY, "at": NOW}
    return CaseNote(applicant=scene.applicant, **{**standard, **values})


FOLLOWUP = (
    Attempt(
        "a reminder of nothing",
        "reminder_says_what",
        "UPDATE routing_reminder SET note = '  '",
        lambda scene: _reminder(scene, note="  "),
        "Schreiben Sie auf, woran Sie denken wollen.",
    ),
    Attempt(
        "a reminder done before it was made",
        "reminder_done_after_made",
        "UPDATE routing_reminder SET done_at = made_at - interval '1 minute'",
        lambda scene: _reminder(scene, done_at=NOW - timedelta(minutes=1)),
        "Eine Wiedervorlage wird nicht erledigt, bevor es sie gibt.",
    ),
    Attempt(
        "the same reminder twice",
        "reminder_open_once",
        "INSERT INTO routing_reminder (key, owner_id, applicant_id, note, due_on, made_at)"
        " SELECT gen_random_uuid(), owner_id, applicant_id, note, due_on, now() FROM routing_reminder",
        lambda scene: _reminder(scene, note="Anrufen"),
        "Diese Wiedervorlage gibt es schon.",
    ),
    Attempt(
        "an empty note",
        "note_says_something",
        "INSERT INTO routing_casenote (key, applicant_id, text, noted_on, by_id, at)"
        " SELECT gen_random_uuid(), applicant_id, ' ', noted_on, by_id, at FROM routing_casenote LIMIT 1",
        lambda scene: _note(scene, text=" "),
        "Schreiben Sie den Vermerk.",
    ),
    Attempt(
        "a note that corrects itself",
        "note_is_no_correction_of_itself",
        "INSERT INTO routing_casenote (id, key, applicant_id, text, noted_on, by_id, at, corrects_id)"
        " SELECT 4711, gen_random_uuid(), applicant_id, text, noted_on, by_id, at, 4711 FROM routing_casenote LIMIT 1",
        lambda scene: _note(scene, id=4711, corrects_id=4711),
        "Ein Vermerk berichtigt einen anderen.",
    ),
    Attempt(
        "two e-mails to one person on one day",
        "digest_once_a_day",
        'INSERT INTO staff_digest (user_id, "on") SELECT user_id, "on" FROM staff_digest',
        lambda scene: Digest(user=scene.by, on=TODAY),
        "Die E-Mail dieses Tages gibt es schon.",
    ),
    Attempt(
        "an e-mail sent before it was begun",
        "digest_sent_after_begun",
        "UPDATE staff_digest SET sent_at = now()",
        lambda scene: Digest(user=scene.by, on=TODAY + timedelta(days=1), sent_at=NOW),
        "Eine E-Mail ist erst begonnen, dann versandt.",
    ),
)

FOLLOWUP_DOUBLES = {
    "routing.Reminder.key": "INSERT INTO routing_reminder (key, owner_id, applicant_id, note, due_on, made_at)"
    " SELECT key, owner_id, applicant_id, 'Noch etwas', due_on, now() FROM routing_reminder",
    "routing.CaseNote.key": "INSERT INTO routing_casenote (key, applicant_id, text, noted_on, by_id, at)"
    " SELECT key, applicant_id, text, noted_on, by_id, at FROM routing_casenote",
    "routing.CaseNote.corrects": "INSERT INTO routing_casenote (key, applicant_id, text, noted_on, by_id, at,"
    " corrects_id) SELECT gen_random_uuid(), applicant_id, text, noted_on, by_id, at, corrects_id"
    " FROM routing_casenote",
}
