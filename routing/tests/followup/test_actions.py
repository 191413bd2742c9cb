"""Reminders and notes as they are kept."""

from datetime import timedelta

import pytest
from django.apps import apps

from kit.refusals import ActionRefused
from routing.followup.actions import (
    ReminderThere,
    change_reminder,
    correct_note,
    delete_reminder,
    finish_reminder,
    make_reminder,
    write_note,
)
from routing.followup.reads import as_they_read, notes_of
from routing.models import Applicant, CaseNote, Reminder
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)


def reminder(by: User, applicant: Applicant, note: str = "Nachweis?") -> Reminder:
    return make_reminder(applicant=applicant, note=note, due_on=TODAY, by=by, at=NOW)


def test_the_same_reminder_twice_is_one_and_a_sentence() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    reminder(by, applicant)

    with pytest.raises(ReminderThere, match=r"haben Sie für den 02\.03\.2026 schon"):
        reminder(by, applicant)

    assert Reminder.objects.count() == 1


def test_a_reminder_that_is_done_may_be_made_again() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    finish_reminder(reminder=reminder(by, applicant), at=LATER)

    reminder(by, applicant)

    assert Reminder.objects.filter(done_at__isnull=True).count() == 1


def test_ticking_off_twice_keeps_the_first_time() -> None:
    by = caseworker()
    kept = reminder(by, make_applicant(by=by))
    finish_reminder(reminder=kept, at=NOW)

    assert finish_reminder(reminder=kept, at=LATER).done_at == NOW


def test_putting_off_a_reminder_that_is_done_opens_it_again() -> None:
    by = caseworker()
    kept = reminder(by, make_applicant(by=by))
    finish_reminder(reminder=kept, at=LATER)

    change_reminder(reminder=kept, note="Noch einmal", due_on=TODAY + timedelta(days=7))

    kept.refresh_from_db()
    assert (kept.note, kept.due_on, kept.done_at) == ("Noch einmal", TODAY + timedelta(days=7), None)


def test_a_reminder_cannot_become_the_same_as_another_one() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    reminder(by, applicant)
    other = reminder(by, applicant, "Etwas anderes")

    with pytest.raises(ReminderThere):
        change_reminder(reminder=other, note="Nachweis?", due_on=TODAY)


def test_a_reminder_that_is_deleted_meanwhile_is_told() -> None:
    by = caseworker()
    kept = reminder(by, make_applicant(by=by))
    delete_reminder(reminder=kept)
    delete_reminder(reminder=kept)

    with pytest.raises(ActionRefused, match="gibt es nicht mehr"):
        finish_reminder(reminder=kept, at=LATER)
    with pytest.raises(ActionRefused, match="gibt es nicht mehr"):
        change_reminder(reminder=kept, note="x", due_on=TODAY)


def test_the_history_says_who_made_moved_finished_and_deleted_a_reminder() -> None:
    by = caseworker()
    kept = reminder(by, make_applicant(by=by))
    change_reminder(reminder=kept, note="Später", due_on=TODAY)
    finish_reminder(reminder=kept, at=LATER)
    delete_reminder(reminder=kept)

    events = apps.get_model("routing", "ReminderEvent")._default_manager.order_by("pgh_id")

    assert [(event.pgh_label, event.pgh_context["user"]) for event in events] == [
        ("insert", by.pk),
        ("update", by.pk),
        ("update", by.pk),
        ("delete", by.pk),
    ]


def test_the_same_note_clicked_twice_is_one_note() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)

    for at in (NOW, LATER):
        write_note(applicant=applicant, text="Hat angerufen.", noted_on=TODAY, by=by, at=at)

    assert CaseNote.objects.count() == 1


def test_a_corrected_note_shows_the_new_words_and_keeps_the_old_ones_below() -> None:
    by, colleague = caseworker(), caseworker()
    applicant = make_applicant(by=by)
    first = write_note(applicant=applicant, text="Termin am 3.", noted_on=TODAY, by=by, at=NOW)
    second = correct_note(note=first, text="Termin am 4.", noted_on=TODAY, by=colleague, at=LATER)
    correct_note(note=second, text="Termin am 5.", noted_on=TODAY, by=by, at=LATER + timedelta(minutes=1))

    (shown,) = as_they_read(notes_of(applicant))

    assert shown.note.text == "Termin am 5."
    assert [(old.text, old.by) for old in shown.before] == [("Termin am 4.", colleague), ("Termin am 3.", by)]


def test_a_note_that_somebody_corrected_meanwhile_is_not_corrected_twice() -> None:
    by = caseworker()
    note = write_note(applicant=make_applicant(by=by), text="Eins", noted_on=TODAY, by=by, at=NOW)
    correct_note(note=note, text="Zwei", noted_on=TODAY, by=by, at=LATER)

    with pytest.raises(ActionRefused, match="inzwischen berichtigt"):
        correct_note(note=note, text="Drei", noted_on=TODAY, by=caseworker(), at=LATER)


def test_a_correction_says_something_else() -> None:
    by = caseworker()
    note = write_note(applicant=make_applicant(by=by), text="Eins", noted_on=TODAY, by=by, at=NOW)

    with pytest.raises(ActionRefused, match="steht schon so im Vermerk"):
        correct_note(note=note, text="Eins", noted_on=TODAY, by=by, at=LATER)
