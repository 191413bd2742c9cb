"""The seven rules of an answer as rows for the screen, from an answer just given or from one that was kept."""

from dataclasses import dataclass
from typing import Any

from routing.assignment.stored import trace_as_json
from routing.rules.codes import Outcome
from routing.rules.decision import Explanation

_STATES = {
    Outcome.DECIDES: "decided",
    Outcome.NOT_MET: "not_met",
    Outcome.SET_ASIDE: "set_aside",
    Outcome.MET_BELOW: "below_met",
    Outcome.NOT_MET_BELOW: "below",
}


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One rule as ``components/ladder.html`` shows it."""

    number: int
    title: str
    text: str
    source: str
    state: str


def ladder_of(explanation: Explanation) -> list[LadderRow]:
    """The rows of an answer just given."""
    return ladder_of_stored(trace_as_json(explanation))


def ladder_of_stored(trace: list[dict[str, Any]]) -> list[LadderRow]:
    """The rows of a kept answer, with the sentences as they were told then."""
    return [_row(line) for line in trace]


def _row(line: dict[str, Any]) -> LadderRow:
    outcome = Outcome(line["outcome"])
    return LadderRow(line["number"], line["title"], line["text"], line["source"], _STATES[outcome])
