"""Two clicks at the same moment."""

import pytest

from kit.refusals import ActionRefused
from routing.followup.actions import correct_note, finish_reminder, make_reminder, write_note
from routing.models import CaseNote, Reminder
from routing.tests.at_once import at_once
from tests.factories import NOW, TODAY, caseworker, make_applicant

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_five_who_correct_a_note_at_once_one_does_and_the_others_are_told() -> None:
    by = caseworker()
    note = write_note(applicant=make_applicant(by=by), text="Eins", noted_on=TODAY, by=by, at=NOW)
    people = [caseworker() for _ in range(5)]

    results = at_once(
        *(lambda who=who: correct_note(note=note, text="Zwei", noted_on=TODAY, by=who, at=NOW) for who in people)
    )

    assert sum(isinstance(result, CaseNote) for result in results) == 1
    assert sum(isinstance(result, ActionRefused) for result in results) == 4
    assert CaseNote.objects.count() == 2


def test_a_button_pressed_twice_makes_one_reminder_and_one_note() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)

    at_once(
        *[lambda: make_reminder(applicant=applicant, note="Anrufen", due_on=TODAY, by=by, at=NOW)] * 3,
        *[lambda: write_note(applicant=applicant, text="Hat angerufen.", noted_on=TODAY, by=by, at=NOW)] * 3,
    )

    assert (Reminder.objects.count(), CaseNote.objects.count()) == (1, 1)


def test_a_reminder_ticked_off_twice_at_once_is_done() -> None:
    by = caseworker()
    reminder = make_reminder(applicant=make_applicant(by=by), note="Anrufen", due_on=TODAY, by=by, at=NOW)

    results = at_once(*[lambda: finish_reminder(reminder=reminder, at=NOW)] * 3)

    assert all(isinstance(result, Reminder) for result in results)
