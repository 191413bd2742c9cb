"""The ladder: each rule's days, the exception, and that every rule says where it comes from."""

import inspect
import re
from datetime import date

import pytest

from kit.days import ONE_DAY, Period
from routing.rules import hierarchy, lapse, reasons, single_parent
from routing.rules.codes import DeskCode, Outcome, RuleNumber
from routing.rules.decision import decide, explain
from routing.rules.facts import Assessment, CaseManagementException, Facts, Member, Pregnancy
from routing.rules.findings import FactCode
from routing.rules.hierarchy import LADDER, Rule
from routing.rules.policy import Policy, PolicySchedule
from routing.tests.rules.building import (
    GROWN_UP,
    ON,
    SMALL,
    assessed,
    child,
    days,
    household,
    other,
    partner,
    pregnancy,
)

FROM_YESTERDAY_UP_TO_TODAY = (Period(ON - ONE_DAY, ON + ONE_DAY),)


def desk(facts: Facts, on: date = ON) -> DeskCode:
    return decide(facts, on).desk


class TestSources:
    def test_the_seven_rules_stand_in_the_order_of_the_concept(self) -> None:
        assert [rule.number for rule in LADDER] == list(RuleNumber) == [1, 2, 3, 4, 5, 6, 7]
        assert [rule.desk.value for rule in LADDER] == [
            "self_employed", "u25_aez", "u25", "reha_sb", "case_management", "ifk_aez", "placement",
        ]  # fmt: skip

    @pytest.mark.parametrize("rule", LADDER, ids=lambda rule: rule.number.name)
    def test_every_rule_has_a_key_a_title_and_a_source(self, rule: Rule) -> None:
        assert rule.number.name.isupper()
        assert len(rule.title) > 3
        assert re.fullmatch(r"Ziffer [23](, [23])?", rule.source)

    @pytest.mark.parametrize("rule", LADDER, ids=lambda rule: rule.number.name)
    def test_every_rule_cites_its_source_in_its_docstrings(self, rule: Rule) -> None:
        for function in (rule.is_met, rule.is_set_aside, rule.reasons):
            assert "Ziffer" in (inspect.getdoc(function) or ""), function

    @pytest.mark.parametrize("module", [hierarchy, single_parent, reasons, lapse])
    def test_every_module_of_rules_names_its_source(self, module: object) -> None:
        assert "Ziffer 2" in (inspect.getdoc(module) or "")

    @pytest.mark.parametrize("value", [name for name in Policy._fields if name != "valid_from"])
    def test_every_policy_value_names_its_source(self, value: str) -> None:
        source = inspect.getsource(Policy)
        assert re.search(rf'{value}: .*\n    """[^"]*(Ziffer|§)', source)

    def test_desks_carry_the_german_labels_of_the_concept(self) -> None:
        assert [code.label for code in DeskCode] == [
            "IFK Selbstständige", "IFK/U25 AEZ", "IFK U25", "IFK Reha/SB", "Fallmanagement", "IFK AEZ",
            "IFK Arbeitsvermittlung Ü25",
        ]  # fmt: skip


class TestStatuses:
    @pytest.mark.parametrize(
        ("status", "responsible"),
        [
            ("self_employed", DeskCode.SELF_EMPLOYED),
            ("severely_disabled", DeskCode.REHA_SB),
            ("equal_status", DeskCode.REHA_SB),
            ("rehabilitation", DeskCode.REHA_SB),
        ],
    )
    def test_a_status_counts_from_its_first_to_its_last_day(self, status: str, responsible: DeskCode) -> None:
        facts = Facts(GROWN_UP)._replace(**{status: FROM_YESTERDAY_UP_TO_TODAY})  # type: ignore[arg-type]
        assert desk(facts, ON - days(2)) is DeskCode.PLACEMENT
        assert desk(facts, ON - ONE_DAY) is desk(facts, ON) is responsible
        assert desk(facts, ON + ONE_DAY) is DeskCode.PLACEMENT

    def test_a_status_that_came_back_counts_again(self) -> None:
        facts = Facts(GROWN_UP, self_employed=(Period(date(2019, 1, 1), date(2020, 1, 1)), Period(ON)))
        assert desk(facts) is DeskCode.SELF_EMPLOYED


