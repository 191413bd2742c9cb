"""What the night finds and people settle: lapses of the status, hand-overs of cases, and what comes up."""

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kit.history import tracked
from routing.enums import (
    GROUND_CHOICES,
    LAPSE_CAUSE_CHOICES,
    LIVE_TRANSFER_STATES,
    NOTICE_KIND_CHOICES,
    Deviation,
    HandoverTask,
    ReturnReason,
    TransferState,
    TransferStepKind,
)
from routing.models.applicant import Applicant
from routing.models.case import Case
from routing.models.decision import Decision

RUNNING_TRANSFERS = Q(state__in=LIVE_TRANSFER_STATES) | Q(state=TransferState.COMPLETED, first_contact_on__isnull=True)
"""What is not done with yet: until the receiving side has spoken with the applicant."""


class Lapse(models.Model):
    """The end of a spell of the single-parent status (Ziffer 2). ``since`` is the first day without it, ``known_on``
    the day on which the office learnt of it. One for each decision that said no after one that said yes.
    """

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="lapses")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="lapse")
    cause = models.CharField("Grund", max_length=40, choices=LAPSE_CAUSE_CHOICES)
    since = models.DateField("seit")
    known_on = models.DateField("bekannt am")

    class Meta:
        verbose_name = "Wegfall des Merkmals"
        verbose_name_plural = "Wegfälle des Merkmals"
        ordering = ("-known_on", "-pk")
        indexes = (models.Index(fields=["applicant", "known_on"], name="lapse_by_applicant"),)
        constraints = (
            models.CheckConstraint(
                name="lapse_cause_known",
                condition=Q(cause__in=[code for code, _ in LAPSE_CAUSE_CHOICES]),
                violation_error_message="Diesen Grund eines Wegfalls gibt es nicht.",
            ),
            models.CheckConstraint(
                name="lapse_known_when_it_holds",
                condition=Q(known_on__gte=F("since")),
                violation_error_message="Ein Wegfall wird nicht bekannt, bevor er gilt.",
            ),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.get_cause_display()} seit {self.since:%d.%m.%Y}"


@tracked()
class Transfer(models.Model):
    """The hand-over of a running case from one desk to another (Überstellung).

    ``due_on`` is the day by which the present step is due. ``attempt`` counts the proposals for the same desk: the
    second return makes it three. ``answer_changed``: it was initiated, and the rules say otherwise since.
    ``sheet`` is the hand-over sheet as it was when the transfer was initiated.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="transfers")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="von")
    target = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", verbose_name="nach")
    state = models.CharField("Stand", max_length=16, choices=TransferState.choices, default=TransferState.PROPOSED)
    attempt = models.PositiveSmallIntegerField("Versuch", default=1)
    proposed_on = models.DateField("vorgeschlagen am")
    due_on = models.DateField("fällig am")
    answer_changed = models.BooleanField("Antwort hat sich geändert", default=False)
    note = models.TextField("Vermerk", blank=True)
    sheet: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)
    effective_on = models.DateField("wirksam ab", null=True)
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="neue IFK"
    )
    ground = models.CharField("vorgeschlagen, weil", max_length=16, choices=GROUND_CHOICES, blank=True, db_default="")
    deviation = models.CharField(
        "abweichend vom Vorschlag, weil", max_length=16, choices=Deviation.choices, blank=True, db_default=""
    )
    first_contact_on = models.DateField("Erstkontakt am", null=True)

    class Meta:
        verbose_name = "Überstellung"
        verbose_name_plural = "Überstellungen"
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(fields=["source", "due_on"], name="transfer_running_by_source", condition=RUNNING_TRANSFERS),
            models.Index(fields=["target", "due_on"], name="transfer_running_by_target", condition=RUNNING_TRANSFERS),
            models.Index(
                fields=["effective_on"], name="transfer_to_complete", condition=Q(state=TransferState.ACCEPTED)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="transfer_state_known",
                condition=Q(state__in=TransferState.values),
                violation_error_message="Diesen Stand einer Überstellung gibt es nicht.",
            ),
            models.UniqueConstraint(
                name="transfer_one_open",
                fields=["applicant"],
                condition=Q(state__in=LIVE_TRANSFER_STATES),
                violation_error_message="Für diesen Fall läuft schon eine Überstellung.",
            ),
            models.CheckConstraint(
                name="transfer_changes_the_desk",
                condition=~Q(source=F("target")),
                violation_error_message="Eine Überstellung führt zu einer anderen Stelle.",
            ),
            models.CheckConstraint(
                name="transfer_accepted_whole",
                condition=~Q(state__in=[TransferState.ACCEPTED, TransferState.COMPLETED])
                | Q(effective_on__isnull=False, caseworker__isnull=False),
                violation_error_message="Zur Annahme gehören der Tag, ab dem sie gilt, und die neue IFK.",
            ),
            models.CheckConstraint(
                name="transfer_choice_explained",
                condition=Q(ground="") & Q(deviation__in=["", *Deviation.values])
                | Q(deviation="") & Q(ground__in=[code for code, _ in GROUND_CHOICES]),
                violation_error_message="Wählen Sie den Vorschlag, oder warum es jemand anderes sein soll.",
            ),
            models.CheckConstraint(
                name="transfer_initiated_with_sheet",
                condition=~Q(state__in=[TransferState.INITIATED, TransferState.ACCEPTED, TransferState.COMPLETED])
                | Q(sheet__isnull=False),
                violation_error_message="Zur eingeleiteten Überstellung gehört der Übergabebogen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"

    @property
    def is_agreed(self) -> bool:
        """Whether both sides know who is responsible from when."""
        return self.state in {TransferState.ACCEPTED, TransferState.COMPLETED}


class TransferStep(models.Model):
    """What happened to a transfer, when and by whom; nobody: the night, or a change of the facts."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("Schritt", max_length=24, choices=TransferStepKind.choices)
    at = models.DateTimeField("am")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField("Grund", max_length=24, choices=ReturnReason.choices, blank=True)
    note = models.TextField("Vermerk", blank=True)

    class Meta:
        verbose_name = "Schritt einer Überstellung"
        verbose_name_plural = "Schritte einer Überstellung"
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="transfer_step_known",
                condition=Q(kind__in=TransferStepKind.values),
                violation_error_message="Diesen Schritt gibt es nicht.",
            ),
            models.CheckConstraint(
                name="transfer_returned_for_a_reason",
                condition=~Q(kind=TransferStepKind.RETURNED) | Q(reason__in=ReturnReason.values),
                violation_error_message="Wählen Sie, warum die Überstellung zurückgeht.",
            ),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.get_kind_display()


