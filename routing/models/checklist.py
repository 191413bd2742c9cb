"""What has to be done before a case is handed over, in the office's own words, and what of it is done."""

from django.conf import settings
from django.db import models

from kit.history import tracked
from routing.models.decision import Decision
from routing.models.handover import Transfer


@tracked()
class ChecklistItem(models.Model):
    """Something to be done before a hand-over is initiated. One that is no longer asked for is switched off, because
    hand-overs of the past rest on it.
    """

    text = models.CharField("Text", max_length=200)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0, help_text="Die kleinste Zahl steht oben.")
    is_active = models.BooleanField("aktiv", default=True)

    class Meta:
        verbose_name = "Punkt der Checkliste"
        verbose_name_plural = "Checkliste vor der Überstellung"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


@tracked()
class ChecklistTick(models.Model):
    """An item that is done for a hand-over, by whom and when. It counts for the decision that the hand-over rested on
    then: with a new one, and so perhaps another day, the list begins anew.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="ticks")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("am")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Haken der Checkliste"
        verbose_name_plural = "Haken der Checkliste"
        constraints = (
            models.UniqueConstraint(
                name="checklist_ticked_once",
                fields=["transfer", "item", "decision"],
                violation_error_message="Dieser Punkt ist schon abgehakt.",
            ),
        )

    def __str__(self) -> str:
        return str(self.item)
