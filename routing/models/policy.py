"""The office's values for the rules."""

import pgtrigger
from django.db import models
from django.db.models import Q

from kit.runs import ChunkedRun, RunState


class PolicyVersion(models.Model):
    """One version of the policy values, valid from a day on; before the first version the defaults hold. Decisions name
    the version they rest on, so none is ever changed.
    """

    valid_from = models.DateField("gültig ab", unique=True)
    adult_age = models.PositiveSmallIntegerField("volljährig mit", default=18)
    u25_age = models.PositiveSmallIntegerField("Team U25 bis unter", default=25)
    waiting_days = models.PositiveSmallIntegerField("Tage nach dem Entbindungstermin", default=84)
    other_adults_count = models.BooleanField("weitere Volljährige im Haushalt zählen", default=True)

    class Meta:
        verbose_name = "Vorgabe"
        verbose_name_plural = "Vorgaben"
        ordering = ("valid_from",)
        constraints = (
            models.CheckConstraint(
                name="policy_values_plausible",
                condition=Q(adult_age__range=(1, 99), u25_age__range=(1, 99), waiting_days__lte=730),
                violation_error_message="Alter zwischen 1 und 99 Jahren, Frist höchstens 730 Tage.",
            ),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"ab {self.valid_from:%d.%m.%Y}"


class PolicyRun(ChunkedRun):
    """After a version was put in force every open case is decided anew."""

    # Whoever wants to write to one of them waits for its end.
    CHUNK = 250

    version = models.OneToOneField(PolicyVersion, on_delete=models.PROTECT, primary_key=True, related_name="run")
    started_at = models.DateTimeField("begonnen")

    class Meta:
        verbose_name = "Neuberechnung"
        verbose_name_plural = "Neuberechnungen"
        constraints = (
            models.CheckConstraint(
                name="policy_run_finished_whole",
                condition=Q(state__in=[RunState.COMPUTING, RunState.FAILED], finished_at__isnull=True)
                | Q(state=RunState.FINISHED, finished_at__isnull=False),
                violation_error_message="Eine fertige Neuberechnung hat einen Zeitpunkt, eine andere keinen.",
            ),
        )

    def __str__(self) -> str:
        return f"Neuberechnung {self.version_id}"