class TestAge:
    def test_team_u25_is_left_on_the_25th_birthday(self) -> None:
        facts = Facts(date(2001, 11, 23))
        assert desk(facts, date(2026, 11, 22)) is DeskCode.U25
        assert desk(facts, date(2026, 11, 23)) is DeskCode.PLACEMENT

    def test_somebody_born_on_29_february_leaves_team_u25_on_1_march(self) -> None:
        facts = Facts(date(2000, 2, 29))
        assert desk(facts, date(2025, 2, 28)) is DeskCode.U25
        assert desk(facts, date(2025, 3, 1)) is DeskCode.PLACEMENT

    def test_single_parents_go_to_the_specialist_of_team_u25_until_then(self) -> None:
        facts = household(child(), born=date(2001, 11, 23))
        assert desk(facts, date(2026, 11, 22)) is DeskCode.U25_AEZ
        assert desk(facts, date(2026, 11, 23)) is DeskCode.IFK_AEZ

    def test_the_age_is_set_by_the_policy(self) -> None:
        until_27 = PolicySchedule([Policy(u25_age=27)])
        assert decide(Facts(date(2001, 1, 1)), ON, until_27).desk is DeskCode.U25

    def test_the_trace_says_when_the_age_is_or_was_reached(self) -> None:
        young, grown_up = (explain(Facts(born), ON).trace[2].facts for born in (date(2001, 11, 23), GROWN_UP))
        assert young == ((FactCode.TURNS, (25, date(2026, 11, 23))),)
        assert grown_up == ((FactCode.TURNED, (25, date(2016, 3, 14))),)

    def test_from_the_25th_birthday_on_the_age_alone_settles_rule_2(self) -> None:
        facts = household(child(), born=date(2001, 11, 23))
        day_before, birthday = (explain(facts, date(2026, 11, day)).trace[1].facts for day in (22, 23))
        assert [fact.code for fact in day_before] == [FactCode.TURNS, FactCode.CHILD_COUNTS]
        assert [fact.code for fact in birthday] == [FactCode.TURNED]


class TestCaseManagement:
    def test_criteria_that_are_met_lead_to_case_management(self) -> None:
        assert desk(household(child())._replace(assessments=assessed(met=True))) is DeskCode.CASE_MANAGEMENT

    def test_criteria_that_are_not_met_lead_on(self) -> None:
        assert desk(household(child())._replace(assessments=assessed(met=False))) is DeskCode.IFK_AEZ

    def test_result_counts_only_while_it_stands(self) -> None:
        facts = Facts(GROWN_UP, assessments=assessed(met=True, since=ON, end=ON + ONE_DAY))
        assert [desk(facts, ON + days(away)) for away in (-1, 0, 1)] == [
            DeskCode.PLACEMENT,
            DeskCode.CASE_MANAGEMENT,
            DeskCode.PLACEMENT,
        ]

    def test_the_assessment_that_stands_today_speaks_not_an_older_one(self) -> None:
        older = assessed(met=True, since=date(2025, 1, 1), end=date(2026, 1, 1))
        facts = Facts(GROWN_UP, assessments=older + assessed(met=False, since=date(2026, 1, 1)))
        assert desk(facts) is DeskCode.PLACEMENT
        assert desk(facts, date(2025, 6, 1)) is DeskCode.CASE_MANAGEMENT

    def test_an_exception_keeps_the_case_and_the_trace_shows_whose_it_is(self) -> None:
        kept = household(child())._replace(
            assessments=assessed(met=True),
            exceptions=(CaseManagementException(Period(ON, ON + days(30)), "M. Keller"),),
        )
        explanation = explain(kept, ON)
        assert explanation.answer.desk is DeskCode.IFK_AEZ
        line = explanation.trace[RuleNumber.CASE_MANAGEMENT - 1]
        assert line.outcome is Outcome.SET_ASIDE
        assert line.facts[1] == (FactCode.EXCEPTION, ("M. Keller", ON + days(29)))

    def test_an_exception_ends_after_its_last_day(self) -> None:
        exception = CaseManagementException(Period(ON, ON + ONE_DAY))
        facts = Facts(GROWN_UP, assessments=assessed(met=True), exceptions=(exception,))
        assert [desk(facts, ON + days(away)) for away in (-1, 0, 1)] == [
            DeskCode.CASE_MANAGEMENT,
            DeskCode.PLACEMENT,
            DeskCode.CASE_MANAGEMENT,
        ]

    def test_a_higher_rule_leaves_the_criteria_met_but_of_lower_rank(self) -> None:
        facts = Facts(GROWN_UP, assessments=assessed(met=True), rehabilitation=FROM_YESTERDAY_UP_TO_TODAY)
        line = explain(facts, ON).trace[RuleNumber.CASE_MANAGEMENT - 1]
        assert line.outcome is Outcome.MET_BELOW


