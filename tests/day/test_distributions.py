"""What a distribution puts on the day of those who received cases."""

from datetime import date, timedelta

import pytest
from django.test import Client

from frame.contracts import AgendaGroup
from jobcenter.composition import agenda_of
from routing.enums import DistributionOccasion, DistributionScope
from routing.models import Assignment
from routing.tests.distribution.office import DESK, applied, case_of, cases_of, planned
from staff.models import User
from tests.factories import TODAY, caseworker, team_lead, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving() -> User:
    return caseworker(DESK)


@pytest.fixture
def staying() -> User:
    return caseworker(DESK)


@pytest.fixture
def lead() -> User:
    return team_lead(DESK)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_who_received_sees_one_line_for_a_week_that_leads_to_her_new_cases(
    leaving: User, staying: User, lead: User
) -> None:
    cases = cases_of(leaving, leaving, 3)
    run = applied(planned(lead, [staying], givers=[leaving]), lead)

    def told(on: date) -> list[tuple[AgendaGroup, str, str]]:
        lines = [line for line in agenda_of(viewer(staying, on)) if line.key.startswith("distribution:")]
        return [(line.group, line.subject, line.url) for line in lines]

    url = f"/team/verteilung/{run.key}/meine/"
    assert told(TODAY) == [(AgendaGroup.NEW, "3 Fälle aus einer Verteilung", url)]
    assert told(TODAY + timedelta(days=6)) == told(TODAY)
    assert told(TODAY + timedelta(days=7)) == []
    page = browser_of(staying).get(url)
    assert {case.key for case in page.context["page"].cases} == {case.key for case in cases}
    assert browser_of(leaving).get(url).status_code == 404

    Assignment.objects.filter(applicant=cases[0], period__upper_inf=True).update(caseworker=leaving)
    assert told(TODAY) == [(AgendaGroup.NEW, "2 Fälle aus einer Verteilung", url)]


def test_cases_that_stayed_are_no_news(staying: User, lead: User) -> None:
    case_of(staying, staying)
    plan = planned(lead, [staying], scope=DistributionScope.ALL, occasion=DistributionOccasion.TEAM_REBUILT)
    applied(plan, lead)
    assert not [line for line in agenda_of(viewer(staying)) if line.key.startswith("distribution:")]
