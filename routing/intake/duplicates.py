"""Whether an applicant is in the system already, and who else of her household is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Func, OuterRef, Q, TextField, Value

from routing.models import Applicant, Assignment
from routing.permissions import visible_applicants
from routing.record import PersonRecord
from staff.models import Desk, User

SHOWN_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An applicant who may be the same person.

    Of one whom the user may not see, nothing is told but the responsible desk; ``label`` is empty then. ``desk`` is
    none for a closed case.
    """

    key: UUID
    same_number: bool
    label: str
    desk: Desk | None


def duplicates(*, person: PersonRecord, user: User, on: date, own_key: UUID | None) -> list[Duplicate]:
    """Other applicants with the same customer number, or with the same name and birth date: Müller = Mueller, D'Angelo
    with any apostrophe, and family and first name the other way round.
    """
    names = [f"{person.last_name} {person.first_name}", f"{person.first_name} {person.last_name}"]
    alike = Q(birth_date=person.birth_date, search_name__in=[_folded(name) for name in names])
    named = alike if person.last_name and person.first_name else Q(pk__in=[])
    found = (
        Applicant.objects.filter(Q(customer_number=person.customer_number) | named)
        .exclude(_is(own_key))
        .annotate(visible=Exists(visible_applicants(user, on).filter(pk=OuterRef("pk"))))
        .order_by("pk")[:SHOWN_AT_MOST]
    )
    applicants = list(found)
    if not applicants:
        return []
    desks = {
        assignment.applicant_id: assignment.desk
        for assignment in Assignment.objects.filter(applicant__in=applicants, period__upper_inf=True).select_related(
            "desk"
        )
    }
    return [
        Duplicate(
            key=applicant.key,
            same_number=applicant.customer_number == person.customer_number,
            label=f"{applicant} ({applicant.customer_number})" if applicant.visible else "",
            desk=desks.get(applicant.pk),
        )
        for applicant in applicants
    ]


def others_of_household(*, bg_number: str, user: User, on: date, own_key: UUID | None) -> list[Applicant]:
    """Other applicants of the same BG whom the user may see."""
    if not bg_number:
        return []
    same = visible_applicants(user, on).filter(bg_number=bg_number).exclude(_is(own_key))
    return list(same.order_by("sort_name", "pk")[:SHOWN_AT_MOST])


def _is(key: UUID | None) -> Q:
    return Q(key=key) if key else Q(pk__in=[])


def _folded(name: str) -> Func:
    return Func(Value(name), function="fold_name", output_field=TextField())
