"""What is asked of the planner: the cases of a desk that are to be given, and who receives them."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import QuerySet

from routing.distribution.terms import Case, Person
from routing.enums import DistributionOccasion, DistributionScope
from routing.models import ListedCase
from staff.models import Desk
from staff.staffing.queries import Serving

# What the address of a new plan names: the desk, and that its cases are those of whoever does not work there any more.
DESK, DEPARTED = "stelle", "gegangen"


class Question(NamedTuple):
    """Cases and people as the planner takes them."""

    cases: list[Case]
    people: list[Person]


class Wanted(NamedTuple):
    """What a team lead asks for: which cases of a desk are given, whose (ids of accounts, where it is chosen people's),
    to whom (ids), and on what occasion.
    """

    desk: Desk
    occasion: DistributionOccasion
    scope: DistributionScope
    givers: Collection[int]
    receivers: Collection[int]


def cases_in_scope(wanted: Wanted) -> QuerySet[ListedCase]:
    """The open cases that are distributed."""
    cases = ListedCase.objects.filter(desk=wanted.desk)
    if wanted.scope == DistributionScope.WITHOUT_CASEWORKER:
        return cases.filter(caseworker__isnull=True)
    if wanted.scope == DistributionScope.OF_PEOPLE:
        return cases.filter(caseworker__in=wanted.givers)
    return cases


def question(wanted: Wanted, receiving: Collection[Serving]) -> Question:
    """The question for these cases, with what each of those who receive keeps beside them."""
    found = cases_in_scope(wanted).order_by("applicant")
    cases = [Case(*row) for row in found.values_list("applicant", "applicant__bg_number", "caseworker")]
    planned, households = {case.id for case in cases}, {case.household for case in cases}
    kept: Counter[int] = Counter()
    kept_households: dict[int, set[str]] = {}
    others = ListedCase.objects.filter(desk=wanted.desk, caseworker__in=[each.user.pk for each in receiving])
    for applicant, household, caseworker in others.values_list("applicant", "applicant__bg_number", "caseworker"):
        if applicant in planned:
            continue
        kept[caseworker] += 1
        if household in households:
            kept_households.setdefault(caseworker, set()).add(household)
    people = [
        Person(each.user.pk, each.places, kept[each.user.pk], frozenset(kept_households.get(each.user.pk, ())))
        for each in receiving
    ]
    return Question(cases, people)
