"""Whole lists that are taken in: the run, its files, what the dry run found, and what the file said last."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, Value

from kit.files import private_storage, random_name
from kit.history import tracked
from kit.runs import Run
from routing.enums import (
    FIELD_RULE_CHOICES,
    IMPORT_FIELD_CHOICES,
    OPEN_IMPORT_STATES,
    EntryOutcome,
    ImportFileKind,
    ImportState,
)
from routing.models.applicant import Applicant


class ImportRun(Run):
    """One taking in of the office's lists, from the upload through the dry run to applying it.

    ``counts`` holds the applicants read, those in whom nothing changed, and how many there are of each outcome: the
    figures outlive the entries, which name persons. ``attempts`` are those of the present state. ``notice`` is one
    sentence on what did not go as wished.
    """

    UNDER_WAY = (ImportState.CHECKING.value, ImportState.APPLYING.value)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField("Stand", max_length=16, choices=ImportState.choices, default=ImportState.CHECKING)
    requested_at = models.DateTimeField("hochgeladen am")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="hochgeladen von"
    )
    on = models.DateField("geprüft für den Tag", null=True)
    checked_at = models.DateTimeField("geprüft am", null=True)
    apply_at = models.DateTimeField("Anwenden verlangt am", null=True)
    apply_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField("beendet am", null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    counts: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    notice = models.TextField("Hinweis", blank=True)

    class Meta:
        verbose_name = "Einspielung"
        verbose_name_plural = "Einspielungen"
        ordering = ("-requested_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="import_state_known",
                condition=Q(state__in=ImportState.values),
                violation_error_message="Diesen Stand einer Einspielung gibt es nicht.",
            ),
            models.UniqueConstraint(
                Value(1),
                name="import_one_at_a_time",
                condition=Q(state__in=OPEN_IMPORT_STATES),
                violation_error_message="Es läuft schon eine Einspielung. Wenden Sie jene an oder verwerfen Sie sie.",
            ),
            models.CheckConstraint(
                name="import_ended_whole",
                condition=Q(state__in=OPEN_IMPORT_STATES, ended_at__isnull=True)
                | (~Q(state__in=OPEN_IMPORT_STATES) & Q(ended_at__isnull=False)),
                violation_error_message="Eine beendete Einspielung hat einen Zeitpunkt, eine offene keinen.",
            ),
            models.CheckConstraint(
                name="import_apply_requested_whole",
                condition=Q(apply_at__isnull=True, apply_by__isnull=True)
                | Q(apply_at__isnull=False, apply_by__isnull=False),
                violation_error_message="Zu jedem Anwenden gehören Zeitpunkt und Konto.",
            ),
        )

    def __str__(self) -> str:
        return f"Einspielung vom {self.requested_at:%d.%m.%Y}"

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the way of another one."""
        return self.state in OPEN_IMPORT_STATES


class ImportFile(models.Model):
    """An uploaded list. ``number`` 0 belongs to the first upload, 1 and more to corrections of it, in their order.

    ``name`` is what the user called it; the file itself lies under a random name and is deleted with the end of the
    run, ``content`` is empty then.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=16, choices=ImportFileKind.choices)
    name = models.CharField(max_length=120)
    content = models.FileField(storage=private_storage, upload_to=random_name, blank=True)

    class Meta:
        verbose_name = "eingespielte Datei"
        verbose_name_plural = "eingespielte Dateien"
        ordering = ("number", "pk")
        constraints = (
            models.CheckConstraint(
                name="import_file_kind_known",
                condition=Q(kind__in=ImportFileKind.values),
                violation_error_message="Diese Art von Datei gibt es nicht.",
            ),
            models.UniqueConstraint(
                name="import_file_once_per_upload",
                fields=["run", "number", "kind"],
                violation_error_message="Diese Datei ist schon hochgeladen.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ImportEntry(models.Model):
    """What the lists would do, or did, to one applicant. Applicants of whom they say nothing new have none.

    ``differences`` is a list of `routing.caseload.judge.Difference` by name. ``desk_now`` is the desk that is
    responsible; ``desk_before`` and ``desk_after`` are the rules' answers for the stored and for the new facts;
    ``seat`` is the desk that `bestand.csv` names for somebody new.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="entries")
    outcome = models.CharField("Ergebnis", max_length=16, choices=EntryOutcome.choices)
    customer_number = models.CharField("Kundennummer", max_length=10)
    last_name = models.CharField("Nachname", max_length=120)
    first_name = models.CharField("Vorname", max_length=120)
    birth_date = models.DateField("Geburtsdatum")
    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, null=True, related_name="+")
    revision = models.PositiveIntegerField(null=True)
    differences: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)
    contradicts = models.BooleanField(default=False)
    desk_now = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, null=True, related_name="+")
    desk_before = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, null=True, related_name="+")
    desk_after = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, null=True, related_name="+")
    seat = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Ergebnis der Einspielung"
        verbose_name_plural = "Ergebnisse der Einspielung"
        ordering = ("pk",)
        indexes = (models.Index(fields=["run", "outcome", "id"], name="import_entry_by_outcome"),)
        constraints = (
            models.CheckConstraint(
                name="import_outcome_known",
                condition=Q(outcome__in=EntryOutcome.values),
                violation_error_message="Dieses Ergebnis gibt es nicht.",
            ),
            models.UniqueConstraint(
                name="import_entry_once_per_applicant",
                fields=["run", "customer_number"],
                violation_error_message="Zu dieser Kundennummer gibt es in der Einspielung schon ein Ergebnis.",
            ),
        )

    def __str__(self) -> str:
        return self.customer_number


