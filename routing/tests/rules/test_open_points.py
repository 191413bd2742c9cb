"""What an answer lacks: named where it could change the answer, and nowhere else."""

from datetime import date

import pytest

from kit.days import ONE_DAY, Period
from routing.rules.codes import OpenPoint
from routing.rules.decision import explain
from routing.rules.facts import CaseManagementException, Facts, Member, Pregnancy
from routing.rules.policy import Policy, PolicySchedule
from routing.tests.rules.building import GROWN_UP, ON, assessed, child, days, household, other, partner, pregnancy

DUE = date(2026, 10, 1)
ASSESSED = assessed(met=False, since=date(2020, 1, 1))


def missing(facts: Facts, on: date = ON) -> tuple[OpenPoint, ...]:
    return explain(facts, on).open_points


def expecting(*pregnancies: Pregnancy, members: tuple[Member, ...] = ()) -> Facts:
    return Facts(GROWN_UP, members, assessments=ASSESSED, pregnancies=pregnancies)


def test_a_complete_record_has_no_open_point_and_a_final_answer() -> None:
    explanation = explain(household(child())._replace(assessments=ASSESSED), ON)
    assert explanation.open_points == ()
    assert not explanation.provisional


def test_an_answer_with_an_open_point_is_provisional() -> None:
    assert explain(household(child()), ON).provisional


class TestProofOutstanding:
    def test_named_while_no_proof_was_seen(self) -> None:
        assert missing(expecting(pregnancy(proof_seen_on=None))) == (OpenPoint.PROOF_OUTSTANDING,)

    def test_named_where_proof_is_dated_later(self) -> None:
        facts = expecting(pregnancy(proof_seen_on=ON + ONE_DAY))
        assert missing(facts) == (OpenPoint.PROOF_OUTSTANDING,)
        assert missing(facts, ON + ONE_DAY) == ()

    @pytest.mark.parametrize(
        "entered",
        [
            pregnancy(None, proof_seen_on=None),
            pregnancy(proof_seen_on=None, expected_single_parent=False),
            pregnancy(proof_seen_on=None, ended_on=ON),
            pregnancy(ON - days(85), proof_seen_on=None, ended_on=ON),
        ],
        ids=["no due date", "not expected", "mark ended", "waiting over"],
    )
    def test_not_named_where_proof_would_not_help(self, entered: Pregnancy) -> None:
        assert missing(expecting(entered)) == ()

    def test_not_named_after_the_waiting_time(self) -> None:
        facts = expecting(pregnancy(DUE, proof_seen_on=None), members=(partner(),))
        assert missing(facts, DUE + days(84)) == (OpenPoint.PROOF_OUTSTANDING,)
        assert missing(facts, DUE + days(85)) == ()

    def test_not_named_where_the_household_gives_the_status_already(self) -> None:
        assert missing(expecting(pregnancy(proof_seen_on=None), members=(child(),))) == ()

    def test_named_below_a_higher_rule_too_because_the_status_is_part_of_the_answer(self) -> None:
        facts = expecting(pregnancy(proof_seen_on=None))._replace(self_employed=(Period(ON),))
        assert missing(facts) == (OpenPoint.PROOF_OUTSTANDING,)


class TestBirthNotEntered:
    def test_named_from_the_day_after_the_due_date(self) -> None:
        facts = expecting(pregnancy(DUE))
        assert missing(facts, DUE) == ()
        assert missing(facts, DUE + ONE_DAY) == (OpenPoint.BIRTH_NOT_ENTERED,)

    def test_named_after_the_waiting_time_too(self) -> None:
        assert missing(expecting(pregnancy(DUE)), DUE + days(85)) == (OpenPoint.BIRTH_NOT_ENTERED,)

    def test_not_named_once_the_child_is_entered(self) -> None:
        assert missing(expecting(pregnancy(DUE), members=(child(DUE - days(3)),))) == ()

    def test_child_counts_as_this_one_when_born_later_than_140_days_before(self) -> None:
        """Seen with a child that no longer lives there, so that the household gives no status."""
        elsewhere = {away: child(DUE - days(away), moved_out=ON - ONE_DAY) for away in (139, 140)}
        assert missing(expecting(pregnancy(DUE), members=(elsewhere[139],))) == ()
        assert missing(expecting(pregnancy(DUE), members=(elsewhere[140],))) == (OpenPoint.BIRTH_NOT_ENTERED,)

    def test_somebody_elses_child_is_not_this_one(self) -> None:
        assert missing(expecting(pregnancy(DUE), members=(other(DUE),))) == (OpenPoint.BIRTH_NOT_ENTERED,)

    @pytest.mark.parametrize("in_the_way", [child(), partner(), other()], ids=["older child", "partner", "adult"])
    def test_not_named_where_the_child_would_change_nothing(self, in_the_way: Member) -> None:
        assert missing(expecting(pregnancy(DUE), members=(in_the_way,))) == ()

    def test_not_named_once_the_mark_was_ended(self) -> None:
        assert missing(expecting(pregnancy(DUE, ended_on=ON))) == ()
        assert missing(expecting(pregnancy(DUE, ended_on=ON + ONE_DAY))) == (OpenPoint.BIRTH_NOT_ENTERED,)


