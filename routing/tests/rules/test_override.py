"""An answer set aside for a time: the desk, until when, when to ask again; and what the rules say stays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.days import ONE_DAY, Period
from routing.rules.case_management import NEEDED, criteria_propose
from routing.rules.codes import DeskCode
from routing.rules.decision import decide
from routing.rules.facts import Facts
from routing.rules.override import (
    Override,
    holds_until,
    in_force,
    named_desk,
    reason_despite,
    review_on,
    words,
)

FIRST, LAST = date(2026, 3, 9), date(2026, 3, 31)
SPRING = Override(7, Period(FIRST, LAST + ONE_DAY), DeskCode.REHA_SB, "anderer Grund", "A. Beck")
GROWN_UP = Facts(date(1980, 1, 1))
days = st.dates(FIRST - timedelta(days=40), LAST + timedelta(days=40))


@given(days)
def test_its_desk_is_responsible_on_its_days_and_that_of_the_rules_on_all_others(on: date) -> None:
    of_rules = decide(GROWN_UP, on)

    named = named_desk(of_rules, in_force([SPRING], on))

    assert named is (DeskCode.REHA_SB if FIRST <= on <= LAST else DeskCode.PLACEMENT)


@given(days, st.none() | days)
def test_an_answer_holds_until_the_override_begins_or_ends_or_the_rules_change(on: date, of_rules: date | None) -> None:
    of_rules = None if of_rules is not None and of_rules < on else of_rules

    found = holds_until(of_rules, [SPRING], on)

    changes = [day for day in (FIRST - ONE_DAY, LAST, of_rules) if day is not None and day >= on]
    assert found == min(changes, default=None)
    assert found is None or found >= on


@given(days, st.none() | days)
def test_it_is_asked_anew_on_the_first_day_and_on_the_day_after_the_last(on: date, of_rules: date | None) -> None:
    of_rules = None if of_rules is not None and of_rules <= on else of_rules

    asked = review_on(of_rules, [SPRING], on)

    turns = [day for day in (FIRST, LAST + ONE_DAY, of_rules) if day is not None and day > on]
    assert asked == min(turns, default=None)


def test_without_an_override_nothing_is_different() -> None:
    assert (in_force([], FIRST), holds_until(LAST, [], FIRST), review_on(None, [], FIRST)) == (None, LAST, None)
    assert reason_despite(None, "Grund.") == "Grund."


def test_it_says_until_when_by_whom_and_why_and_what_the_rules_would_say() -> None:
    assert words(SPRING) == "IFK Reha/SB bis 31.03.2026, genehmigt von A. Beck (anderer Grund)"
    assert reason_despite(SPRING, "Zuständig ist X.") == (
        "Übersteuert: IFK Reha/SB bis 31.03.2026, genehmigt von A. Beck (anderer Grund). "
        "Ohne Übersteuerung: Zuständig ist X."
    )


@pytest.mark.parametrize(
    ("met", "listed", "proposed"),
    [(0, 0, False), (0, 8, False), (2, 8, False), (NEEDED, 8, True), (8, 8, True), (1, 2, False), (2, 2, True)],
)
def test_enough_criteria_at_once_propose_case_management(met: int, listed: int, proposed: bool) -> None:
    assert criteria_propose(met, listed) is proposed
