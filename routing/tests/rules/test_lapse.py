"""Why and since when a status is gone: ROUTING.md, "Lapse"."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.days import ONE_DAY
from routing.rules.codes import Basis, LapseCause
from routing.rules.decision import decide
from routing.rules.facts import Facts
from routing.rules.lapse import Lapse, lapse
from routing.rules.policy import Policy, PolicySchedule
from routing.tests.rules.building import GROWN_UP, ON, child, days, household, other, partner, pregnancy
from routing.tests.rules.reference import expected_basis
from routing.tests.rules.strategies import applicants, days_asked, schedules

DAY = date(2026, 11, 1)
TURNS_18 = date(2008, 11, 1)
"""Born so that the 18th birthday is `DAY`."""


def expecting(**entered: object) -> Facts:
    return Facts(GROWN_UP, pregnancies=(pregnancy(**entered),))  # type: ignore[arg-type]


class TestCauses:
    @pytest.mark.parametrize(
        ("facts", "cause"),
        [
            (household(child(), partner(moved_in=DAY)), LapseCause.PARTNER_MOVED_IN),
            (household(child(), other(moved_in=DAY)), LapseCause.OTHER_ADULT_MOVED_IN),
            (household(child(), other(TURNS_18)), LapseCause.MINOR_OF_HOUSEHOLD_CAME_OF_AGE),
            (household(child(TURNS_18)), LapseCause.YOUNGEST_CHILD_CAME_OF_AGE),
            (household(child(moved_out=DAY)), LapseCause.LAST_CHILD_MOVED_OUT),
            (household(child(date(2009, 1, 1), married_on=DAY)), LapseCause.CHILD_MARRIED),
            (expecting(due_date=DAY - days(85), proof_seen_on=date(2026, 1, 1)), LapseCause.WAITING_TIME_OVER),
            (expecting(proof_seen_on=date(2026, 1, 1), ended_on=DAY), LapseCause.PREGNANCY_MARK_ENDED),
        ],
        ids=lambda value: value.value if isinstance(value, LapseCause) else "",
    )
    def test_each_cause_with_the_first_day_without_the_status(self, facts: Facts, cause: LapseCause) -> None:
        assert lapse(facts, ON) == Lapse(cause, DAY)
        assert lapse(facts, DAY) == Lapse(cause, DAY)
        assert lapse(facts, DAY - ONE_DAY) is None

    def test_record_corrected_where_the_facts_never_gave_the_status(self) -> None:
        assert lapse(Facts(GROWN_UP), ON) == Lapse(LapseCause.RECORD_CORRECTED, ON)
        assert lapse(household(child(), partner()), ON) == Lapse(LapseCause.RECORD_CORRECTED, ON)

    def test_status_that_is_still_ahead_is_no_status_lost(self) -> None:
        assert lapse(household(child(moved_in=ON + ONE_DAY)), ON) == Lapse(LapseCause.RECORD_CORRECTED, ON)

    def test_no_lapse_while_the_status_holds(self) -> None:
        assert lapse(household(child()), ON) is None
        assert lapse(expecting(), ON) is None

    def test_minor_flatmate_who_moves_in_on_the_18th_birthday_has_moved_in(self) -> None:
        assert lapse(household(child(), other(TURNS_18, moved_in=DAY)), ON) == Lapse(
            LapseCause.OTHER_ADULT_MOVED_IN, DAY
        )

    def test_own_grown_up_child_is_no_cause(self) -> None:
        facts = household(child(moved_out=DAY), child(TURNS_18), child(date(2000, 1, 1), moved_in=DAY))
        assert lapse(facts, ON) == Lapse(LapseCause.LAST_CHILD_MOVED_OUT, DAY)


class TestCoincidence:
    """Where several causes coincide on the first day, the first in the order of ROUTING.md."""

    def cause(self, facts: Facts) -> LapseCause:
        found = lapse(facts, ON)
        assert found is not None
        assert found.since == DAY
        return found.cause

    def test_partner_goes_before_all_others(self) -> None:
        leaving = child(TURNS_18, moved_out=DAY, married_on=DAY)
        facts = household(leaving, other(moved_in=DAY), other(TURNS_18), partner(moved_in=DAY))
        assert self.cause(facts) is LapseCause.PARTNER_MOVED_IN

    def test_other_adult_goes_before_minor_of_the_household(self) -> None:
        facts = household(child(TURNS_18), other(TURNS_18), other(moved_in=DAY))
        assert self.cause(facts) is LapseCause.OTHER_ADULT_MOVED_IN

    def test_minor_of_the_household_goes_before_youngest_child(self) -> None:
        assert self.cause(household(child(TURNS_18), other(TURNS_18))) is LapseCause.MINOR_OF_HOUSEHOLD_CAME_OF_AGE

    def test_18th_birthday_goes_before_moving_out_and_wedding_of_that_day(self) -> None:
        assert self.cause(household(child(TURNS_18, moved_out=DAY))) is LapseCause.YOUNGEST_CHILD_CAME_OF_AGE
        assert self.cause(household(child(TURNS_18, married_on=DAY))) is LapseCause.YOUNGEST_CHILD_CAME_OF_AGE

    def test_moving_out_goes_before_wedding(self) -> None:
        bride = child(date(2009, 1, 1), married_on=DAY, moved_out=DAY)
        assert self.cause(household(bride)) is LapseCause.LAST_CHILD_MOVED_OUT

    def test_older_child_that_comes_of_age_is_not_the_youngest(self) -> None:
        facts = household(child(TURNS_18), child(moved_out=DAY))
        assert self.cause(facts) is LapseCause.LAST_CHILD_MOVED_OUT

    def test_youngest_child_comes_of_age_while_an_older_one_had_left_before(self) -> None:
        facts = household(child(TURNS_18), child(date(2006, 1, 1), moved_out=DAY - days(9)))
        assert self.cause(facts) is LapseCause.YOUNGEST_CHILD_CAME_OF_AGE

    def test_household_goes_before_pregnancy(self) -> None:
        ended = (pregnancy(proof_seen_on=date(2026, 1, 1), ended_on=DAY),)
        assert self.cause(household(child(moved_out=DAY))._replace(pregnancies=ended)) is (
            LapseCause.LAST_CHILD_MOVED_OUT
        )

    def test_waiting_time_goes_before_the_mark(self) -> None:
        facts = expecting(due_date=DAY - days(85), proof_seen_on=date(2026, 1, 1), ended_on=DAY)
        assert self.cause(facts) is LapseCause.WAITING_TIME_OVER

    def test_household_that_gave_no_status_is_no_cause(self) -> None:
        """The partner moves in on the day on which the pregnancy's mark ends, but no child lived there."""
        ended = (pregnancy(proof_seen_on=date(2026, 1, 1), ended_on=DAY),)
        facts = household(partner(moved_in=DAY))._replace(pregnancies=ended)
        assert self.cause(facts) is LapseCause.PREGNANCY_MARK_ENDED

    def test_pregnancy_that_gave_no_status_is_no_cause(self) -> None:
        proof = date(2026, 1, 1)
        held = pregnancy(proof_seen_on=proof, ended_on=DAY)
        never_held = pregnancy(DAY - days(85), proof_seen_on=proof, expected_single_parent=False)
        assert self.cause(Facts(GROWN_UP, pregnancies=(never_held, held))) is LapseCause.PREGNANCY_MARK_ENDED