class TestTrace:
    """The fact that settled a rule is the one that a caseworker would name."""

    def settled_by(self, facts: Facts, rule: RuleNumber, on: date = ON) -> list[FactCode]:
        return [fact.code for fact in explain(facts, on).trace[rule - 1].facts]

    def test_a_status_that_never_was_given_has_no_entry(self) -> None:
        assert self.settled_by(Facts(GROWN_UP), RuleNumber.SELF_EMPLOYED) == [FactCode.NO_ENTRY]

    def test_a_status_names_its_last_day_when_it_is_over_and_its_first_when_it_is_ahead(self) -> None:
        facts = Facts(GROWN_UP, equal_status=FROM_YESTERDAY_UP_TO_TODAY)
        ahead, over = (explain(facts, ON + days(away)).trace[3].facts for away in (-2, 1))
        assert ahead == ((FactCode.STATUS_NOT_YET, ("Gleichstellung", ON - ONE_DAY)),)
        assert over == ((FactCode.STATUS_ENDED, ("Gleichstellung", ON)),)

    def test_of_several_statuses_that_are_over_the_last_one_is_named(self) -> None:
        facts = Facts(
            GROWN_UP,
            severely_disabled=(Period(date(2018, 1, 1), date(2019, 1, 1)),),
            rehabilitation=(Period(date(2015, 1, 1), date(2016, 1, 1)), Period(date(2030, 1, 1))),
        )
        assert explain(facts, ON).trace[3].facts == (
            (FactCode.STATUS_ENDED, ("Schwerbehinderung", date(2018, 12, 31))),
        )

    def test_of_several_statuses_that_are_ahead_the_next_one_is_named(self) -> None:
        facts = Facts(GROWN_UP, equal_status=(Period(date(2028, 1, 1)),), rehabilitation=(Period(date(2027, 1, 1)),))
        assert explain(facts, ON).trace[3].facts == ((FactCode.STATUS_NOT_YET, ("Rehabilitation", date(2027, 1, 1))),)

    def test_statuses_that_hold_are_all_named(self) -> None:
        facts = Facts(GROWN_UP, severely_disabled=(Period(ON),), rehabilitation=FROM_YESTERDAY_UP_TO_TODAY)
        assert explain(facts, ON).deciding.facts == (
            (FactCode.STATUS_HOLDS, ("Schwerbehinderung", ON, None)),
            (FactCode.STATUS_HOLDS, ("Rehabilitation", ON - ONE_DAY, ON)),
        )

    @pytest.mark.parametrize(
        ("assessments", "known", "code"),
        [
            ((), True, FactCode.NEVER_ASSESSED),
            ((), False, FactCode.NO_ENTRY),
            (assessed(met=False), True, FactCode.CRITERIA_NOT_MET),
            (assessed(met=True, end=ON), True, FactCode.CRITERIA_ENDED),
            (assessed(met=False, end=ON), True, FactCode.CRITERIA_NOT_MET),
            (assessed(met=True, since=ON + ONE_DAY), True, FactCode.CRITERIA_NOT_YET),
            (assessed(met=True, since=ON + ONE_DAY), False, FactCode.CRITERIA_NOT_YET),
            (assessed(met=False, since=ON + ONE_DAY), True, FactCode.NEVER_ASSESSED),
        ],
    )
    def test_an_assessment_is_named_as_it_was(
        self, assessments: tuple[Assessment, ...], known: bool, code: FactCode
    ) -> None:
        facts = Facts(GROWN_UP, assessments=assessments, assessments_known=known)
        assert self.settled_by(facts, RuleNumber.CASE_MANAGEMENT) == [code]

    def test_of_several_assessments_that_are_over_the_latest_is_named(self) -> None:
        first = assessed(met=True, since=date(2024, 1, 1), end=date(2025, 1, 1))
        second = assessed(met=True, since=date(2025, 6, 1), end=date(2026, 1, 1))
        facts = Facts(GROWN_UP, assessments=first + second)
        assert explain(facts, ON).trace[4].facts == ((FactCode.CRITERIA_ENDED, (date(2025, 12, 31),)),)

    def test_of_several_assessments_that_are_ahead_the_next_is_named(self) -> None:
        later = assessed(met=True, since=date(2028, 1, 1))
        sooner = assessed(met=True, since=date(2027, 1, 1), end=date(2028, 1, 1))
        facts = Facts(GROWN_UP, assessments=later + sooner)
        assert explain(facts, ON).trace[4].facts == ((FactCode.CRITERIA_NOT_YET, (date(2027, 1, 1),)),)

    def test_the_youngest_counting_child_is_named_because_the_status_ends_with_her(self) -> None:
        facts = household(child(date(2012, 1, 1), name="Ali"), child(name="Mia"), child(date(2000, 1, 1), name="Uli"))
        assert explain(facts, ON).deciding.facts == ((FactCode.CHILD_COUNTS, ("Mia", SMALL, 8)),)

    def test_partner_and_other_adult_are_named_with_the_day_since_when(self) -> None:
        with_partner = household(child(), other(), partner(name="Max", moved_in=ON - ONE_DAY))
        with_adult = household(child(), other(name="Oma", moved_in=ON))
        assert explain(with_partner, ON).trace[5].facts == ((FactCode.PARTNER, ("Max", ON - ONE_DAY)),)
        assert explain(with_adult, ON).trace[5].facts == ((FactCode.OTHER_ADULT, ("Oma", ON)),)

    def test_of_several_adults_the_one_who_has_lived_there_longest_is_named(self) -> None:
        facts = household(child(), other(name="Neu", moved_in=ON), other(name="Oma", moved_in=date(2020, 1, 1)))
        assert explain(facts, ON).trace[5].facts == ((FactCode.OTHER_ADULT, ("Oma", date(2020, 1, 1))),)

    @pytest.mark.parametrize(
        ("member", "code", "day"),
        [
            (child(date(2008, 11, 22), name="Mia"), FactCode.CHILD_CAME_OF_AGE, ON),
            (child(name="Mia", married_on=ON), FactCode.CHILD_MARRIED, ON),
            (child(name="Mia", moved_out=ON), FactCode.CHILD_MOVED_OUT, ON),
            (child(name="Mia", moved_in=ON + ONE_DAY), FactCode.CHILD_NOT_YET, ON + ONE_DAY),
            (child(ON + ONE_DAY, name="Mia"), FactCode.CHILD_NOT_YET, ON + ONE_DAY),
            (child(ON + ONE_DAY, name="Mia", moved_in=ON), FactCode.CHILD_NOT_YET, ON + ONE_DAY),
            (child(None, name="Mia"), FactCode.CHILD_WITHOUT_BIRTH_DATE, "Mia"),
        ],
    )
    def test_a_child_that_does_not_count_is_named_with_the_obstacle(
        self, member: Member, code: FactCode, day: object
    ) -> None:
        (fact,) = explain(household(member), ON).trace[5].facts
        assert (fact.code, fact.details[0], fact.details[-1]) == (code, "Mia", day)

    def test_of_several_grown_up_children_the_last_to_come_of_age_is_named(self) -> None:
        facts = household(child(date(1990, 1, 1), name="Anna"), child(date(2008, 11, 22), name="Zoe"))
        assert explain(facts, ON).trace[5].facts[0].details[0] == "Zoe"

    def test_of_several_children_who_are_still_to_come_the_first_is_named(self) -> None:
        facts = household(child(moved_in=ON + days(9), name="Anna"), child(moved_in=ON + ONE_DAY, name="Zoe"))
        assert explain(facts, ON).trace[5].facts[0].details[0] == "Zoe"

    def test_a_child_whose_birth_date_is_missing_is_named_before_all_others(self) -> None:
        facts = household(child(moved_out=ON), child(None, name="Zoe"), child(married_on=ON))
        assert self.settled_by(facts, RuleNumber.SINGLE_PARENT) == [FactCode.CHILD_WITHOUT_BIRTH_DATE]

    @pytest.mark.parametrize(
        ("expecting", "code"),
        [
            (pregnancy(), FactCode.PREGNANT),
            (pregnancy(ended_on=ON), FactCode.MARK_ENDED),
            (pregnancy(None), FactCode.DUE_DATE_MISSING),
            (pregnancy(ON - days(85)), FactCode.WAITING_OVER),
            (pregnancy(ON - days(84), proof_seen_on=None), FactCode.PROOF_MISSING),
            (pregnancy(expected_single_parent=False), FactCode.NOT_EXPECTED),
            (pregnancy(proof_seen_on=None), FactCode.PROOF_MISSING),
            (pregnancy(proof_seen_on=ON + ONE_DAY), FactCode.PROOF_LATER),
        ],
    )
    def test_a_pregnancy_is_named_with_what_stands_in_its_way(self, expecting: Pregnancy, code: FactCode) -> None:
        assert self.settled_by(Facts(GROWN_UP, pregnancies=(expecting,)), RuleNumber.SINGLE_PARENT)[-1] is code

    def test_of_several_pregnancies_the_one_that_holds_is_named(self) -> None:
        facts = Facts(GROWN_UP, pregnancies=(pregnancy(date(2023, 1, 1)), pregnancy(), pregnancy(None)))
        (fact,) = explain(facts, ON).deciding.facts
        assert fact.details[0] == date(2027, 2, 18)
