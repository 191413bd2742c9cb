"""The hierarchy of responsibility: seven rules, the first that is met decides (Fachkonzept, Ziffer 3 and Ziffer 2).

A rule says whether it is met. Which facts settled that is asked apart (`routing.rules.reasons`), and only by those who
want to read them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from routing.rules import reasons
from routing.rules.codes import Basis, DeskCode, RuleNumber
from routing.rules.findings import Fact
from routing.rules.situation import Situation


def self_employed(asked: Situation) -> bool:
    """Self-employed on the day (Ziffer 3, first bullet)."""
    return asked.any_covers(asked.facts.self_employed)


def under_25_and_single_parent(asked: Situation) -> bool:
    """The 25th year of life not completed, and a single parent (Ziffer 3, second bullet)."""
    return asked.basis is not None and asked.on < asked.leaves_u25_on


def under_25(asked: Situation) -> bool:
    """The 25th year of life not completed (Ziffer 3, second bullet; Ziffer 2 last but one paragraph)."""
    return asked.on < asked.leaves_u25_on


def reha_or_severely_disabled(asked: Situation) -> bool:
    """Severely disabled, of equal status, or in rehabilitation on the day (Ziffer 3, third bullet)."""
    facts = asked.facts
    return (
        asked.any_covers(facts.severely_disabled)
        or asked.any_covers(facts.equal_status)
        or asked.any_covers(facts.rehabilitation)
    )


def case_management(asked: Situation) -> bool:
    """The criteria of case management are met on the day (Ziffer 3, fifth bullet)."""
    assessment = asked.assessment
    return assessment is not None and assessment.criteria_met


def case_is_kept(asked: Situation) -> bool:
    """An exception from handing over to case management is recorded for the day (Ziffer 3, fifth bullet: "grds.")."""
    return asked.exception is not None


def is_single_parent(asked: Situation) -> bool:
    """A single parent, on whatever basis (Ziffer 2; Ziffer 3, fourth bullet)."""
    return asked.basis is not None


def everyone_else(_asked: Situation) -> bool:
    """Whoever no other rule placed (Ziffer 2 last but one paragraph)."""
    return True


def nothing_sets_aside(_asked: Situation) -> bool:
    """No exception is known to this rule (Ziffer 3)."""
    return False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rung of the ladder: number, German title, source, the desk it leads to, whether it is met, by which facts, and
    whether a recorded exception sets it aside although it is met.
    """

    number: RuleNumber
    title: str
    source: str
    desk: DeskCode
    is_met: Callable[[Situation], bool]
    reasons: Callable[[Situation], tuple[Fact, ...]]
    is_set_aside: Callable[[Situation], bool] = nothing_sets_aside


LADDER = (
    Rule(
        RuleNumber.SELF_EMPLOYED,
        "Selbstständig",
        "Ziffer 3",
        DeskCode.SELF_EMPLOYED,
        self_employed,
        reasons.self_employment,
    ),
    Rule(
        RuleNumber.U25_SINGLE_PARENT,
        "Unter 25, alleinerziehend",
        "Ziffer 2, 3",
        DeskCode.U25_AEZ,
        under_25_and_single_parent,
        reasons.age_and_single_parent,
    ),
    Rule(RuleNumber.U25, "Unter 25", "Ziffer 2, 3", DeskCode.U25, under_25, reasons.age),
    Rule(
        RuleNumber.REHA_SB,
        "Reha/SB",
        "Ziffer 3",
        DeskCode.REHA_SB,
        reha_or_severely_disabled,
        reasons.reha_or_disability,
    ),
    Rule(
        RuleNumber.CASE_MANAGEMENT,
        "Fallmanagement",
        "Ziffer 3",
        DeskCode.CASE_MANAGEMENT,
        case_management,
        reasons.case_management,
        case_is_kept,
    ),
    Rule(
        RuleNumber.SINGLE_PARENT,
        "Alleinerziehend",
        "Ziffer 2, 3",
        DeskCode.IFK_AEZ,
        is_single_parent,
        reasons.single_parent,
    ),
    Rule(RuleNumber.EVERYONE_ELSE, "Alle anderen", "Ziffer 2", DeskCode.PLACEMENT, everyone_else, reasons.remainder),
)


class Answer(NamedTuple):
    """Which desk, by which rule, and the single-parent status with its basis."""

    desk: DeskCode
    rule: RuleNumber
    single_parent: bool
    basis: Basis | None
