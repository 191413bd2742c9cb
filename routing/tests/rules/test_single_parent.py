"""Who is a single parent: one test for each sentence of ROUTING.md, "Single parent"."""

from datetime import date

import pytest

from kit.days import ONE_DAY, OPEN_END
from routing.rules.codes import Basis, DeskCode
from routing.rules.decision import decide
from routing.rules.facts import Facts, Member
from routing.rules.policy import DEFAULT_POLICIES, Policy, PolicySchedule
from routing.tests.rules.building import GROWN_UP, ON, SMALL, child, days, household, other, partner, pregnancy

OTHER_ADULTS_OFF = PolicySchedule([Policy(other_adults_count=False)])
MINOR_MOTHER = date(2009, 6, 17)
TEENAGER = date(2012, 1, 1)
LAST_DAY_OF_WAITING = date(2027, 2, 18) + days(84)


def basis(facts: Facts, on: date = ON, policies: PolicySchedule = DEFAULT_POLICIES) -> Basis | None:
    return decide(facts, on, policies).basis


def by_household(*members: Member, on: date = ON) -> bool:
    return basis(household(*members), on) is Basis.HOUSEHOLD


class TestChild:
    def test_alone_with_an_own_unmarried_minor_child_is_a_single_parent(self) -> None:
        assert by_household(child())

    def test_nobody_in_the_household_is_no_single_parent(self) -> None:
        assert not by_household()

    def test_somebody_elses_child_does_not_make_a_single_parent(self) -> None:
        assert not by_household(other(SMALL))

    def test_child_counts_up_to_the_day_before_the_18th_birthday(self) -> None:
        born = date(2008, 11, 23)
        assert by_household(child(born), on=date(2026, 11, 22))
        assert not by_household(child(born), on=date(2026, 11, 23))

    def test_child_of_29_february_counts_up_to_the_end_of_february(self) -> None:
        born = date(2008, 2, 29)
        assert by_household(child(born), on=date(2026, 2, 28))
        assert not by_household(child(born), on=date(2026, 3, 1))

    def test_child_born_tomorrow_does_not_count_today(self) -> None:
        born = ON + ONE_DAY
        assert not by_household(child(born))
        assert by_household(child(born), on=born)

    def test_child_born_today_counts(self) -> None:
        assert by_household(child(ON))

    def test_child_entered_as_living_there_before_birth_counts_from_birth(self) -> None:
        assert not by_household(child(ON + ONE_DAY, moved_in=date(2020, 1, 1)))

    def test_child_counts_from_the_day_of_moving_in(self) -> None:
        assert by_household(child(moved_in=ON))
        assert not by_household(child(moved_in=ON + ONE_DAY))

    def test_child_no_longer_counts_on_the_day_of_moving_out(self) -> None:
        assert not by_household(child(moved_out=ON))
        assert by_household(child(moved_out=ON + ONE_DAY))

    def test_child_that_moved_in_and_out_on_one_day_never_counts(self) -> None:
        visitor = child(moved_in=ON, moved_out=ON)
        assert not any(by_household(visitor, on=day) for day in (ON - ONE_DAY, ON, ON + ONE_DAY))

    def test_child_whose_moving_out_is_the_customary_open_end_still_counts(self) -> None:
        assert by_household(child(moved_out=OPEN_END))

    def test_unmarried_child_of_17_counts(self) -> None:
        assert by_household(child(date(2009, 1, 1)))

    def test_child_of_17_no_longer_counts_on_the_wedding_day(self) -> None:
        bride = child(date(2009, 1, 1), married_on=ON)
        assert not by_household(bride)
        assert by_household(bride, on=ON - ONE_DAY)

    def test_one_counting_child_is_enough(self) -> None:
        assert by_household(child(date(2004, 2, 14)), child(moved_out=ON), child(TEENAGER))

    def test_child_without_birth_date_does_not_count(self) -> None:
        assert not by_household(child(None))

    def test_child_counts_whatever_else_stands_first_in_the_household(self) -> None:
        assert by_household(other(SMALL), child(None), partner(moved_out=ON), child())


class TestPartner:
    def test_partner_excludes(self) -> None:
        assert not by_household(child(), partner())

    def test_partner_excludes_from_the_day_of_moving_in(self) -> None:
        assert not by_household(child(), partner(moved_in=ON))
        assert by_household(child(), partner(moved_in=ON + ONE_DAY))

    def test_partner_no_longer_excludes_on_the_day_of_moving_out(self) -> None:
        assert by_household(child(), partner(moved_out=ON))
        assert not by_household(child(), partner(moved_out=ON + ONE_DAY))

    def test_partner_who_is_a_minor_excludes(self) -> None:
        assert not by_household(child(), partner(date(2010, 1, 1)))

    def test_partner_whose_birth_date_is_unknown_excludes(self) -> None:
        assert not by_household(child(), partner(None))

    def test_partner_excludes_also_where_other_adults_do_not_count(self) -> None:
        assert basis(household(child(), partner()), policies=OTHER_ADULTS_OFF) is None