class TestSpells:
    def test_pregnancy_carries_the_status_on_after_the_household_no_longer_gives_it(self) -> None:
        waiting = (pregnancy(DAY - days(85), proof_seen_on=date(2026, 1, 1)),)
        facts = household(child(moved_out=DAY - days(30)))._replace(pregnancies=waiting)
        assert lapse(facts, DAY - days(30)) is None
        assert lapse(facts, ON) == Lapse(LapseCause.WAITING_TIME_OVER, DAY)

    def test_reported_late_it_holds_since_the_day_of_the_event(self) -> None:
        moved_out_in_march = household(child(moved_out=date(2026, 3, 1)))
        assert lapse(moved_out_in_march, ON) == Lapse(LapseCause.LAST_CHILD_MOVED_OUT, date(2026, 3, 1))

    def test_what_happens_within_the_spell_does_not_begin_it(self) -> None:
        facts = household(child(moved_out=DAY), partner(moved_in=DAY + days(7)))
        assert lapse(facts, ON) == Lapse(LapseCause.LAST_CHILD_MOVED_OUT, DAY)

    def test_an_earlier_spell_is_over_once_the_status_came_back(self) -> None:
        visitor = partner(moved_in=date(2025, 1, 1), moved_out=date(2025, 6, 1))
        facts = household(child(), visitor, partner(moved_in=DAY))
        assert lapse(facts, date(2025, 3, 1)) == Lapse(LapseCause.PARTNER_MOVED_IN, date(2025, 1, 1))
        assert lapse(facts, date(2026, 1, 1)) is None
        assert lapse(facts, ON) == Lapse(LapseCause.PARTNER_MOVED_IN, DAY)

    @given(applicants, days_asked, schedules, st.lists(st.integers(0, 4000), max_size=8))
    def test_a_lapse_begins_the_present_spell_without_the_status(
        self, facts: Facts, on: date, policies: PolicySchedule, back: list[int]
    ) -> None:
        found = lapse(facts, on, policies)
        if expected_basis(facts, on, policies) is not None:
            assert found is None
            return
        assert found is not None
        corrected = found.cause is LapseCause.RECORD_CORRECTED
        first = date(1990, 1, 1) if corrected else found.since
        assert corrected or expected_basis(facts, found.since - ONE_DAY, policies) is not None
        spell = [first, *(on - timedelta(days=number) for number in back)]
        assert {expected_basis(facts, day, policies) for day in spell if day >= first} == {None}
        if corrected:
            assert found.since == on

    @given(applicants, days_asked, schedules)
    def test_a_cause_is_something_that_happened_on_that_very_day(
        self, facts: Facts, on: date, policies: PolicySchedule
    ) -> None:
        found = lapse(facts, on, policies)
        if found is None or found.cause is LapseCause.RECORD_CORRECTED:
            return
        day, basis_before = found.since, decide(facts, found.since - ONE_DAY, policies).basis
        births = {member.born for member in facts.members}
        happened: dict[LapseCause, bool] = {
            LapseCause.PARTNER_MOVED_IN: day in births | {m.moved_in for m in facts.members},
            LapseCause.OTHER_ADULT_MOVED_IN: day in {m.moved_in for m in facts.members},
            LapseCause.LAST_CHILD_MOVED_OUT: day in {m.moved_out for m in facts.members},
            LapseCause.CHILD_MARRIED: day in {m.married_on for m in facts.members},
            LapseCause.MINOR_OF_HOUSEHOLD_CAME_OF_AGE: (day.month, day.day) in birthdays(births),
            LapseCause.YOUNGEST_CHILD_CAME_OF_AGE: (day.month, day.day) in birthdays(births),
            LapseCause.PREGNANCY_MARK_ENDED: day in {item.ended_on for item in facts.pregnancies},
            LapseCause.WAITING_TIME_OVER: (day - days(1)) in last_days(facts, policies, day),
            LapseCause.POLICY_CHANGED: day in {version.valid_from for version in policies.versions},
        }
        assert happened[found.cause]
        if basis_before is Basis.PREGNANCY:
            assert found.cause in {
                LapseCause.WAITING_TIME_OVER,
                LapseCause.PREGNANCY_MARK_ENDED,
                LapseCause.POLICY_CHANGED,
            }


