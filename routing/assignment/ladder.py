"""The seven rules of an answer as rows for the screen, from an answer just given or from one that was kept, and before
them the override, if there was one.
"""

from dataclasses import dataclass
from typing import Any

from routing.assignment.stored import trace_as_json
from routing.rules.codes import Outcome
from routing.rules.decision import Explanation
from routing.rules.override import Override

_STATES = {
    Outcome.DECIDES: "decided",
    Outcome.NOT_MET: "not_met",
    Outcome.SET_ASIDE: "set_aside",
    Outcome.MET_BELOW: "below_met",
    Outcome.NOT_MET_BELOW: "below",
    Outcome.OVERRIDES: "override",
}


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One rule, or without a number the override, as ``components/ladder.html`` shows it."""

    number: int | None
    title: str
    text: str
    source: str
    state: str


def ladder_of(explanation: Explanation, override: Override | None = None) -> list[LadderRow]:
    """The rows of an answer just given."""
    return ladder_of_stored(trace_as_json(explanation, override))


def ladder_of_stored(trace: list[dict[str, Any]]) -> list[LadderRow]:
    """The rows of a kept answer, with the sentences as they were told then."""
    is_overridden = any(line["outcome"] == Outcome.OVERRIDES for line in trace)
    return [_row(line, is_overridden=is_overridden) for line in trace]


def _row(line: dict[str, Any], *, is_overridden: bool) -> LadderRow:
    outcome = Outcome(line["outcome"])
    state = "overridden" if is_overridden and outcome is Outcome.DECIDES else _STATES[outcome]
    return LadderRow(line["number"] or None, line["title"], line["text"], line["source"], state)