class Notice(models.Model):
    """Something with a known date that comes up, noted ``lead_days`` before, once."""

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField("Anlass", max_length=24, choices=NOTICE_KIND_CHOICES)
    day = models.DateField("am")
    lead_days = models.PositiveSmallIntegerField("Tage vorher")
    noted_on = models.DateField("gemeldet am")

    class Meta:
        verbose_name = "Ankündigung"
        verbose_name_plural = "Ankündigungen"
        ordering = ("day", "pk")
        indexes = (models.Index(fields=["day", "applicant"], name="notice_by_day"),)
        constraints = (
            models.UniqueConstraint(
                name="notice_once",
                fields=["applicant", "kind", "day", "lead_days"],
                violation_error_message="Das ist schon gemeldet.",
            ),
            models.CheckConstraint(
                name="notice_kind_known",
                condition=Q(kind__in=[code for code, _ in NOTICE_KIND_CHOICES]),
                violation_error_message="Diesen Anlass gibt es nicht.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} am {self.day:%d.%m.%Y}"


class ReviewRun(models.Model):
    """A night: what was due on its day, and what came of it. Counted up by the chunks as they are done."""

    on = models.DateField("für den Tag", unique=True)
    started_at = models.DateTimeField("begonnen")
    finished_at = models.DateTimeField("beendet", null=True)
    reviewed = models.PositiveIntegerField("geprüft", default=0)
    lapsed = models.PositiveIntegerField("Merkmal entfallen", default=0)
    desk_changed = models.PositiveIntegerField("andere Stelle", default=0)

    class Meta:
        verbose_name = "Nachtlauf"
        verbose_name_plural = "Nachtläufe"
        ordering = ("-on",)

    def __str__(self) -> str:
        return f"Nachtlauf für den {self.on:%d.%m.%Y}"


class SetAside(models.Model):
    """An applicant whom the night could not review, and why; gone as soon as a night can."""

    applicant = models.OneToOneField(Applicant, on_delete=models.CASCADE, related_name="set_aside")
    since = models.DateField("seit")
    last_at = models.DateTimeField("zuletzt versucht")
    reason = models.CharField("Grund", max_length=200)

    class Meta:
        verbose_name = "zurückgestellter Fall"
        verbose_name_plural = "zurückgestellte Fälle"
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return str(self.applicant.key)


@tracked()
class HandoverTerm(models.Model):
    """How many working days a step of a hand-over may take."""

    task = models.CharField("Schritt", max_length=16, primary_key=True, choices=HandoverTask.choices)
    working_days = models.PositiveSmallIntegerField("Arbeitstage")

    class Meta:
        verbose_name = "Frist der Überstellung"
        verbose_name_plural = "Fristen der Überstellung"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="handover_term_bearable",
                condition=Q(working_days__range=(1, 60)),
                violation_error_message="Eine Frist hat 1 bis 60 Arbeitstage.",
            ),
            models.CheckConstraint(
                name="handover_term_known",
                condition=Q(task__in=HandoverTask.values),
                violation_error_message="Diesen Schritt einer Überstellung gibt es nicht.",
            ),
        )

    def __str__(self) -> str:
        return self.get_task_display()
