"""Answers of the rules, kept as they were given."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from routing.enums import BASIS_CHOICES, OPEN_POINT_CHOICES, RULE_NUMBERS, Occasion
from routing.models.applicant import Applicant
from routing.models.listed import lists_anew
from routing.models.override import Override
from routing.rules.codes import OpenPoint


class Decision(models.Model):
    """One answer with everything it rested on: never changed, never deleted, never computed again.

    ``trace`` holds the seven rules in order, each with number, title, source, outcome and the sentence as it was told;
    before them the ``override``, where one names the ``desk`` instead. ``rule`` is that of the rules in any case.
    """

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="decisions")
    occasion = models.CharField("Anlass", max_length=32, choices=Occasion.choices)
    on = models.DateField("für den Tag")
    decided_at = models.DateTimeField("entschieden am")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    desk = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="Stelle")
    rule = models.PositiveSmallIntegerField("Regel")
    override = models.ForeignKey(Override, on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.CharField("Grundlage", max_length=16, choices=BASIS_CHOICES, blank=True)
    open_points = ArrayField(models.CharField(max_length=32, choices=OPEN_POINT_CHOICES), default=list)
    holds_until = models.DateField("gilt bis", null=True)
    reason = models.TextField("Begründung")
    trace: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField()
    facts: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    policy: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField()

    class Meta:
        verbose_name = "Entscheidung"
        verbose_name_plural = "Entscheidungen"
        indexes = (
            models.Index(fields=["applicant", "decided_at"], name="decision_by_applicant"),
            models.Index(fields=["holds_until"], name="decision_by_holds_until"),
        )
        constraints = (
            models.CheckConstraint(
                name="decision_rule_known",
                condition=Q(rule__in=RULE_NUMBERS),
                violation_error_message="Diese Regel gibt es nicht.",
            ),
            models.CheckConstraint(
                name="decision_holds_on_its_day",
                condition=Q(holds_until__isnull=True) | Q(holds_until__gte=F("on")),
                violation_error_message="Eine Entscheidung gilt mindestens an ihrem Tag.",
            ),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.desk_id} am {self.on:%d.%m.%Y}"

    @property
    def single_parent(self) -> bool:
        """Whether the answer was: single parent (Ziffer 2)."""
        return bool(self.basis)

    @property
    def open_point_labels(self) -> list[str]:
        """The open points in German."""
        return [OpenPoint(code).label for code in self.open_points]


class CurrentDecision(models.Model):
    """The decision that stands for an applicant, the day on which to ask again, and the day on which to announce what
    comes up; narrow, because the nightly review reads and writes it for many. ``next_desk`` is the desk after the
    decision's last day, if nothing but time passes.
    """

    applicant = models.OneToOneField(Applicant, on_delete=models.PROTECT, primary_key=True, related_name="current")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField("wieder prüfen am", null=True, db_index=True)
    notice_on = models.DateField("anzukündigen am", null=True, db_index=True)
    next_desk = models.ForeignKey(
        "staff.Desk", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="danach", db_index=False
    )

    class Meta:
        verbose_name = "geltende Entscheidung"
        verbose_name_plural = "geltende Entscheidungen"
        triggers = (
            lists_anew("list_decided", "NEW.applicant_id", pgtrigger.Insert | pgtrigger.UpdateOf("decision_id")),
        )

    def __str__(self) -> str:
        return str(self.decision)
