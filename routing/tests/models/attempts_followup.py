"""The same for reminders, case notes, and e-mails."""

from datetime import timedelta

from routing.models import CaseNote, Reminder
from routing.tests.models.attempt import Attempt
from routing.tests.models.scene import Scene
from staff.models import OutgoingMail
from tests.factories import NOW, TODAY


def _reminder(scene: Scene, **values: object) -> Reminder:
    standard = {"owner": scene.by, "note": "Nachweis?", "due_on": TODAY, "made_at": NOW}
    return Reminder(applicant=scene.applicant, **{**standard, **values})


def _note(scene: Scene, **values: object) -> CaseNote:
    standard = {"by": scene.by, "text": "Hat angerufen.", "noted_on": TODAY, "at": NOW}
    return CaseNote(applicant=scene.applicant, **{**standard, **values})


def _mail(scene: Scene, **values: object) -> OutgoingMail:
    standard = {"kind": "digest", "occasion": "2026-03-03", "subject": "Mein Tag", "body": "1 neu"}
    return OutgoingMail(recipient=scene.by, queued_at=NOW, until=NOW, **{**standard, **values})


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
        "outgoing_mail_once",
        "INSERT INTO staff_outgoingmail (recipient_id, kind, occasion, subject, body, queued_at, until, refusal)"
        " SELECT recipient_id, kind, occasion, subject, body, queued_at, until, refusal FROM staff_outgoingmail",
        lambda scene: _mail(scene, occasion=f"{TODAY}"),
        "Diese E-Mail gibt es schon.",
    ),
    Attempt(
        "an e-mail of an unknown kind",
        "outgoing_mail_kind_known",
        "UPDATE staff_outgoingmail SET kind = 'advertisement'",
        lambda scene: _mail(scene, kind="advertisement"),
        "Diese Art von E-Mail gibt es nicht.",
    ),
    Attempt(
        "an e-mail to be sent that says nothing",
        "outgoing_mail_says_something",
        "UPDATE staff_outgoingmail SET body = ' '",
        lambda scene: _mail(scene, body=" "),
        "Eine E-Mail, die noch zu senden ist, hat Betreff und Text.",
    ),
    Attempt(
        "an e-mail begun before it was written",
        "outgoing_mail_begun_after_queued",
        "UPDATE staff_outgoingmail SET begun_at = queued_at - interval '1 second'",
        lambda scene: _mail(scene, begun_at=NOW - timedelta(seconds=1)),
        "Eine E-Mail ist erst geschrieben, dann begonnen.",
    ),
    Attempt(
        "an e-mail sent before it was begun",
        "outgoing_mail_ended_after_begun",
        "UPDATE staff_outgoingmail SET sent_at = now()",
        lambda scene: _mail(scene, sent_at=NOW),
        "Eine E-Mail ist erst begonnen, dann entweder versandt oder abgelehnt.",
    ),
    Attempt(
        "an e-mail both sent and refused",
        "outgoing_mail_ended_after_begun",
        "UPDATE staff_outgoingmail SET begun_at = queued_at, sent_at = queued_at, refused_at = queued_at,"
        " refusal = '550'",
        lambda scene: _mail(scene, begun_at=NOW, sent_at=NOW, refused_at=NOW, refusal="550"),
        "Eine E-Mail ist erst begonnen, dann entweder versandt oder abgelehnt.",
    ),
    Attempt(
        "an e-mail refused without an answer",
        "outgoing_mail_refused_with_an_answer",
        "UPDATE staff_outgoingmail SET begun_at = queued_at, refused_at = queued_at",
        lambda scene: _mail(scene, begun_at=NOW, refused_at=NOW),
        "Zu einer abgelehnten E-Mail gehört, was der Mailserver geantwortet hat.",
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
