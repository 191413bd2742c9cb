"""An applicant with everything about her that has a date."""

import uuid
from datetime import timedelta
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CharField, Deferrable, F, Func, Q, Value
from django.db.models.functions import Concat

from kit.history import tracked
from routing.enums import RELATION_CHOICES, Gender, KeepReason, StatusKind
from routing.models.listed import lists_anew
from routing.rules.codes import Relation

CUSTOMER_NUMBER_FORM = r"^[0-9]{3}[A-Z][0-9]{6}$"
BG_NUMBER_FORM = r"^[0-9]{5}//[0-9]{7}$"
CUSTOMER_NUMBER_HINT = "Drei Ziffern, ein Buchstabe, sechs Ziffern, zum Beispiel 335A100001."
BG_NUMBER_HINT = "Fünf Ziffern, zwei Schrägstriche, sieben Ziffern, zum Beispiel 33502//0000101."


LONGEST_EXCEPTION = timedelta(days=366)
"""From the first day of an exception to the first day without it."""


def _full_name() -> Concat:
    return Concat(F("last_name"), Value(" "), F("first_name"), output_field=CharField())


@tracked(exclude=["search_name", "sort_name"])
class Applicant(models.Model):
    """A person who applies for benefits. Addressed from outside by an opaque key, never by a number."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer_number = models.CharField("Kundennummer", max_length=10, unique=True, help_text=CUSTOMER_NUMBER_HINT)
    bg_number = models.CharField("BG-Nummer", max_length=14, help_text=BG_NUMBER_HINT)
    last_name = models.CharField("Nachname", max_length=120)
    first_name = models.CharField("Vorname", max_length=120)
    birth_date = models.DateField("Geburtsdatum")
    gender = models.CharField("Geschlecht", max_length=1, choices=Gender.choices, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    postal_code = models.CharField("PLZ", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    telephone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    verbis_single_parent = models.BooleanField("Merkmal alleinerziehend in VerBIS", default=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    search_name = models.GeneratedField(
        expression=Func(_full_name(), function="fold_name", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_name = models.GeneratedField(
        expression=Func(_full_name(), function="plain_name", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "Bewerber/in"
        verbose_name_plural = "Bewerberinnen und Bewerber"
        indexes = (
            models.Index(fields=["sort_name", "id"], name="applicant_by_name"),
            models.Index(fields=["bg_number"], name="applicant_by_bg"),
            models.Index(fields=["birth_date", "search_name"], name="applicant_by_birth"),
            GinIndex(fields=["search_name"], opclasses=["gin_trgm_ops"], name="applicant_search"),
        )
        constraints = (
            models.CheckConstraint(
                name="applicant_customer_number_form",
                condition=Q(customer_number__regex=CUSTOMER_NUMBER_FORM),
                violation_error_message=f"Geben Sie die Kundennummer so ein: {CUSTOMER_NUMBER_HINT}",
            ),
            models.CheckConstraint(
                name="applicant_bg_number_form",
                condition=Q(bg_number__regex=BG_NUMBER_FORM),
                violation_error_message=f"Geben Sie die BG-Nummer so ein: {BG_NUMBER_HINT}",
            ),
            models.CheckConstraint(
                name="applicant_named",
                condition=Q(last_name__regex=r"\S") & Q(first_name__regex=r"\S"),
                violation_error_message="Geben Sie Nachname und Vorname ein.",
            ),
        )
        triggers = (lists_anew("list_renamed", "NEW.id", pgtrigger.UpdateOf("last_name", "first_name", "birth_date")),)

    def __str__(self) -> str:
        return f"{self.last_name}, {self.first_name}"


@tracked()
class HouseholdMember(models.Model):
    """Another person of an applicant's household, seen from that applicant. ``moved_out`` is the first day on which
    she no longer lives there.
    """

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="members")
    relation = models.CharField("Beziehung", max_length=16, choices=RELATION_CHOICES)
    last_name = models.CharField("Nachname", max_length=120, blank=True)
    first_name = models.CharField("Vorname", max_length=120, blank=True)
    birth_date = models.DateField("Geburtsdatum", null=True, blank=True)
    married_on = models.DateField("verheiratet seit", null=True, blank=True)
    moved_in = models.DateField("im Haushalt seit", null=True, blank=True)
    moved_out = models.DateField("erster Tag nicht mehr im Haushalt", null=True, blank=True)

    class Meta:
        verbose_name = "Haushaltsmitglied"
        verbose_name_plural = "Haushaltsmitglieder"
        ordering = ("birth_date", "id")
        constraints = (
            models.CheckConstraint(
                name="member_relation_known",
                condition=Q(relation__in=[relation.value for relation in Relation]),
                violation_error_message="Wählen Sie die Beziehung aus der Liste.",
            ),
            models.CheckConstraint(
                name="member_moves_out_after_moving_in",
                condition=Q(moved_in__isnull=True) | Q(moved_out__isnull=True) | Q(moved_out__gte=F("moved_in")),
                violation_error_message="Der Auszug liegt vor dem Einzug. Prüfen Sie beide Daten.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@tracked()
class DatedStatus(models.Model):
    """A status that an applicant has for a time."""

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="statuses")
    kind = models.CharField("Art", max_length=32, choices=StatusKind.choices)
    period = DateRangeField("Zeitraum")

    class Meta:
        verbose_name = "Status"
        verbose_name_plural = "Status"
        ordering = ("kind", "period")
        constraints = (
            models.CheckConstraint(
                name="status_kind_known",
                condition=Q(kind__in=StatusKind.values),
                violation_error_message="Wählen Sie den Status aus der Liste.",
            ),
            models.CheckConstraint(
                name="status_starts_on_a_day",
                condition=Q(period__isempty=False, period__lower_inf=False),
                violation_error_message="Geben Sie den ersten Tag des Status ein; das Ende darf nicht davor liegen.",
            ),
            ExclusionConstraint(
                name="status_periods_do_not_overlap",
                expressions=[
                    (F("applicant"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (F("period"), RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Zwei Zeiträume desselben Status überschneiden sich. Passen Sie Beginn oder "
                "Ende an.",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


@tracked()
class Pregnancy(models.Model):
    """A pregnancy mark. ``ended_on`` is the first day without it; no reason is asked for or stored."""

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="pregnancies")
    due_date = models.DateField("Entbindungstermin", null=True, blank=True)
    proof_seen_on = models.DateField("Nachweis gesehen am", null=True, blank=True)
    ended_on = models.DateField("Kennzeichen beendet ab", null=True, blank=True)
    expected_single_parent = models.BooleanField("künftig alleinerziehend", default=False)

    class Meta:
        verbose_name = "Schwangerschaft"
        verbose_name_plural = "Schwangerschaften"
        ordering = ("due_date", "id")
        constraints = (
            models.UniqueConstraint(
                name="pregnancy_once_per_due_date",
                fields=["applicant", "due_date"],
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Zu diesem Entbindungstermin gibt es schon einen Eintrag. Ändern Sie jenen.",
            ),
        )

    def __str__(self) -> str:
        return "Schwangerschaft"


@tracked()
class CaseManagementAssessment(models.Model):
    """Whether the criteria of case management are met (Ziffer 3), for the days on which that result stands; and, where
    the case is kept all the same ("grds."), the exception with its days, its reason and whose decision it is.

    ``criteria`` are those that were looked at, in the words of then: a list of ``phase``, ``text`` and ``is_met``; it
    is never changed. Empty: only the result was entered.
    """

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="assessments")
    period = DateRangeField("gilt")
    criteria_met = models.BooleanField("Kriterien liegen vor")
    criteria: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(
        "geprüfte Kriterien", default=list, blank=True
    )
    next_due = models.DateField("nächste Prüfung", null=True, blank=True)
    # The stubs of django do not know that a range may be null.
    exception_period = DateRangeField("Ausnahme gilt", null=True, blank=True)  # type: ignore[misc]
    exception_code = models.CharField("Grund der Ausnahme", max_length=24, choices=KeepReason.choices, blank=True)
    exception_reason = models.CharField("Begründung der Ausnahme", max_length=400, blank=True)
    exception_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "Prüfung Fallmanagement"
        verbose_name_plural = "Prüfungen Fallmanagement"
        ordering = ("period",)
        constraints = (
            models.CheckConstraint(
                name="assessment_starts_on_a_day",
                condition=Q(period__isempty=False, period__lower_inf=False),
                violation_error_message="Geben Sie den Tag der Prüfung ein; das Ende darf nicht davor liegen.",
            ),
            ExclusionConstraint(
                name="assessment_periods_do_not_overlap",
                expressions=[(F("applicant"), RangeOperators.EQUAL), (F("period"), RangeOperators.OVERLAPS)],
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Zwei Prüfungen gelten am selben Tag. Beenden Sie die ältere am Tag davor.",
            ),
            models.CheckConstraint(
                name="assessment_exception_whole",
                condition=Q(
                    exception_period__isnull=True, exception_code="", exception_reason="", exception_by__isnull=True
                )
                | Q(
                    criteria_met=True,
                    exception_period__isnull=False,
                    exception_period__isempty=False,
                    exception_period__lower_inf=False,
                    exception_code__in=KeepReason.values,
                    exception_reason__regex=r"\S",
                    exception_by__isnull=False,
                ),
                violation_error_message="Eine Ausnahme braucht erfüllte Kriterien, einen ersten Tag, einen Grund aus "
                "der Liste und eine Begründung.",
            ),
            models.CheckConstraint(
                name="assessment_exception_ends",
                condition=Q(exception_period__isnull=True)
                | Q(
                    exception_period__upper_inf=False,
                    exception_period__endswith__lte=F("exception_period__startswith") + LONGEST_EXCEPTION,
                ),
                violation_error_message="Eine Ausnahme endet nach höchstens einem Jahr. Geben Sie den Tag ein, bis zu "
                "dem sie gilt.",
            ),
            models.CheckConstraint(
                name="assessment_due_after_its_day",
                condition=Q(next_due__isnull=True) | Q(next_due__gt=F("period__startswith")),
                violation_error_message="Die nächste Prüfung liegt nach dieser. Geben Sie einen späteren Tag ein.",
            ),
        )
        triggers = (pgtrigger.ReadOnly(name="criteria_stay", fields=["criteria"]),)

    def __str__(self) -> str:
        return "Prüfung Fallmanagement"
