"""Master data of routing: the values that the rules are given. Applicants, decisions and logs are not edited here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from kit.formparts import GermanDateField
from routing.models import CaseManagementCriterion, PolicyVersion
from routing.policy_actions import put_in_force
from staff.site import site


class PolicyVersionForm(forms.ModelForm[PolicyVersion]):
    """A new version, for a day to come."""

    valid_from = GermanDateField(
        label="Gültig ab", help_text="TT.MM.JJJJ, frühestens morgen. Bis zum Tag davor gilt die vorige Fassung."
    )

    class Meta:
        model = PolicyVersion
        fields = ("valid_from", "adult_age", "u25_age", "waiting_days", "other_adults_count")

    def clean_valid_from(self) -> Any:
        """Tomorrow or later."""
        valid_from = self.cleaned_data["valid_from"]
        if valid_from <= localdate():
            raise forms.ValidationError("Vorgaben gelten frühestens ab morgen. Geben Sie einen späteren Tag ein.")
        return valid_from


@admin.register(PolicyVersion, site=site)
class PolicyVersionAdmin(admin.ModelAdmin[PolicyVersion]):
    """Versions of the policy: added for a day to come, never changed, because decisions were made by them."""

    form = PolicyVersionForm
    list_display = ("valid_from", "adult_age", "u25_age", "waiting_days", "other_adults_count")
    ordering = ("-valid_from",)

    def has_change_permission(self, request: HttpRequest, obj: PolicyVersion | None = None) -> bool:
        """A new version instead."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PolicyVersion | None = None) -> bool:
        """A new version instead."""
        return False

    def save_model(self, request: HttpRequest, obj: PolicyVersion, form: Any, change: Any) -> None:
        """Put it in force."""
        put_in_force(version=obj, on=localdate())


@admin.register(CaseManagementCriterion, site=site)
class CaseManagementCriterionAdmin(admin.ModelAdmin[CaseManagementCriterion]):
    """The criteria of case management. Assessments keep the words of then, so every one may be changed or go."""

    list_display = ("text", "phase", "position", "is_active")
    list_filter = ("phase", "is_active")
