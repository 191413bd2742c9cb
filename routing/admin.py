"""Master data of routing: the values that the rules are given. Applicants, decisions and logs are not edited here."""

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest

from routing.enums import IMPORT_FIELD_CHOICES
from routing.models import (
    CaseManagementCriterion,
    ChecklistItem,
    HandoverTerm,
    ImportFieldRule,
    PolicyVersion,
    ReviewRun,
    SetAside,
)
from staff.site import ShownAdmin, site


@admin.register(PolicyVersion, site=site)
class PolicyVersionAdmin(admin.ModelAdmin[PolicyVersion]):
    """Versions of the policy, to be looked at: never changed, because decisions were made by them; added only by two
    people together (`routing.outlook.what_if_actions`).
    """

    list_display = ("valid_from", "adult_age", "u25_age", "waiting_days", "other_adults_count")
    ordering = ("-valid_from",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A team lead asks for it, and somebody else puts it in force."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: PolicyVersion | None = None) -> bool:
        """A new version instead."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PolicyVersion | None = None) -> bool:
        """A new version instead."""
        return False


_PLACE_IN_RECORD = Case(
    *(When(field=code, then=Value(place)) for place, (code, _) in enumerate(IMPORT_FIELD_CHOICES)),
    output_field=IntegerField(),
)


@admin.register(ImportFieldRule, site=site)
class ImportFieldRuleAdmin(admin.ModelAdmin[ImportFieldRule]):
    """Who is right where a list contradicts an entry. Which fields there are is the lists' business."""

    list_display = ("field", "rule")
    fields = ("field", "rule")
    readonly_fields = ("field",)
    radio_fields = {"rule": admin.VERTICAL}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportFieldRule]:
        """The rules with the places of their fields in the record."""
        return ImportFieldRule.objects.annotate(place=_PLACE_IN_RECORD)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """As in the record, not by code."""
        return ("place",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Each field has its rule already."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportFieldRule | None = None) -> bool:
        """Without a rule nobody would be right."""
        return False


@admin.register(HandoverTerm, site=site)
class HandoverTermAdmin(admin.ModelAdmin[HandoverTerm]):
    """How many working days each step of a hand-over may take."""

    list_display = ("task", "working_days")
    readonly_fields = ("task",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Every step has one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: HandoverTerm | None = None) -> bool:
        """Every step has one."""
        return False


@admin.register(ChecklistItem, site=site)
class ChecklistItemAdmin(admin.ModelAdmin[ChecklistItem]):
    """What has to be done before a hand-over is initiated. Switched off instead of deleted: ticks rest on it."""

    list_display = ("text", "position", "is_active")
    ordering = ("position", "pk")

    def has_delete_permission(self, request: HttpRequest, obj: ChecklistItem | None = None) -> bool:
        """Switch it off instead."""
        return False


@admin.register(ReviewRun, site=site)
class ReviewRunAdmin(ShownAdmin):
    """The nights with what came of them."""

    list_display = ("on", "started_at", "finished_at", "reviewed", "lapsed", "desk_changed")


@admin.register(SetAside, site=site)
class SetAsideAdmin(ShownAdmin):
    """Who could not be reviewed and why: the opaque key, and no person."""

    list_display = ("applicant_key", "since", "last_at", "reason")
    list_select_related = ("applicant",)
    fields = ("applicant_key", "since", "last_at", "reason")
    readonly_fields = fields

    @admin.display(description="Schlüssel des Falls")
    def applicant_key(self, aside: SetAside) -> str:
        """The key under which the IT finds the record."""
        return str(aside.applicant.key)


@admin.register(CaseManagementCriterion, site=site)
class CaseManagementCriterionAdmin(admin.ModelAdmin[CaseManagementCriterion]):
    """The criteria of case management. Assessments keep the words of then, so every one may be changed or go."""

    list_display = ("text", "phase", "position", "is_active")
    list_filter = ("phase", "is_active")
