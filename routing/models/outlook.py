"""What is expected of the next months, computed anew each night."""

from django.db import models
from django.db.models import F, Q

from kit.runs import ChunkedRun, RunState
from routing.models.applicant import Applicant


class ForecastRun(ChunkedRun):
    """The forecast of a day. ``stock`` is how many open cases each desk has among those it has got to, by code;
    ``left_out`` counts those whom the rules could not be asked about. Readable once it is finished.
    """

    on = models.DateField("für den Tag", unique=True)
    started_at = models.DateTimeField("begonnen")
    stock: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    left_out = models.PositiveIntegerField("nicht zu berechnen", default=0)

    class Meta:
        verbose_name = "Ausblick"
        verbose_name_plural = "Ausblicke"
        ordering = ("-on",)
        constraints = (
            models.CheckConstraint(
                name="forecast_finished_whole",
                condition=Q(state__in=[RunState.COMPUTING, RunState.FAILED], finished_at__isnull=True)
                | Q(state=RunState.FINISHED, finished_at__isnull=False),
                violation_error_message="Ein fertiger Ausblick hat einen Zeitpunkt, ein anderer keinen.",
            ),
            models.UniqueConstraint(
                name="forecast_one_under_way",
                fields=["state"],
                condition=Q(state=RunState.COMPUTING),
                violation_error_message="Es wird schon ein Ausblick berechnet.",
            ),
        )

    def __str__(self) -> str:
        return f"Ausblick vom {self.on:%d.%m.%Y}"


class ForecastMove(models.Model):
    """A case is expected to go from one desk to another on a day; ``why`` in a few words."""

    run = models.ForeignKey(ForecastRun, on_delete=models.CASCADE, related_name="moves", db_index=False)
    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="+")
    day = models.DateField("am")
    source = models.ForeignKey(
        "staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="von", db_index=False
    )
    target = models.ForeignKey(
        "staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="nach", db_index=False
    )
    why = models.CharField("warum", max_length=80)
    is_confirmed = models.BooleanField("bestätigt")

    class Meta:
        verbose_name = "erwarteter Wechsel"
        verbose_name_plural = "erwartete Wechsel"
        ordering = ("day", "pk")
        indexes = (
            models.Index(fields=["run", "source", "day"], name="forecast_move_by_source"),
            models.Index(fields=["run", "target", "day"], name="forecast_move_by_target"),
        )
        constraints = (
            models.UniqueConstraint(
                name="forecast_move_once_a_day",
                fields=["run", "applicant", "day"],
                violation_error_message="Für diesen Tag ist der Wechsel schon eingetragen.",
            ),
            models.CheckConstraint(
                name="forecast_move_to_another_desk",
                condition=~Q(source=F("target")),
                violation_error_message="Ein Wechsel führt zu einer anderen Stelle.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id} am {self.day:%d.%m.%Y}"
