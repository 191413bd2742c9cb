"""The form at hand: whose it is, on which version it was opened, and who last saved that applicant."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.http import Http404
from django.urls import reverse

from routing.intake.values import FormValues, values_of
from routing.intake.versions import Version, opened, signed
from routing.models import Applicant
from routing.permissions import visible_applicants
from routing.queries import record_of
from routing.record import ApplicantRecord
from staff.models import User


@dataclass(frozen=True)
class Sheet:
    """A form that ``user`` fills in on the day ``on``: of a new applicant, or of one that is ``stored``."""

    user: User
    on: date
    applicant: Applicant | None = None
    stored: ApplicantRecord | None = None

    @property
    def key(self) -> UUID | None:
        """The applicant's key, none for a new one."""
        return self.applicant.key if self.applicant else None

    @property
    def action(self) -> str:
        """The address to which the form is sent."""
        return reverse("applicant_update", args=[self.key]) if self.key else reverse("applicant_create")

    def values(self) -> FormValues:
        """What the form shows when it is opened."""
        return values_of(self.stored) if self.stored else FormValues(person={})

    def version(self) -> str:
        """The token of the version that is stored now; empty for a new applicant."""
        if self.applicant is None:
            return ""
        return signed(Version(self.applicant.key, self.applicant.revision, self.values()))

    def version_of_form(self, token: str) -> Version | None:
        """The version on which a sent form of this applicant was opened; none if its token says nothing about that."""
        version = opened(token)
        return version if version and version.key == self.key else None


def sheet_of(user: User, key: UUID | None, on: date) -> Sheet:
    """The form of the applicant with this key, or of a new one; raises ``Http404`` alike for missing and foreign."""
    if key is None:
        return Sheet(user, on)
    applicant = visible_applicants(user, on).filter(key=key).first()
    if applicant is None:
        raise Http404
    return Sheet(user, on, applicant, record_of(applicant))


@dataclass(frozen=True, slots=True)
class Saving:
    """Who saved an applicant, and when."""

    by: str
    at: datetime


def last_saving(applicant: Applicant) -> Saving | None:
    """The saving that made the present revision of the applicant; none where the history names nobody."""
    history = apps.get_model("routing", "ApplicantEvent").objects
    event = history.filter(pgh_obj_id=applicant.pk, revision=applicant.revision).order_by("pgh_id").first()
    user_id = (event.pgh_context or {}).get("user") if event else None
    user = User.objects.filter(pk=user_id).first() if user_id else None
    return Saving(user.short_name, event.pgh_created_at) if event and user else None
