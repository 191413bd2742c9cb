"""What the page says of each member of the household agrees with the answer."""

from datetime import date

from hypothesis import given

from routing.rules.codes import Basis
from routing.rules.decision import decide
from routing.rules.facts import Facts
from routing.rules.household import Weight, standing
from routing.rules.policy import PolicySchedule
from routing.tests.rules.strategies import applicants, days_asked, schedules


@given(applicants, days_asked, schedules)
def test_household_gives_the_status_when_somebody_speaks_for_it_and_nobody_against(
    facts: Facts, on: date, policies: PolicySchedule
) -> None:
    weights = {standing(member, on, policies.on(on)).weight for member in facts.members}
    by_household = Weight.FOR in weights and Weight.AGAINST not in weights
    assert (decide(facts, on, policies).basis is Basis.HOUSEHOLD) is by_household


@given(applicants, days_asked, schedules)
def test_every_member_is_told_why(facts: Facts, on: date, policies: PolicySchedule) -> None:
    assert all(standing(member, on, policies.on(on)).because for member in facts.members)
