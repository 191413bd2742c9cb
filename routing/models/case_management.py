"""The list by which the office looks whether case management should take a case (Ziffer 3)."""

from django.db import models
from django.db.models import Q

from kit.history import tracked
from routing.enums import CasePhase


@tracked()
class CaseManagementCriterion(models.Model):
    """A criterion of case management, asked in a phase of the 4-phase model. An assessment keeps the words of then."""

    phase = models.PositiveSmallIntegerField("Phase", choices=CasePhase.choices)
    position = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Innerhalb der Phase, kleine zuerst."
    )
    text = models.CharField("Kriterium", max_length=200)
    is_active = models.BooleanField(
        "wird geprüft", default=True, help_text="Ohne Haken fehlt es in neuen Prüfungen; frühere behalten es."
    )

    class Meta:
        verbose_name = "Kriterium Fallmanagement"
        verbose_name_plural = "Kriterien Fallmanagement"
        ordering = ("phase", "position", "pk")
        constraints = (
            models.CheckConstraint(
                name="criterion_phase_known",
                condition=Q(phase__in=CasePhase.values),
                violation_error_message="Wählen Sie eine Phase aus der Liste.",
            ),
            models.CheckConstraint(
                name="criterion_worded",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Geben Sie das Kriterium in Worten ein.",
            ),
        )

    def __str__(self) -> str:
        return self.text
