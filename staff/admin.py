"""Master data of the office: teams, desks, accounts; and what became of the e-mails to them."""

from copy import copy
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.module_loading import import_string

from staff.forms import AccountCreationForm, AccountForm, AccountPasswordForm
from staff.models import Desk, KeyRange, OutgoingMail, Team, User
from staff.requests import acting_user
from staff.roles import Role
from staff.site import ShownAdmin, site
from staff.staffing.actions import serve

# Sent with what was entered once more, by whoever has read what is left behind.
CONFIRMED = "leaving_confirmed"


@admin.register(Team, site=site)
class TeamAdmin(admin.ModelAdmin[Team]):
    """Teams. One to which desks or people belong cannot be deleted."""

    search_fields = ("name",)


class KeyRangeInline(admin.TabularInline[KeyRange, Desk]):
    """Whose part of the key is what; what no part covers goes to whoever has most room."""

    model = KeyRange
    extra = 0

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Only caseworkers have cases."""
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(is_active=True, role=Role.CASEWORKER)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Desk, site=site)
class DeskAdmin(admin.ModelAdmin[Desk]):
    """Desks: how to reach them, to which team they belong, how many cases are a full load, by what key new ones are
    spread, and whether they serve single parents. Which desks there are is the rules' business (Ziffer 3), and they
    answer with the codes.
    """

    list_display = ("label", "team", "telephone", "room", "norm", "key", "serves_single_parents")
    list_select_related = ("team",)
    fields = ("code", "label", "team", "telephone", "room", "norm", "key", "serves_single_parents")
    inlines = (KeyRangeInline,)
    readonly_fields = ("code",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The rules know no further desk."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Desk | None = None) -> bool:
        """The rules answer with every one of them."""
        return False


@admin.register(User, site=site)
class AccountAdmin(UserAdmin[User]):
    """Accounts: one person, one role. They are shut, never deleted, because the history names them."""

    form = AccountForm
    add_form = AccountCreationForm
    add_form_template = None
    change_password_form = AccountPasswordForm
    list_display = ("username", "last_name", "first_name", "role", "team", "desk", "is_active")
    list_select_related = ("team", "desk")
    list_filter = ("role", "is_active", "team", "desk")
    search_fields = ("username", "first_name", "last_name")
    ordering = ("last_name", "first_name", "username")
    filter_horizontal = ()
    readonly_fields = ("new_password", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "new_password", "is_active")}),
        ("Person", {"fields": ("first_name", "last_name", "telephone", "email")}),
        ("Aufgabe", {"fields": ("role", "team", "desk")}),
        ("Zeiten", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "password1", "password2")}),
        ("Person", {"fields": ("first_name", "last_name", "telephone", "email")}),
        ("Aufgabe", {"fields": ("role", "team", "desk")}),
    )

    @admin.display(description="Passwort")
    def new_password(self, account: User) -> str:
        """The way to the page that sets a new one."""
        url = reverse("admin:auth_user_password_change", args=[account.pk])
        return format_html('<a href="{}">Neues Passwort setzen</a>', url)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody shuts herself out: the own role and state are for a colleague to change."""
        own = ("is_active", "role") if obj is not None and obj.pk == request.user.pk else ()
        return (*self.readonly_fields, *own)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Say first what somebody leaves behind whose account is shut, moved or gets another role."""
        left = self._left_behind(request, object_id) if request.method == "POST" else None
        return left or super().changeform_view(request, object_id, form_url, extra_context)

    def _left_behind(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """The question; none where nothing is left behind, it was answered, or the form is refused anyway."""
        account = self.get_object(request, object_id) if object_id else None
        if account is None or CONFIRMED in request.POST:
            return None
        # Looking whether the form is in order writes what was entered into its account.
        form = self.get_form(request, account, change=True)(request.POST, instance=copy(account))
        if not form.is_valid() or not {"is_active", "role", "team", "desk"} & set(form.changed_data):
            return None
        count = import_string(settings.ACCOUNT_LEAVES_BEHIND)
        left = list(count(account, timezone.localdate()))
        if not left:
            return None
        leads = User.objects.filter(is_active=True, role=Role.TEAM_LEAD, team=account.team_id).exclude(pk=account.pk)
        context = self.admin_site.each_context(request) | {
            "title": f"{account}: noch nicht gespeichert",
            "subtitle": None,
            "original": account,
            "left": left,
            "leads": ", ".join(lead.short_name for lead in leads),
            "entries": [(name, value) for name, values in request.POST.lists() for value in values],
        }
        context["entries"] = [(name, value) for name, value in context["entries"] if name != "csrfmiddlewaretoken"]
        return render(request, "admin/staff/user/leaving.html", context)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """A new caseworker serves her desk with a full caseload from today; her team lead may change that."""
        super().save_model(request, obj, form, change)
        if not change and obj.role == Role.CASEWORKER and obj.desk is not None:
            by = acting_user(request)
            serve(user=obj, desk=obj.desk, share=100, first=timezone.localdate(), last=None, by=by)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Shut the account instead."""
        return False


@admin.register(OutgoingMail, site=site)
class OutgoingMailAdmin(ShownAdmin):
    """The outbox: to whom, when, and what the mail server refused; not what the e-mails say."""

    list_display = ("recipient", "kind", "queued_at", "begun_at", "sent_at", "refused_at", "refusal")
    list_select_related = ("recipient",)
    list_filter = ("kind",)
    fields = list_display
    readonly_fields = fields
