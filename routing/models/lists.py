"""What people keep of the list: filters under a name, and exports."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from frame.enums import ExportFormat, ExportPurpose
from kit.files import private_storage, random_name
from kit.runs import Run
from routing.enums import ExportContent, ExportState
from staff.models import Team


class SavedFilter(models.Model):
    """Filters and order of the list under a name, as they stand in its address; nothing personal is among them.

    ``team`` is set where the owner's team may use it too. ``is_start``: the owner's list opens with it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField("Name", max_length=60)
    query = models.CharField(max_length=400, blank=True)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_start = models.BooleanField("Startansicht", default=False)

    class Meta:
        verbose_name = "Ansicht"
        verbose_name_plural = "Ansichten"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                name="saved_filter_named_once",
                fields=["owner", "name"],
                violation_error_message="Sie haben schon eine Ansicht mit diesem Namen. Wählen Sie einen anderen.",
            ),
            models.UniqueConstraint(
                name="saved_filter_one_start",
                fields=["owner"],
                condition=Q(is_start=True),
                violation_error_message="Es gibt schon eine Startansicht.",
            ),
            models.CheckConstraint(
                name="saved_filter_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Geben Sie der Ansicht einen Namen.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ExportRun(Run):
    """A list that somebody takes out of the application, with the purpose. The row stays, the file goes after a day.

    ``query`` are the filters as in the list's address, ``term`` what was searched for: both are what the file shows.
    ``words`` say the filters as the person read them; nothing personal is among them, so they stay. ``content`` is the
    place of the file from the beginning, so that what a killed worker has left there is found again; the file is there,
    whole, once the run is finished. ``subjects`` are the keys of the applicants in it.
    """

    UNDER_WAY = (ExportState.REQUESTED.value,)
    KEPT = timedelta(days=1)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content_kind = models.CharField("Inhalt", max_length=16, choices=ExportContent.choices)
    format = models.CharField("Format", max_length=8, choices=ExportFormat.choices)
    purpose = models.CharField("Zweck", max_length=32, choices=ExportPurpose.choices)
    query = models.CharField(max_length=400, blank=True)
    words = models.TextField("Auswahl", blank=True)
    term = models.CharField(max_length=120, blank=True)
    state = models.CharField("Stand", max_length=16, choices=ExportState.choices, default=ExportState.REQUESTED)
    requested_at = models.DateTimeField("verlangt am")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField("fertig am", null=True)
    row_count = models.PositiveIntegerField("Zeilen", null=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    failure = models.TextField("Grund des Scheiterns", blank=True)
    content = models.FileField(storage=private_storage, upload_to=random_name, blank=True)

    class Meta:
        verbose_name = "Export"
        verbose_name_plural = "Exporte"
        ordering = ("-requested_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="export_known",
                condition=Q(
                    content_kind__in=ExportContent.values,
                    format__in=ExportFormat.values,
                    purpose__in=ExportPurpose.values,
                    state__in=ExportState.values,
                ),
                violation_error_message="Wählen Sie Inhalt, Format und Zweck aus der Liste.",
            ),
            models.CheckConstraint(
                name="export_finished_whole",
                condition=~Q(state=ExportState.FINISHED)
                | (Q(finished_at__isnull=False, row_count__isnull=False) & ~Q(content="")),
                violation_error_message="Ein fertiger Export hat einen Zeitpunkt, eine Zahl der Zeilen und eine Datei.",
            ),
            models.CheckConstraint(
                name="export_forgotten_whole",
                condition=Q(state__in=(ExportState.REQUESTED, ExportState.FINISHED))
                | Q(term="", subjects=[], content=""),
                violation_error_message="Von einem beendeten Export bleiben keine Personendaten.",
            ),
            models.CheckConstraint(
                name="export_failed_with_reason",
                condition=(Q(state=ExportState.FAILED) & ~Q(failure=""))
                | (~Q(state=ExportState.FAILED) & Q(failure="")),
                violation_error_message="Ein gescheiterter Export hat einen Grund, ein anderer keinen.",
            ),
        )

    def __str__(self) -> str:
        return f"Export vom {self.requested_at:%d.%m.%Y}"

    @property
    def kept_until(self) -> datetime | None:
        """When the file is deleted; none while there is none."""
        return None if self.finished_at is None else self.finished_at + self.KEPT
