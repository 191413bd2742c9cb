"""Master data of the office: teams, desks, accounts."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from staff.forms import AccountCreationForm, AccountForm, AccountPasswordForm
from staff.models import Desk, KeyRange, Team, User
from staff.requests import acting_user
from staff.roles import Role
from staff.site import site
from staff.staffing.actions import serve


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
    """Desks: how to reach them, to which team they belong, how many cases are a full load, and by what key new ones are
    spread. Which desks there are is the rules' business (Ziffer 3), and they answer with the codes.
    """

    list_display = ("label", "team", "telephone", "room", "norm", "key")
    list_select_related = ("team",)
    fields = ("code", "label", "team", "telephone", "room", "norm", "key")
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

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """A new caseworker serves her desk with a full caseload from today; her team lead may change that."""
        super().save_model(request, obj, form, change)
        if not change and obj.role == Role.CASEWORKER and obj.desk is not None:
            by = acting_user(request)
            serve(user=obj, desk=obj.desk, share=100, first=timezone.localdate(), last=None, by=by)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Shut the account instead."""
        return False