class TestNeverAssessed:
    def test_named_for_single_parents_at_rule_6(self) -> None:
        assert missing(household(child())) == (OpenPoint.NEVER_ASSESSED,)
        assert missing(Facts(GROWN_UP, pregnancies=(pregnancy(),))) == (OpenPoint.NEVER_ASSESSED,)

    def test_not_named_once_assessed_whatever_the_result(self) -> None:
        assert missing(household(child())._replace(assessments=assessed(met=False, since=ON))) == ()
        assert missing(household(child())._replace(assessments=assessed(met=True, end=ON))) == ()

    def test_named_where_the_first_assessment_is_still_ahead(self) -> None:
        facts = household(child())._replace(assessments=assessed(met=False, since=ON + ONE_DAY))
        assert missing(facts) == (OpenPoint.NEVER_ASSESSED,)

    def test_not_named_for_sources_that_cannot_say_not_met(self) -> None:
        assert missing(household(child())._replace(assessments_known=False)) == ()

    @pytest.mark.parametrize(
        "facts",
        [
            Facts(GROWN_UP),
            household(child(), born=date(2003, 1, 1)),
            household(child())._replace(rehabilitation=(Period(ON),)),
            household(child())._replace(self_employed=(Period(ON),)),
        ],
        ids=["no single parent", "under 25", "in rehabilitation", "self-employed"],
    )
    def test_not_named_at_other_rules(self, facts: Facts) -> None:
        assert missing(facts) == ()

    def test_not_named_where_an_exception_would_keep_the_case_all_the_same(self) -> None:
        kept = household(child())._replace(exceptions=(CaseManagementException(Period(ON)),))
        assert missing(kept) == ()


class TestBirthDateMissing:
    def lacking(self, *members: Member) -> tuple[OpenPoint, ...]:
        return missing(household(*members)._replace(assessments=ASSESSED))

    def test_named_where_the_child_could_count(self) -> None:
        assert self.lacking(child(None)) == (OpenPoint.BIRTH_DATE_MISSING,)

    def test_named_where_the_other_person_could_be_an_adult(self) -> None:
        assert self.lacking(child(), other(None)) == (OpenPoint.BIRTH_DATE_MISSING,)

    def test_named_where_a_pregnancy_could_give_way_to_the_household(self) -> None:
        facts = expecting(pregnancy(), members=(child(None),))
        assert missing(facts) == (OpenPoint.BIRTH_DATE_MISSING,)

    @pytest.mark.parametrize(
        "members",
        [
            (child(), partner(None)),
            (child(), child(None)),
            (partner(), child(None)),
            (other(None),),
            (child(None, married_on=ON),),
            (child(None, moved_out=ON),),
            (child(), other(None, moved_in=ON + ONE_DAY)),
        ],
        ids=["partner", "second child", "with partner", "no child", "married", "moved out", "not yet there"],
    )
    def test_not_named_where_it_cannot_change_the_answer(self, members: tuple[Member, ...]) -> None:
        status_points = [point for point in self.lacking(*members) if point is OpenPoint.BIRTH_DATE_MISSING]
        assert status_points == []

    def test_not_named_where_other_adults_do_not_count(self) -> None:
        facts = household(child(), other(None))._replace(assessments=ASSESSED)
        assert explain(facts, ON, PolicySchedule([Policy(other_adults_count=False)])).open_points == ()


def test_several_open_points_are_named_in_one_order() -> None:
    facts = Facts(GROWN_UP, (child(None),), pregnancies=(pregnancy(DUE, proof_seen_on=None),))
    assert missing(facts) == (
        OpenPoint.PROOF_OUTSTANDING,
        OpenPoint.BIRTH_NOT_ENTERED,
        OpenPoint.BIRTH_DATE_MISSING,
    )