class TestOtherAdults:
    def test_grandmother_excludes(self) -> None:
        assert not by_household(child(), other(date(1950, 1, 1)))

    def test_flatmate_excludes_from_the_18th_birthday(self) -> None:
        flatmate = other(date(2008, 11, 23))
        assert by_household(child(), flatmate, on=date(2026, 11, 22))
        assert not by_household(child(), flatmate, on=date(2026, 11, 23))

    def test_flatmate_excludes_only_while_living_there(self) -> None:
        assert by_household(child(), other(moved_in=ON + ONE_DAY))
        assert by_household(child(), other(moved_out=ON))
        assert not by_household(child(), other(moved_in=ON, moved_out=ON + ONE_DAY))

    def test_flatmate_without_birth_date_does_not_exclude(self) -> None:
        assert by_household(child(), other(None))

    def test_grown_up_sister_or_brother_of_the_child_does_not_exclude(self) -> None:
        assert by_household(child(), child(date(2000, 1, 1)))

    def test_grandmother_does_not_exclude_where_the_policy_says_so(self) -> None:
        assert basis(household(child(), other()), policies=OTHER_ADULTS_OFF) is Basis.HOUSEHOLD

    def test_minor_mother_alone_with_her_child_is_a_single_parent(self) -> None:
        answer = decide(household(child(date(2026, 1, 1)), born=MINOR_MOTHER), ON)
        assert (answer.desk, answer.basis) == (DeskCode.U25_AEZ, Basis.HOUSEHOLD)

    def test_minor_mother_who_lives_with_her_parents_is_none(self) -> None:
        parents = (other(date(1980, 1, 1)), other(date(1978, 1, 1)))
        answer = decide(household(child(date(2026, 1, 1)), *parents, born=MINOR_MOTHER), ON)
        assert (answer.desk, answer.single_parent) == (DeskCode.U25, False)


class TestPregnancy:
    def expecting(self, **entered: object) -> Facts:
        return Facts(GROWN_UP, pregnancies=(pregnancy(**entered),))  # type: ignore[arg-type]

    def test_proof_and_expectation_make_a_single_parent(self) -> None:
        assert basis(self.expecting()) is Basis.PREGNANCY

    def test_holds_from_the_day_on_which_proof_was_seen(self) -> None:
        assert basis(self.expecting(proof_seen_on=ON)) is Basis.PREGNANCY
        assert basis(self.expecting(proof_seen_on=ON + ONE_DAY)) is None

    def test_does_not_hold_without_proof(self) -> None:
        assert basis(self.expecting(proof_seen_on=None)) is None

    def test_does_not_hold_without_a_due_date(self) -> None:
        assert basis(self.expecting(due_date=None)) is None

    def test_does_not_hold_unless_expected_to_be_a_single_parent(self) -> None:
        assert basis(self.expecting(expected_single_parent=False)) is None

    def test_holds_up_to_84_days_after_the_due_date(self) -> None:
        assert basis(self.expecting(), LAST_DAY_OF_WAITING) is Basis.PREGNANCY
        assert basis(self.expecting(), LAST_DAY_OF_WAITING + ONE_DAY) is None

    def test_waiting_days_are_set_by_the_policy(self) -> None:
        none_at_all = PolicySchedule([Policy(waiting_days=0)])
        assert basis(self.expecting(), date(2027, 2, 18), none_at_all) is Basis.PREGNANCY
        assert basis(self.expecting(), date(2027, 2, 19), none_at_all) is None

    def test_no_longer_holds_on_the_day_on_which_the_mark_ends(self) -> None:
        assert basis(self.expecting(ended_on=ON)) is None
        assert basis(self.expecting(ended_on=ON + ONE_DAY)) is Basis.PREGNANCY

    def test_the_household_is_not_looked_at(self) -> None:
        facts = household(partner(), other())._replace(pregnancies=(pregnancy(),))
        assert basis(facts) is Basis.PREGNANCY

    def test_household_goes_before_pregnancy(self) -> None:
        assert basis(household(child())._replace(pregnancies=(pregnancy(),))) is Basis.HOUSEHOLD

    @pytest.mark.parametrize("backwards", [False, True])
    def test_one_of_two_pregnancies_is_enough(self, backwards: bool) -> None:
        pregnancies = (pregnancy(date(2023, 1, 1)), pregnancy())
        facts = Facts(GROWN_UP, pregnancies=pregnancies[::-1] if backwards else pregnancies)
        assert basis(facts) is Basis.PREGNANCY


def test_what_must_not_change_the_answer_is_not_told_to_the_rules() -> None:
    words = ("verbis", "section", "paragraf", "gender", "first", "last", "address", "number")
    assert [field for field in Facts._fields if any(word in field for word in words)] == []
    assert "name" not in Facts._fields
