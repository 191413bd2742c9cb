"""Cases: opened and closed, who is responsible for them, and who may look into them for a day."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from kit.history import tracked
from routing.enums import (
    GROUND_CHOICES,
    AccessReason,
    AssignmentOrigin,
    ClosingReason,
    ColleagueReason,
    Deviation,
)
from routing.models.applicant import Applicant
from routing.models.decision import Decision
from routing.models.listed import lists_anew

ASSIGNMENT_OUTSIDE_CASE = "Eine Zuordnung besteht nur, solange der Fall offen ist."
_ASSIGNMENT_IN_CASE = f"""
    IF EXISTS (
        SELECT FROM routing_assignment a JOIN routing_case c ON c.id = a.case_id
        WHERE {{scope}} AND (NOT a.period <@ c.period OR a.applicant_id <> c.applicant_id)
    ) THEN
        RAISE EXCEPTION '{ASSIGNMENT_OUTSIDE_CASE}' USING ERRCODE = 'check_violation', CONSTRAINT = '{{name}}';
    END IF;
    RETURN NULL;
"""


def _stays_in_case(name: str, scope: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        func=_ASSIGNMENT_IN_CASE.format(scope=scope, name=name),
    )


@tracked()
class Case(models.Model):
    """The days for which the office looks after an applicant: from opening up to, not including, the closing day."""

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="cases")
    period = DateRangeField("offen")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closing_reason = models.CharField("Grund", max_length=16, choices=ClosingReason.choices, blank=True)

    class Meta:
        verbose_name = "Fall"
        verbose_name_plural = "Fälle"
        ordering = ("period",)
        constraints = (
            models.CheckConstraint(
                name="case_opened_on_a_day",
                condition=Q(period__isempty=False, period__lower_inf=False),
                violation_error_message="Ein Fall beginnt an einem Tag und endet nicht davor.",
            ),
            models.CheckConstraint(
                name="case_closed_whole",
                condition=Q(period__upper_inf=True, closed_at__isnull=True, closed_by__isnull=True, closing_reason="")
                | Q(
                    period__upper_inf=False,
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    closing_reason__in=ClosingReason.values,
                ),
                violation_error_message="Wählen Sie, warum der Fall geschlossen wird.",
            ),
            ExclusionConstraint(
                name="case_periods_do_not_overlap",
                expressions=[(F("applicant"), RangeOperators.EQUAL), (F("period"), RangeOperators.OVERLAPS)],
                violation_error_message="Der Fall ist in dieser Zeit schon offen.",
            ),
        )
        triggers = (_stays_in_case("case_keeps_assignments", "c.id = NEW.id"),)

    def __str__(self) -> str:
        return "Fall"


@tracked()
class Assignment(models.Model):
    """Which desk is responsible for an applicant, and which caseworker there, from a day on. ``reason``: why a
    colleague of the same desk took the case. ``ground``: why she was proposed; ``deviation``: why it is not who was.
    """

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="assignments")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    desk = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="Stelle")
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="IFK"
    )
    period = DateRangeField("zuständig")
    origin = models.CharField("Anlass", max_length=32, choices=AssignmentOrigin.choices)
    reason = models.CharField("Grund", max_length=16, choices=ColleagueReason.choices, blank=True, db_default="")
    ground = models.CharField("vorgeschlagen, weil", max_length=16, choices=GROUND_CHOICES, blank=True, db_default="")
    deviation = models.CharField(
        "abweichend vom Vorschlag, weil", max_length=16, choices=Deviation.choices, blank=True, db_default=""
    )
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Zuordnung"
        verbose_name_plural = "Zuordnungen"
        ordering = ("period",)
        indexes = (
            models.Index(
                fields=["desk", "applicant"], name="assignment_open_by_desk", condition=Q(period__upper_inf=True)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="assignment_starts_on_a_day",
                condition=Q(period__isempty=False, period__lower_inf=False),
                violation_error_message="Eine Zuordnung beginnt an einem Tag und endet nicht davor.",
            ),
            models.CheckConstraint(
                name="assignment_colleague_for_a_reason",
                condition=Q(origin=AssignmentOrigin.COLLEAGUE, reason__in=ColleagueReason.values)
                | (~Q(origin=AssignmentOrigin.COLLEAGUE) & Q(reason="")),
                violation_error_message="Wählen Sie, warum die IFK wechselt.",
            ),
            models.CheckConstraint(
                name="assignment_choice_explained",
                condition=Q(ground="") & Q(deviation__in=["", *Deviation.values])
                | Q(deviation="") & Q(ground__in=[code for code, _ in GROUND_CHOICES]),
                violation_error_message="Wählen Sie den Vorschlag, oder warum es jemand anderes sein soll.",
            ),
            ExclusionConstraint(
                name="assignment_one_per_day",
                expressions=[(F("applicant"), RangeOperators.EQUAL), (F("period"), RangeOperators.OVERLAPS)],
                violation_error_message="An jedem Tag ist genau eine Stelle zuständig.",
            ),
        )
        triggers = (
            _stays_in_case("assignment_within_case", "a.id = NEW.id"),
            lists_anew(
                "list_assigned",
                "COALESCE(NEW.applicant_id, OLD.applicant_id)",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        return self.desk_id


@tracked()
class AccessGrant(models.Model):
    """Somebody opened the record of an applicant of another team, with a reason; it stays open to her for that day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("Grund", max_length=32, choices=AccessReason.choices)
    granted_at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        verbose_name = "Einzelzugriff"
        verbose_name_plural = "Einzelzugriffe"
        constraints = (
            models.CheckConstraint(
                name="access_reason_known",
                condition=Q(reason__in=AccessReason.values),
                violation_error_message="Wählen Sie einen Grund aus der Liste.",
            ),
            models.UniqueConstraint(
                name="access_once_per_day_and_reason",
                fields=["user", "applicant", "on", "reason"],
                violation_error_message="Der Zugriff ist für heute schon erfasst.",
            ),
        )

    def __str__(self) -> str:
        return self.get_reason_display()