class ImportQuestion(models.Model):
    """Something that a person entered and the file contradicts, where the rule of the field is to ask.

    While ``answer`` is empty, the entry stays, and the next run asks again.
    """

    entry = models.ForeignKey(ImportEntry, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=120)
    label = models.CharField("Angabe", max_length=200)
    stored = models.TextField("Eintrag", blank=True)
    filed = models.TextField("Datei", blank=True)
    answer = models.CharField("Antwort", max_length=8, choices=FIELD_RULE_CHOICES, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Frage der Einspielung"
        verbose_name_plural = "Fragen der Einspielung"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="import_question_once",
                fields=["entry", "key"],
                violation_error_message="Diese Frage ist schon gestellt.",
            ),
            models.CheckConstraint(
                name="import_question_answered_whole",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | Q(answer__in=["file", "entry"], answered_at__isnull=False, answered_by__isnull=False),
                violation_error_message="Wählen Sie, ob der Eintrag oder die Datei gilt.",
            ),
        )

    def __str__(self) -> str:
        return self.label


class ImportDuplicate(models.Model):
    """A new applicant of the lists who may be somebody whom the office knows, or who stands in them twice."""

    entry = models.ForeignKey(ImportEntry, on_delete=models.CASCADE, related_name="duplicates")
    other = models.ForeignKey(Applicant, on_delete=models.CASCADE, null=True, related_name="+")
    other_number = models.CharField("andere Kundennummer", max_length=10)

    class Meta:
        verbose_name = "mögliche Dublette"
        verbose_name_plural = "mögliche Dubletten"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="import_duplicate_once",
                fields=["entry", "other_number"],
                violation_error_message="Diese Dublette ist schon genannt.",
            ),
        )

    def __str__(self) -> str:
        return self.other_number


class ImportProblem(models.Model):
    """A line that cannot be used: its place and why, never its content. ``list_kind`` is the one of the lists that
    a workbook holds.
    """

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="problems")
    list_kind = models.CharField("Liste", max_length=16, choices=ImportFileKind.choices)
    line = models.PositiveIntegerField("Zeile")
    column = models.CharField("Spalte", max_length=60)
    reason = models.CharField("Grund", max_length=40)

    class Meta:
        verbose_name = "unlesbare Zeile"
        verbose_name_plural = "unlesbare Zeilen"
        ordering = ("pk",)
        indexes = (models.Index(fields=["file", "line"], name="import_problem_by_line"),)

    def __str__(self) -> str:
        return f"Zeile {self.line}"


class ImportDroppedLine(models.Model):
    """A line that counts as if it did not stand in its list: its place, never its content."""

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="dropped_lines")
    list_kind = models.CharField("Liste", max_length=16, choices=ImportFileKind.choices)
    line = models.PositiveIntegerField("Zeile")
    dropped_at = models.DateTimeField("weggelassen am")
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="weggelassen von"
    )

    class Meta:
        verbose_name = "weggelassene Zeile"
        verbose_name_plural = "weggelassene Zeilen"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="import_dropped_line_of_a_list",
                condition=Q(list_kind__in=[kind for kind in ImportFileKind.values if kind != ImportFileKind.WORKBOOK]),
                violation_error_message="Diese Liste gibt es nicht.",
            ),
            models.UniqueConstraint(
                name="import_dropped_line_once",
                fields=["file", "list_kind", "line"],
                violation_error_message="Diese Zeile ist schon weggelassen.",
            ),
        )

    def __str__(self) -> str:
        return f"Zeile {self.line}"


@tracked()
class ImportFieldRule(models.Model):
    """Who is right when the file contradicts what somebody entered in a field."""

    field = models.CharField("Angabe", max_length=32, primary_key=True, choices=IMPORT_FIELD_CHOICES)
    rule = models.CharField("Regel", max_length=8, choices=FIELD_RULE_CHOICES)

    class Meta:
        verbose_name = "Regel der Einspielung"
        verbose_name_plural = "Regeln der Einspielung"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="import_rule_known",
                condition=Q(rule__in=[code for code, _ in FIELD_RULE_CHOICES])
                & Q(field__in=[code for code, _ in IMPORT_FIELD_CHOICES]),
                violation_error_message="Wählen Sie Angabe und Regel aus der Liste.",
            ),
        )

    def __str__(self) -> str:
        return self.get_field_display()


class ImportedRecord(models.Model):
    """What the lists said about an applicant when they were last applied: what of the stored record was entered since
    by people is told from it.
    """

    applicant = models.OneToOneField(Applicant, on_delete=models.CASCADE, primary_key=True, related_name="imported")
    values: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Stand der Datei"
        verbose_name_plural = "Stände der Datei"

    def __str__(self) -> str:
        return "Stand der Datei"
