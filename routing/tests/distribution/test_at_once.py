"""Two at the same moment leave one valid result, and one sentence for the other."""

import pytest

from kit.refusals import ActionRefused
from routing.assignment.caseworker import change_caseworker
from routing.assignment.choosing import Choice
from routing.enums import ColleagueReason
from routing.models import Assignment, DistributionRun
from routing.tests.at_once import at_once
from routing.tests.distribution.office import DESK, applied, cases_of, caseworkers, planned
from tests.factories import NOW, TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_plan_applied_by_several_at_once_is_applied_once() -> None:
    leaving, staying = caseworker(DESK), caseworker(DESK)
    leads = [team_lead(DESK) for _ in range(3)]
    cases_of(leaving, leaving, 5)
    run = planned(leads[0], [staying], givers=[leaving])

    results = at_once(*(lambda by=by: applied(run, by) for by in leads))

    assert sum(isinstance(result, DistributionRun) for result in results) == 1
    assert all("inzwischen angewendet" in str(each) for each in results if isinstance(each, ActionRefused))
    assert Assignment.objects.filter(origin="distributed").count() == 5


def test_of_two_plans_with_the_same_cases_one_is_applied_whole_and_the_other_not_at_all() -> None:
    leaving, one, other = caseworker(DESK), caseworker(DESK), caseworker(DESK)
    lead = team_lead(DESK)
    cases = cases_of(leaving, leaving, 6)
    plans = [planned(lead, [receiver], givers=[leaving]) for receiver in (one, other)]

    results = at_once(*(lambda run=run: applied(run, lead) for run in plans))

    assert sum(isinstance(result, DistributionRun) for result in results) == 1
    assert len(set(caseworkers(cases))) == 1


def test_a_case_that_somebody_gives_away_at_the_same_moment_is_hers_or_keeps_the_plan_from_being_applied() -> None:
    leaving, one, other = caseworker(DESK), caseworker(DESK), caseworker(DESK)
    lead = team_lead(DESK)
    cases = cases_of(leaving, leaving, 3)
    run = planned(lead, [one], givers=[leaving])

    results = at_once(
        lambda: applied(run, lead),
        lambda: change_caseworker(
            applicant=cases[1], choice=Choice(other), reason=ColleagueReason.WISH, by=lead, on=TODAY, at=NOW
        ),
    )

    was_applied = isinstance(results[0], DistributionRun)
    assert caseworkers(cases) == [
        one.pk if was_applied else leaving.pk,
        other.pk,
        one.pk if was_applied else leaving.pk,
    ]
