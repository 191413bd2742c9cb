"""What people keep of the list: filters under a name, and exports."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kit.files import private_storage, random_name
from routing.enums import ExportContent, ExportFormat, ExportPurpose, ExportState
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


class ExportRun(models.Model):
    """A list that somebody takes out of the application, with the purpose; the file is deleted after a day.

    ``query`` are the filters as in the list's address, ``term`` what was searched for: both are what the file shows.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content_kind = models.CharField("Inhalt", max_length=16, choices=ExportContent.choices)
    format = models.CharField("Format", max_length=8, choices=ExportFormat.choices)
    purpose = models.CharField("Zweck", max_length=32, choices=ExportPurpose.choices)
    query = models.CharField(max_length=400, blank=True)
    term = models.CharField(max_length=120, blank=True)
    state = models.CharField("Stand", max_length=16, choices=ExportState.choices, default=ExportState.REQUESTED)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField("verlangt am")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField("fertig am", null=True)
    row_count = models.PositiveIntegerField("Zeilen", null=True)
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
        )

    def __str__(self) -> str:
        return f"Export vom {self.requested_at:%d.%m.%Y}"
