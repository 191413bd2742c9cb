"""Policy values with validity dates: which version holds on a day."""

from datetime import date

import pytest

from kit.days import ONE_DAY
from routing.rules.policy import DEFAULT_POLICIES, Policy, PolicySchedule

FIRST, SECOND = Policy(date(2020, 1, 1), u25_age=26), Policy(date(2025, 1, 1), u25_age=27)


def test_the_defaults_are_those_of_the_concept() -> None:
    policy = DEFAULT_POLICIES.on(date(2026, 11, 22))
    assert policy == (date.min, 18, 25, 84, True)


@pytest.mark.parametrize("versions", [(FIRST, SECOND), (SECOND, FIRST)])
def test_the_latest_version_that_has_begun_holds(versions: tuple[Policy, ...]) -> None:
    schedule = PolicySchedule(versions)
    assert schedule.on(FIRST.valid_from) is FIRST
    assert schedule.on(SECOND.valid_from - ONE_DAY) is FIRST
    assert schedule.on(SECOND.valid_from) is SECOND
    assert schedule.on(date.max) is SECOND


def test_before_the_first_version_the_defaults_hold() -> None:
    schedule = PolicySchedule([FIRST])
    assert schedule.on(FIRST.valid_from - ONE_DAY) == schedule.on(date.min) == Policy()


def test_a_version_from_the_beginning_of_time_replaces_the_defaults() -> None:
    always = Policy(waiting_days=10)
    assert PolicySchedule([always]).versions == (always,)
    assert PolicySchedule().versions == (Policy(),)


def test_two_versions_of_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="same day"):
        PolicySchedule([FIRST, Policy(FIRST.valid_from, u25_age=30)])
