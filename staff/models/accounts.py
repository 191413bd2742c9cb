"""The people of the office: teams, desks, accounts, and the log of who read what."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kit.history import tracked
from staff.enums import DistributionKey
from staff.roles import BELONGS_TO_A_TEAM, KEEPS_MASTER_DATA, Role


class Team(models.Model):
    """A team of the division "Markt und Integration"."""

    name = models.CharField("Name", max_length=80, unique=True)

    class Meta:
        verbose_name = "Team"
        verbose_name_plural = "Teams"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """A desk of the model of responsibility (Ziffer 3), with the team it belongs to and how to reach it."""

    code = models.CharField("Kürzel", max_length=32, primary_key=True)
    label = models.CharField("Bezeichnung", max_length=80, unique=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="desks", verbose_name="Team")
    telephone = models.CharField("Telefon", max_length=40, blank=True)
    room = models.CharField("Zimmer", max_length=40, blank=True)
    norm = models.PositiveSmallIntegerField("Fälle je volle Stelle", default=130, db_default=130)
    key = models.CharField(
        "Schlüssel für neue Fälle",
        max_length=16,
        choices=DistributionKey.choices,
        default=DistributionKey.NONE,
        db_default="",
        blank=True,
    )
    serves_single_parents = models.BooleanField("betreut Alleinerziehende", default=False, db_default=False)

    class Meta:
        verbose_name = "Stelle"
        verbose_name_plural = "Stellen"
        ordering = ("label",)
        constraints = (
            models.CheckConstraint(
                name="desk_norm_of_cases",
                condition=Q(norm__range=(1, 1000)),
                violation_error_message="Geben Sie an, wie viele Fälle eine volle Stelle betreut: 1 bis 1000.",
            ),
            models.CheckConstraint(
                name="desk_key_known",
                condition=Q(key__in=DistributionKey.values),
                violation_error_message="Wählen Sie einen Schlüssel aus der Liste.",
            ),
        )

    def __str__(self) -> str:
        return self.label


class UserManager(DjangoUserManager["User"]):
    """Creates accounts; the first one of an installation keeps the master data."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any
    ) -> "User":
        """An account of the role Administration, for ``manage.py createsuperuser``."""
        return self.create_user(username, email, password, role=Role.ADMINISTRATION, **extra_fields)

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any
    ) -> "User":
        """An account with a hashed password; without one nobody can log in to it."""
        user = self.model(
            username=self.model.normalize_username(username), email=self.normalize_email(email), **extra_fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """An account: one person, one role. Whether it may use the admin follows from the role."""

    role = models.CharField("Rolle", max_length=32, choices=Role.choices)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name="Team"
    )
    desk = models.ForeignKey(
        Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name="Stelle"
    )
    telephone = models.CharField("Telefon", max_length=40, blank=True)
    wants_digest = models.BooleanField("tägliche E-Mail", default=False)

    is_staff = property(lambda self: self.is_active and self.role in KEEPS_MASTER_DATA)
    # None takes a field of the abstract base away; the stubs of django do not know that for relations.
    is_superuser = None
    groups = None  # type: ignore[assignment]
    user_permissions = None  # type: ignore[assignment]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ("last_name", "first_name", "username")
        constraints = (
            models.CheckConstraint(
                name="user_role_known",
                condition=Q(role__in=Role.values),
                violation_error_message="Wählen Sie eine Rolle aus der Liste.",
            ),
            # That it is the team of the desk, and changes with it, holds a foreign key on both (migration 0004).
            models.CheckConstraint(
                name="user_of_a_team",
                condition=~Q(role__in=sorted(BELONGS_TO_A_TEAM)) & Q(desk__isnull=True) | Q(team__isnull=False),
                violation_error_message=(
                    "Wählen Sie das Team: IFK, Teamleitung und wer für eine Stelle arbeitet gehören zu einem Team."
                ),
            ),
            models.CheckConstraint(
                name="user_caseworker_has_desk",
                condition=~Q(role=Role.CASEWORKER) | Q(desk__isnull=False),
                violation_error_message="Wählen Sie die Stelle: Eine IFK arbeitet für eine Stelle.",
            ),
        )

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def short_name(self) -> str:
        """The name as lists show it: "M. Keller"."""
        return f"{self.first_name[:1]}. {self.last_name}" if self.first_name and self.last_name else str(self)

    @property
    def initials(self) -> str:
        """The name where there is no room for more: "MK"."""
        return f"{self.first_name[:1]}{self.last_name[:1]}" or self.username[:2]

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Model permissions exist only in the admin, and there the role decides."""
        return bool(self.is_staff)

    def has_module_perms(self, app_label: str) -> bool:
        """See `has_perm`."""
        return bool(self.is_staff)


class AccessLog(models.Model):
    """One page, list or export of personal data that somebody read. Rows are never changed or deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    page = models.CharField(max_length=80)
    subjects = ArrayField(models.UUIDField(), default=list)
    reason = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        verbose_name = "Lesezugriff"
        verbose_name_plural = "Lesezugriffe"
        indexes = (
            GinIndex(fields=["subjects"], name="access_log_subjects"),
            models.Index(fields=["user", "at"], name="access_log_user_at"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.page} {self.at:%d.%m.%Y %H:%M}"
