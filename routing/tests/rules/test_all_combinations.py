"""The table of all combinations of the yes/no facts, whole: 2¹⁶ applicants."""

import re
from datetime import date
from itertools import product
from typing import NamedTuple

import pytest

from kit.days import Period
from routing.rules.codes import Basis, DeskCode, OpenPoint, Outcome
from routing.rules.decision import Explanation, decide, explain
from routing.rules.facts import CaseManagementException, Facts, Member, Pregnancy
from routing.rules.findings import FactCode
from routing.rules.policy import Policy, PolicySchedule
from routing.rules.wording import open_points_text, reason, sentence
from routing.tests.rules.building import GROWN_UP, ON, SMALL, assessed, child, other, partner

ALWAYS = (Period(date(2020, 1, 1)),)
POLICIES = {count: PolicySchedule([Policy(other_adults_count=count)]) for count in (True, False)}
NOT_SPOKEN = re.compile(r"None|  |_|einzige volljährige|\(\)|,,|\.\.|[a-z]\(| [,;.)]|\( ")


class Case(NamedTuple):
    """One row of the table."""

    self_employed: bool
    under_25: bool
    other_adults_count: bool
    partner: bool
    child_counts: bool
    other_adult: bool
    own_adult_child: bool
    proof_seen: bool
    expected: bool
    within_waiting: bool
    mark_ended: bool
    severely_disabled: bool
    equal_status: bool
    rehabilitation: bool
    criteria_met: bool
    exception: bool


def cases(self_employed: bool, under_25: bool, other_adults_count: bool) -> list[Case]:
    rest = len(Case._fields) - 3
    return [Case(self_employed, under_25, other_adults_count, *facts) for facts in product((True, False), repeat=rest)]


def applicant(case: Case) -> Facts:
    people = (
        (case.partner, partner()),
        (case.child_counts, child(SMALL)),
        (case.other_adult, other()),
        (case.own_adult_child, child(date(2004, 2, 14))),
    )
    members: tuple[Member, ...] = tuple(member for there, member in people if there)
    return Facts(
        born=date(2003, 5, 5) if case.under_25 else GROWN_UP,
        members=members,
        self_employed=ALWAYS if case.self_employed else (),
        severely_disabled=ALWAYS if case.severely_disabled else (),
        equal_status=ALWAYS if case.equal_status else (),
        rehabilitation=ALWAYS if case.rehabilitation else (),
        assessments=assessed(met=case.criteria_met),
        exceptions=(CaseManagementException(ALWAYS[0], "M. Keller"),) if case.exception else (),
        pregnancies=(
            Pregnancy(
                due_date=date(2027, 2, 18) if case.within_waiting else date(2026, 8, 1),
                proof_seen_on=date(2026, 7, 1) if case.proof_seen else None,
                ended_on=ON if case.mark_ended else None,
                expected_single_parent=case.expected,
            ),
        ),
    )


def another_adult_stands_in_the_way(case: Case) -> bool:
    return case.partner or (case.other_adult and case.other_adults_count)


def right_basis(case: Case) -> Basis | None:
    if case.child_counts and not another_adult_stands_in_the_way(case):
        return Basis.HOUSEHOLD
    if case.proof_seen and case.expected and case.within_waiting and not case.mark_ended:
        return Basis.PREGNANCY
    return None


def right_ladder(case: Case) -> dict[DeskCode, bool]:
    single_parent = right_basis(case) is not None
    return {
        DeskCode.SELF_EMPLOYED: case.self_employed,
        DeskCode.U25_AEZ: case.under_25 and single_parent,
        DeskCode.U25: case.under_25,
        DeskCode.REHA_SB: case.severely_disabled or case.equal_status or case.rehabilitation,
        DeskCode.CASE_MANAGEMENT: case.criteria_met,
        DeskCode.IFK_AEZ: single_parent,
        DeskCode.PLACEMENT: True,
    }


def right_desk(case: Case) -> DeskCode:
    ladder = right_ladder(case)
    ladder[DeskCode.CASE_MANAGEMENT] = case.criteria_met and not case.exception
    return next(desk for desk, responsible in ladder.items() if responsible)


def right_outcomes(case: Case) -> list[Outcome]:
    ladder = right_ladder(case)
    winner = list(ladder).index(right_desk(case))
    above = [(Outcome.SET_ASIDE if met else Outcome.NOT_MET) for met in list(ladder.values())[:winner]]
    below = [(Outcome.MET_BELOW if met else Outcome.NOT_MET_BELOW) for met in list(ladder.values())[winner + 1 :]]
    return [*above, Outcome.DECIDES, *below]


def right_open_points(case: Case) -> tuple[OpenPoint, ...]:
    basis = right_basis(case)
    points = []
    if basis is None and case.expected and case.within_waiting and not case.proof_seen and not case.mark_ended:
        points.append(OpenPoint.PROOF_OUTSTANDING)
    birth_would_make_the_household_count = basis is None and not another_adult_stands_in_the_way(case)
    if not case.within_waiting and not case.mark_ended and birth_would_make_the_household_count:
        points.append(OpenPoint.BIRTH_NOT_ENTERED)
    return tuple(points)


def right_words_on_the_status(case: Case) -> list[FactCode]:
    basis = right_basis(case)
    if basis is not None:
        return [FactCode.CHILD_COUNTS if basis is Basis.HOUSEHOLD else FactCode.PREGNANT]
    if case.partner:
        in_the_household = FactCode.PARTNER
    elif case.child_counts:
        in_the_household = FactCode.OTHER_ADULT
    else:
        in_the_household = FactCode.CHILD_CAME_OF_AGE if case.own_adult_child else FactCode.NO_CHILD
    if case.mark_ended:
        return [in_the_household, FactCode.MARK_ENDED]
    if not case.within_waiting:
        return [in_the_household, FactCode.WAITING_OVER]
    return [in_the_household, FactCode.PROOF_MISSING if case.expected else FactCode.NOT_EXPECTED]


def spoken(explanation: Explanation) -> str:
    lines = [sentence(line.facts) for line in explanation.trace]
    return "|".join([reason(explanation), *lines, open_points_text(explanation.open_points)])


@pytest.mark.parametrize("other_adults_count", [True, False])
@pytest.mark.parametrize("under_25", [True, False])
@pytest.mark.parametrize("self_employed", [True, False])
class TestEveryCombination:
    def test_has_the_right_desk_and_status(self, self_employed: bool, under_25: bool, other_adults_count: bool) -> None:
        policies = POLICIES[other_adults_count]
        wrong = [
            case
            for case in cases(self_employed, under_25, other_adults_count)
            for answer in [decide(applicant(case), ON, policies)]
            if (answer.desk, answer.basis, answer.single_parent)
            != (right_desk(case), right_basis(case), right_basis(case) is not None)
        ]
        assert wrong == []

    def test_is_explained_rule_by_rule_in_words_that_can_be_read_aloud(
        self, self_employed: bool, under_25: bool, other_adults_count: bool
    ) -> None:
        policies = POLICIES[other_adults_count]
        for case in cases(self_employed, under_25, other_adults_count):
            explanation = explain(applicant(case), ON, policies)
            assert explanation.answer == decide(applicant(case), ON, policies), case
            assert [line.outcome for line in explanation.trace] == right_outcomes(case), case
            assert explanation.deciding.rule.desk is right_desk(case), case
            assert explanation.open_points == right_open_points(case), case
            status = explanation.trace[5].facts
            assert [fact.code for fact in status] == right_words_on_the_status(case), case
            words = spoken(explanation)
            assert NOT_SPOKEN.search(words) is None, words
