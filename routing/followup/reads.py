"""Whose reminders and notes somebody may see, and how they stand on a page."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from routing.models import Applicant, CaseNote, Reminder
from routing.permissions import visible_applicants
from staff.models import User

LATELY_DONE = 10
"""So many reminders that are done are still offered, for whoever ticked off the wrong one."""


@dataclass(frozen=True)
class ShownNote:
    """A note as it reads today, and the words that stood there before, the latest first."""

    note: CaseNote
    before: list[CaseNote]


def own_reminders(user: User, on: date) -> QuerySet[Reminder]:
    """The user's reminders, each with ``is_hers``: whether she may still see the applicant on ``on``."""
    seen = visible_applicants(user, on).filter(pk=OuterRef("applicant"))
    return Reminder.objects.filter(owner=user).annotate(is_hers=Exists(seen)).select_related("applicant", "owner")


def own_reminder(user: User, key: UUID, on: date) -> Reminder:
    """The user's reminder with this key; raises ``Http404`` alike for a missing and for somebody else's."""
    reminder = own_reminders(user, on).filter(key=key).first()
    if reminder is None:
        raise Http404
    return reminder


def workable_reminder(user: User, key: UUID, on: date) -> Reminder:
    """The same, where she may also see the applicant; raises ``Http404`` else. One of a case that was handed over can
    only be discarded.
    """
    reminder = own_reminder(user, key, on)
    if not is_hers(reminder):
        raise Http404
    return reminder


def is_hers(reminder: Reminder) -> bool:
    """Whether the owner may still see the applicant, of a reminder read by `own_reminders`."""
    return bool(reminder.is_hers)  # type: ignore[attr-defined]


def reminders_for(user: User, applicant: Applicant) -> list[Reminder]:
    """What the user wants or wanted to come back to with this applicant, the next first. Nobody else reads of it."""
    return list(Reminder.objects.filter(owner=user, applicant=applicant))


def visible_note(user: User, key: UUID, on: date) -> CaseNote:
    """The note with this key if the user may see its applicant; raises ``Http404`` else."""
    seen = visible_applicants(user, on)
    note = CaseNote.objects.filter(key=key, applicant__in=seen).select_related("applicant", "by").first()
    if note is None:
        raise Http404
    return note


def notes_of(applicant: Applicant) -> list[CaseNote]:
    """All notes about the applicant, the latest day first."""
    return list(CaseNote.objects.filter(applicant=applicant).select_related("by"))


def as_they_read(notes: Collection[CaseNote]) -> list[ShownNote]:
    """All notes about an applicant as they read today, in their order."""
    by_id = {note.pk: note for note in notes}
    corrected = {note.corrects_id for note in notes}
    return [ShownNote(note, list(_before(note, by_id))) for note in notes if note.pk not in corrected]


def _before(note: CaseNote, by_id: dict[int, CaseNote]) -> Iterator[CaseNote]:
    while note.corrects_id is not None:
        note = by_id[note.corrects_id]
        yield note
