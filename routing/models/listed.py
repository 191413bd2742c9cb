"""The open cases as the list reads them: one narrow row each, so that any order and filter is one look at one table."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


def lists_anew(name: str, applicant: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Write an applicant's row of the list anew after an operation; ``applicant`` is her id in the trigger's terms.

    The function ``list_anew`` comes with the migration of this table. Triggers call it, so that no door can forget it.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        func=f"PERFORM list_anew({applicant}); RETURN NULL;",
    )


class ListedCase(models.Model):
    """An open case with what the list sorts and filters by. Kept by triggers, read by the list, written by nobody.

    ``holds_until`` of an answer for ever is the open end, so that it sorts behind all others.
    """

    applicant = models.OneToOneField(
        "routing.Applicant", on_delete=models.CASCADE, primary_key=True, related_name="listed"
    )
    desk = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_desk = models.ForeignKey("staff.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    sort_name = models.TextField()
    birth_date = models.DateField()
    basis = models.CharField(max_length=16, blank=True)
    open_points = ArrayField(models.CharField(max_length=32))
    holds_until = models.DateField()

    class Meta:
        verbose_name = "gelisteter Fall"
        verbose_name_plural = "gelistete Fälle"
        indexes = (
            models.Index(fields=["desk", "sort_name", "applicant"], name="listed_by_name"),
            models.Index(fields=["desk", "holds_until", "applicant"], name="listed_by_end"),
            models.Index(fields=["desk", "birth_date", "applicant"], name="listed_by_birth"),
        )

    def __str__(self) -> str:
        return self.sort_name