def birthdays(births: set[date | None]) -> set[tuple[int, int]]:
    """Month and day on which somebody grows a year older; of 29 February also 1 March."""
    given_births = {(born.month, born.day) for born in births if born is not None}
    return given_births | ({(3, 1)} if (2, 29) in given_births else set())


def last_days(facts: Facts, policies: PolicySchedule, day: date) -> set[date]:
    waiting = policies.on(day - ONE_DAY).waiting_days
    return {item.due_date + timedelta(days=waiting) for item in facts.pregnancies if item.due_date is not None}


class TestPolicyChange:
    """Where a new policy ends the status, none of the listed causes would be true."""

    def test_other_adults_begin_to_count(self) -> None:
        policies = PolicySchedule([Policy(date(2020, 1, 1), other_adults_count=False), Policy(DAY)])
        assert lapse(household(child(), other()), ON, policies) == Lapse(LapseCause.POLICY_CHANGED, DAY)

    def test_an_adult_who_moves_in_is_no_cause_where_other_adults_do_not_count(self) -> None:
        policies = PolicySchedule([Policy(other_adults_count=False)])
        facts = household(child(moved_out=DAY), other(moved_in=DAY))
        assert lapse(facts, ON, policies) == Lapse(LapseCause.LAST_CHILD_MOVED_OUT, DAY)

    def test_one_of_two_children_moving_out_that_day_is_no_cause(self) -> None:
        policies = PolicySchedule([Policy(date(2020, 1, 1), other_adults_count=False), Policy(DAY)])
        facts = household(child(), child(moved_out=DAY), other())
        assert lapse(facts, ON, policies) == Lapse(LapseCause.POLICY_CHANGED, DAY)

    def test_waiting_time_is_shortened(self) -> None:
        policies = PolicySchedule([Policy(DAY, waiting_days=10)])
        facts = expecting(due_date=DAY - days(30), proof_seen_on=date(2026, 1, 1))
        assert lapse(facts, ON, policies) == Lapse(LapseCause.POLICY_CHANGED, DAY)

    def test_age_is_lowered(self) -> None:
        policies = PolicySchedule([Policy(DAY, adult_age=17)])
        assert lapse(household(child(date(2009, 1, 1))), ON, policies) == Lapse(LapseCause.POLICY_CHANGED, DAY)
        minor = household(child(), other(date(2009, 1, 1)))
        assert lapse(minor, ON, policies) == Lapse(LapseCause.POLICY_CHANGED, DAY)

    def test_an_event_of_the_same_day_goes_before_it(self) -> None:
        policies = PolicySchedule([Policy(DAY, adult_age=17, waiting_days=10)])
        assert lapse(household(child(TURNS_18)), ON, policies) == Lapse(LapseCause.YOUNGEST_CHILD_CAME_OF_AGE, DAY)
        assert lapse(household(child(moved_out=DAY)), ON, policies) == Lapse(LapseCause.LAST_CHILD_MOVED_OUT, DAY)
        waiting = expecting(due_date=DAY - days(85), proof_seen_on=date(2026, 1, 1))
        assert lapse(waiting, ON, policies) == Lapse(LapseCause.WAITING_TIME_OVER, DAY)

    def test_an_adult_who_moves_in_on_its_first_day_goes_before_it(self) -> None:
        policies = PolicySchedule([Policy(date(2020, 1, 1), other_adults_count=False), Policy(DAY)])
        assert lapse(household(child(), other(moved_in=DAY)), ON, policies) == Lapse(
            LapseCause.OTHER_ADULT_MOVED_IN, DAY
        )
