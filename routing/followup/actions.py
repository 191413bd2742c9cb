"""Making, moving, finishing and deleting reminders; writing and correcting case notes."""

from datetime import date, datetime

from django.db import transaction

from kit.history import acting_as
from kit.refusals import ActionRefused
from routing.casefile import held_applicants
from routing.models import Applicant, CaseNote, Reminder
from staff.models import User


class ReminderThere(ActionRefused):
    """The owner has the same reminder already."""

    def __init__(self, due_on: date) -> None:
        super().__init__(f"Diese Wiedervorlage haben Sie für den {due_on:%d.%m.%Y} schon.", field="due_on")


@transaction.atomic
def make_reminder(*, applicant: Applicant, note: str, due_on: date, by: User, at: datetime) -> Reminder:
    """Have ``by`` reminded of the applicant on a day. Raises `ReminderThere`."""
    owner = _locked(by)
    _require_new(owner, applicant.pk, note, due_on)
    with acting_as(by.pk):
        return Reminder.objects.create(owner=owner, applicant=applicant, note=note, due_on=due_on, made_at=at)


@transaction.atomic
def change_reminder(*, reminder: Reminder, note: str, due_on: date) -> Reminder:
    """Put it off, or say it in other words; one that was done is open again. Raises `ReminderThere`, and
    `ActionRefused` where it was deleted meanwhile.
    """
    owner = _locked(reminder.owner)
    standing = _standing(reminder)
    _require_new(owner, standing.applicant_id, note, due_on, but=standing)
    with acting_as(owner.pk):
        standing.note, standing.due_on, standing.done_at = note, due_on, None
        standing.save(update_fields=["note", "due_on", "done_at"])
    return standing


@transaction.atomic
def finish_reminder(*, reminder: Reminder, at: datetime) -> Reminder:
    """Tick it off; a second time nothing happens. Raises `ActionRefused` where it was deleted meanwhile."""
    owner = _locked(reminder.owner)
    standing = _standing(reminder)
    if standing.done_at is None:
        with acting_as(owner.pk):
            standing.done_at = at
            standing.save(update_fields=["done_at"])
    return standing


@transaction.atomic
def delete_reminder(*, reminder: Reminder) -> None:
    """Forget it; its history stays. A second time nothing happens."""
    owner = _locked(reminder.owner)
    with acting_as(owner.pk):
        Reminder.objects.filter(pk=reminder.pk).delete()


@transaction.atomic
def write_note(*, applicant: Applicant, text: str, noted_on: date, by: User, at: datetime) -> CaseNote:
    """Note what happened on a day; the same words a second time are the note that is there."""
    _locked(by)
    same = CaseNote.objects.filter(
        applicant=applicant, text=text, noted_on=noted_on, by=by, corrects__isnull=True, correction__isnull=True
    )
    return same.first() or CaseNote.objects.create(applicant=applicant, text=text, noted_on=noted_on, by=by, at=at)


@transaction.atomic
def correct_note(*, note: CaseNote, text: str, noted_on: date, by: User, at: datetime) -> CaseNote:
    """Put other words beside it; the old ones stay. Raises `ActionRefused` where somebody has corrected it already, or
    nothing would be different.
    """
    # Notes are only added to, so the application may not even lock one: it locks whom the note is about.
    held_applicants([note.applicant_id])
    if CaseNote.objects.filter(corrects=note).exists():
        raise ActionRefused("Dieser Vermerk ist inzwischen berichtigt. Berichtigen Sie die neue Fassung.")
    if (note.text, note.noted_on) == (text, noted_on):
        raise ActionRefused("Das steht schon so im Vermerk. Ändern Sie den Text oder den Tag.")
    return CaseNote.objects.create(
        applicant_id=note.applicant_id, text=text, noted_on=noted_on, by=by, at=at, corrects=note
    )


def _locked(owner: User) -> User:
    """The owner as she stands, locked: two clicks at once are settled one after the other."""
    return User.objects.select_for_update(no_key=True, of=("self",)).get(pk=owner.pk)


def _standing(reminder: Reminder) -> Reminder:
    standing = Reminder.objects.filter(pk=reminder.pk).first()
    if standing is None:
        raise ActionRefused("Diese Wiedervorlage gibt es nicht mehr: Sie wurde inzwischen gelöscht.")
    return standing


def _require_new(owner: User, applicant: int, note: str, due_on: date, but: Reminder | None = None) -> None:
    same = Reminder.objects.filter(owner=owner, applicant=applicant, note=note, due_on=due_on, done_at__isnull=True)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise ReminderThere(due_on)
