"""The question itself: these facts, on this day, under this policy: which desk, why, what is missing."""

from datetime import date
from typing import NamedTuple

from routing.rules.codes import OpenPoint, Outcome
from routing.rules.facts import Facts
from routing.rules.findings import Fact
from routing.rules.hierarchy import LADDER, Answer, Rule
from routing.rules.open_points import open_points
from routing.rules.policy import DEFAULT_POLICIES, PolicySchedule
from routing.rules.situation import Situation, situation


class TraceLine(NamedTuple):
    """One rule of the ladder in an answer: what it found and what that meant."""

    rule: Rule
    outcome: Outcome
    facts: tuple[Fact, ...]


class Explanation(NamedTuple):
    """An answer with its reasons: all seven rules in order, and what is missing where it could change the answer."""

    on: date
    answer: Answer
    trace: tuple[TraceLine, ...]
    open_points: tuple[OpenPoint, ...]

    @property
    def provisional(self) -> bool:
        """Whether something is missing that could change the answer."""
        return bool(self.open_points)

    @property
    def deciding(self) -> TraceLine:
        """The line of the rule that decided."""
        return self.trace[self.answer.rule - 1]


def decide(facts: Facts, on: date, policies: PolicySchedule = DEFAULT_POLICIES) -> Answer:
    """The answer on ``on``, without reasons."""
    return _answer(situation(facts, on, policies.on(on)))


def explain(facts: Facts, on: date, policies: PolicySchedule = DEFAULT_POLICIES) -> Explanation:
    """The answer on ``on`` with its trace and open points. Sentences are rendered when they are read
    (`routing.rules.wording`).
    """
    asked = situation(facts, on, policies.on(on))
    answer = _answer(asked)
    trace = tuple(TraceLine(rule, _outcome(rule, asked, answer), rule.reasons(asked)) for rule in LADDER)
    return Explanation(on, answer, trace, open_points(asked, answer))


def _answer(asked: Situation) -> Answer:
    basis = asked.basis
    for rule in LADDER:
        if rule.is_met(asked) and not rule.is_set_aside(asked):
            return Answer(rule.desk, rule.number, basis is not None, basis)
    raise AssertionError("the last rule is always met")


def _outcome(rule: Rule, asked: Situation, answer: Answer) -> Outcome:
    if rule.number == answer.rule:
        return Outcome.DECIDES
    met = rule.is_met(asked)
    if rule.number > answer.rule:
        return Outcome.MET_BELOW if met else Outcome.NOT_MET_BELOW
    return Outcome.SET_ASIDE if met else Outcome.NOT_MET
