"""Comparing answers by two sets of values."""

from hypothesis import given
from hypothesis import strategies as st

from kit.days import Period
from routing.outlook.what_if import compare
from routing.rules.codes import DeskCode
from routing.rules.decision import decide
from routing.rules.facts import Facts
from routing.rules.override import Override
from routing.rules.policy import DEFAULT_POLICIES, Policy, PolicySchedule
from routing.tests.rules.building import ON, child, household, other
from routing.tests.rules.strategies import applicants, policy_versions, schedules


@given(applicants, schedules, policy_versions)
def test_before_is_the_answer_in_force_and_after_that_of_the_values_from_the_same_day_on(
    facts: Facts, policies: PolicySchedule, asked: Policy
) -> None:
    found = compare(facts, policies, asked, (), ON)
    kept = [version for version in policies.versions if version.valid_from != ON]
    put_in_force = PolicySchedule([*kept, asked._replace(valid_from=ON)])

    assert found.before is decide(facts, ON, policies).desk
    assert found.after is decide(facts, ON, put_in_force).desk


@given(applicants, schedules)
def test_the_values_in_force_move_nobody(facts: Facts, policies: PolicySchedule) -> None:
    assert not compare(facts, policies, policies.on(ON), (), ON).moves


@given(applicants, policy_versions, st.sampled_from(list(DeskCode)))
def test_what_people_have_named_themselves_stays(facts: Facts, asked: Policy, desk: DeskCode) -> None:
    named = (Override(1, Period(ON, ON.replace(year=2027)), desk, "Grund", "Sommer"),)
    assert compare(facts, DEFAULT_POLICIES, asked, named, ON) == (desk, desk)


def test_a_grandmother_in_the_household_counts_or_does_not() -> None:
    facts = household(child(), other())
    found = compare(facts, DEFAULT_POLICIES, Policy(other_adults_count=False), (), ON)
    assert found == (DeskCode.PLACEMENT, DeskCode.IFK_AEZ)
