"""A team with cases to give, and the plans of its lead."""

from collections.abc import Collection, Iterable

from routing.distribution.actions import apply_distribution, plan_distribution
from routing.distribution.question import Wanted
from routing.enums import DistributionOccasion, DistributionScope
from routing.models import Applicant, Assignment, DistributionRun
from staff.models import Desk, User
from tests.factories import NOW, TODAY, make_applicant, record

DESK = "placement"


def case_of(person: User | None, by: User, **values: str) -> Applicant:
    """An open case of the desk that this person has, or nobody."""
    applicant = make_applicant(by=by, record=record(members=(), **values))
    Assignment.objects.filter(applicant=applicant).update(caseworker=person)
    return applicant


def cases_of(person: User | None, by: User, count: int, **values: str) -> list[Applicant]:
    return [case_of(person, by, **values) for _ in range(count)]


def planned(
    by: User,
    receivers: Iterable[User],
    *,
    givers: Collection[User] = (),
    scope: DistributionScope | None = None,
    occasion: DistributionOccasion = DistributionOccasion.LEAVING,
) -> DistributionRun:
    """The plan for the cases of ``givers``; without any for those of nobody."""
    standard = DistributionScope.OF_PEOPLE if givers else DistributionScope.WITHOUT_CASEWORKER
    wanted = Wanted(
        Desk.objects.get(pk=DESK),
        occasion,
        scope or standard,
        [each.pk for each in givers],
        [each.pk for each in receivers],
    )
    return plan_distribution(wanted=wanted, by=by, on=TODAY, at=NOW)


def applied(run: DistributionRun, by: User) -> DistributionRun:
    return apply_distribution(run=run, by=by, on=TODAY, at=NOW)


def caseworkers(applicants: Iterable[Applicant]) -> list[int | None]:
    """Who has the cases now, by id."""
    now = Assignment.objects.filter(period__upper_inf=True)
    found = dict(now.values_list("applicant", "caseworker"))
    return [found.get(applicant.pk) for applicant in applicants]
