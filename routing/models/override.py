"""Answers of the rules that people set aside for a time."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from kit.history import tracked
from kit.ranges import as_period
from routing.enums import DECIDED_OVERRIDE_STATES, STANDING_OVERRIDE_STATES, OverrideReason, OverrideState
from routing.models.applicant import Applicant

LONGEST_OVERRIDE = timedelta(days=366)
"""From the first day of an override to the first day without it."""


@tracked()
class Override(models.Model):
    """For the days of ``period``, ``desk`` is responsible instead of that of the rules. It counts from its approval by
    a second person on. ``source`` is the desk that asked for it; ``ended_on`` the first day without it, where somebody
    ended it before its last day, or took the request back.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="overrides")
    source = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="beantragt von")
    desk = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="Stelle")
    period = DateRangeField("gilt")
    reason = models.CharField("Grund", max_length=24, choices=OverrideReason.choices)
    sentence = models.CharField("Begründung", max_length=400)
    state = models.CharField("Stand", max_length=16, choices=OverrideState.choices, default=OverrideState.REQUESTED)
    requested_at = models.DateTimeField("beantragt am")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("entschieden am", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField("Warum abgelehnt", max_length=400, blank=True)
    ended_at = models.DateTimeField("beendet am", null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField("gilt nicht mehr ab", null=True)

    class Meta:
        verbose_name = "Übersteuerung"
        verbose_name_plural = "Übersteuerungen"
        ordering = ("-requested_at", "-pk")
        indexes = (models.Index(fields=["source", "state"], name="override_by_source"),)
        constraints = (
            models.CheckConstraint(
                name="override_state_known",
                condition=Q(state__in=OverrideState.values),
                violation_error_message="Diesen Stand einer Übersteuerung gibt es nicht.",
            ),
            models.CheckConstraint(
                name="override_has_a_reason",
                condition=Q(reason__in=OverrideReason.values, sentence__regex=r"\S"),
                violation_error_message="Eine Übersteuerung braucht einen Grund aus der Liste und einen Satz dazu.",
            ),
            models.CheckConstraint(
                name="override_ends",
                condition=Q(
                    period__isempty=False,
                    period__lower_inf=False,
                    period__upper_inf=False,
                    period__endswith__lte=F("period__startswith") + LONGEST_OVERRIDE,
                ),
                violation_error_message="Eine Übersteuerung hat einen ersten und einen letzten Tag und dauert "
                "höchstens ein Jahr.",
            ),
            models.CheckConstraint(
                name="override_decided_by_somebody_else",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                violation_error_message="Über eine Übersteuerung entscheidet jemand anderes als wer sie beantragt hat.",
            ),
            models.CheckConstraint(
                name="override_decided_whole",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True) & ~Q(state__in=DECIDED_OVERRIDE_STATES)
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(state=OverrideState.REQUESTED),
                violation_error_message="Zur Entscheidung über eine Übersteuerung gehört, wer sie wann getroffen hat.",
            ),
            models.CheckConstraint(
                name="override_rejected_for_a_reason",
                condition=Q(state=OverrideState.REJECTED, answer__regex=r"\S")
                | (~Q(state=OverrideState.REJECTED) & Q(answer="")),
                violation_error_message="Schreiben Sie in einem Satz, warum Sie ablehnen.",
            ),
            models.CheckConstraint(
                name="override_ended_whole",
                condition=Q(
                    state=OverrideState.ENDED, ended_at__isnull=False, ended_by__isnull=False, ended_on__isnull=False
                )
                | (
                    ~Q(state=OverrideState.ENDED)
                    & Q(ended_at__isnull=True, ended_by__isnull=True, ended_on__isnull=True)
                ),
                violation_error_message="Zum Ende einer Übersteuerung gehört, wer sie wann beendet hat.",
            ),
            ExclusionConstraint(
                name="override_one_per_day",
                expressions=[(F("applicant"), RangeOperators.EQUAL), (F("period"), RangeOperators.OVERLAPS)],
                condition=Q(state__in=STANDING_OVERRIDE_STATES),
                violation_error_message="In dieser Zeit ist der Fall schon übersteuert, oder es ist beantragt.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.desk_id} ({self.get_state_display()})"

    @property
    def first_day(self) -> date:
        """Its first day."""
        return as_period(self.period).start

    @property
    def last_day(self) -> date | None:
        """The last day for which it was approved, or asked for; always set (constraint)."""
        return as_period(self.period).last_day
