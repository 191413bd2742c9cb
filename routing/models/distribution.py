"""Plans that give many cases of a desk to its caseworkers at once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kit.history import tracked
from routing.enums import DistributionOccasion, DistributionScope, DistributionState
from routing.models.applicant import Applicant


@tracked()
class DistributionRun(models.Model):
    """A plan who of a desk gets which of many cases. It counts for the day it was planned on, because it goes by who
    had how many cases then; nothing changes until it is applied as a whole.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="Stelle")
    occasion = models.CharField("Anlass", max_length=16, choices=DistributionOccasion.choices)
    scope = models.CharField("Welche Fälle", max_length=24, choices=DistributionScope.choices)
    state = models.CharField(
        "Stand", max_length=16, choices=DistributionState.choices, default=DistributionState.PLANNED
    )
    planned_on = models.DateField("geplant für")
    planned_at = models.DateTimeField("geplant am")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField("angewendet am", null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField("verworfen am", null=True)
    discarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Verteilung"
        verbose_name_plural = "Verteilungen"
        ordering = ("-planned_at", "-pk")
        indexes = (models.Index(fields=["desk", "-planned_at"], name="distribution_by_desk"),)
        constraints = (
            models.CheckConstraint(
                name="distribution_codes_known",
                condition=Q(
                    state__in=DistributionState.values,
                    occasion__in=DistributionOccasion.values,
                    scope__in=DistributionScope.values,
                ),
                violation_error_message="Wählen Sie Anlass und Fälle der Verteilung aus der Liste.",
            ),
            models.CheckConstraint(
                name="distribution_applied_whole",
                condition=Q(state=DistributionState.APPLIED, applied_at__isnull=False, applied_by__isnull=False)
                | (~Q(state=DistributionState.APPLIED) & Q(applied_at__isnull=True, applied_by__isnull=True)),
                violation_error_message="Zu einer angewendeten Verteilung gehört, wer sie wann angewendet hat.",
            ),
            models.CheckConstraint(
                name="distribution_discarded_whole",
                condition=Q(state=DistributionState.DISCARDED, discarded_at__isnull=False, discarded_by__isnull=False)
                | (~Q(state=DistributionState.DISCARDED) & Q(discarded_at__isnull=True, discarded_by__isnull=True)),
                violation_error_message="Zu einer verworfenen Verteilung gehört, wer sie wann verworfen hat.",
            ),
        )

    def __str__(self) -> str:
        return f"Verteilung vom {self.planned_on:%d.%m.%Y}"


@tracked()
class DistributionReceiver(models.Model):
    """Somebody who receives cases of a plan: her places, and how many cases she has beside it."""

    run = models.ForeignKey(DistributionRun, on_delete=models.CASCADE, related_name="receivers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="IFK")
    places = models.PositiveSmallIntegerField("Plätze")
    kept = models.PositiveIntegerField("Fälle außerhalb des Plans")

    class Meta:
        verbose_name = "empfangende Person"
        verbose_name_plural = "empfangende Personen"
        ordering = ("person__last_name", "person__first_name", "pk")
        constraints = (
            models.UniqueConstraint(
                name="distribution_receiver_once",
                fields=["run", "person"],
                violation_error_message="Die Person erhält in dieser Verteilung schon Fälle.",
            ),
            models.CheckConstraint(
                name="distribution_receiver_has_places",
                condition=Q(places__gt=0),
                violation_error_message="Wer Fälle erhält, hat mindestens einen Platz.",
            ),
        )

    def __str__(self) -> str:
        return self.person.short_name


@tracked()
class DistributionItem(models.Model):
    """A case of a plan: who has it (``before``, none without anybody), whom the planner proposes, and whom the team
    lead has chosen, which is the proposal unless she changed it.
    """

    run = models.ForeignKey(DistributionRun, on_delete=models.CASCADE, related_name="items")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="bisher"
    )
    proposed = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="vorgeschlagen"
    )
    chosen = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="künftig"
    )

    class Meta:
        verbose_name = "Fall einer Verteilung"
        verbose_name_plural = "Fälle einer Verteilung"
        ordering = ("applicant__sort_name", "pk")
        constraints = (
            models.UniqueConstraint(
                name="distribution_item_once",
                fields=["run", "applicant"],
                violation_error_message="Der Fall steht in dieser Verteilung schon.",
            ),
        )

    def __str__(self) -> str:
        return f"an {self.chosen.short_name}"

    @property
    def is_moved(self) -> bool:
        """Whether the case changes its caseworker."""
        return self.chosen_id != self.before_id


MOVED = Q(before__isnull=True) | ~Q(before=F("chosen"))
"""The items that change their caseworker, as a filter."""
