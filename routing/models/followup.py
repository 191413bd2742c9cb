"""What people note down beside the record: what to come back to, and what happened."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kit.history import tracked
from routing.models.applicant import Applicant


@tracked()
class Reminder(models.Model):
    """Something its owner wants to come back to on a day (Wiedervorlage). Nobody else sees it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="reminders")
    note = models.CharField("Vermerk", max_length=200)
    due_on = models.DateField("vorzulegen am")
    made_at = models.DateTimeField("angelegt am")
    done_at = models.DateTimeField("erledigt am", null=True)

    class Meta:
        verbose_name = "Wiedervorlage"
        verbose_name_plural = "Wiedervorlagen"
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(fields=["owner", "due_on"], name="reminder_open_by_owner", condition=Q(done_at__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(
                name="reminder_says_what",
                condition=Q(note__regex=r"\S"),
                violation_error_message="Schreiben Sie auf, woran Sie denken wollen.",
            ),
            models.CheckConstraint(
                name="reminder_done_after_made",
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("made_at")),
                violation_error_message="Eine Wiedervorlage wird nicht erledigt, bevor es sie gibt.",
            ),
            models.UniqueConstraint(
                name="reminder_open_once",
                fields=["owner", "applicant", "due_on", "note"],
                condition=Q(done_at__isnull=True),
                violation_error_message="Diese Wiedervorlage gibt es schon.",
            ),
        )

    def __str__(self) -> str:
        return f"Wiedervorlage am {self.due_on:%d.%m.%Y}"


class CaseNote(models.Model):
    """What happened with an applicant on a day, in a few words (Vermerk). It is never changed: a correction is a note
    of its own that points to the one it corrects, and the old text stays readable.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField("Vermerk", max_length=1000)
    noted_on = models.DateField("Tag")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("geschrieben am")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="correction")

    class Meta:
        verbose_name = "Vermerk"
        verbose_name_plural = "Vermerke"
        ordering = ("-noted_on", "-at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="note_says_something",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Schreiben Sie den Vermerk.",
            ),
            models.CheckConstraint(
                name="note_is_no_correction_of_itself",
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                violation_error_message="Ein Vermerk berichtigt einen anderen.",
            ),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"Vermerk zum {self.noted_on:%d.%m.%Y}"
