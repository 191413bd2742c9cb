"""The form in which an answer is kept: JSON that stays readable without the code that wrote it."""

from datetime import date
from typing import Any

from routing.rules.codes import Outcome
from routing.rules.decision import Explanation, TraceLine
from routing.rules.facts import Facts
from routing.rules.override import Override, words
from routing.rules.policy import PolicySchedule
from routing.rules.wording import sentence


def facts_as_json(facts: Facts) -> dict[str, Any]:
    """The facts of a decision by name, days in ISO form."""
    return {name: _plain(value) for name, value in facts._asdict().items()}


def policies_as_json(policies: PolicySchedule) -> list[dict[str, Any]]:
    """All versions of the policy that a decision knew."""
    return [_plain(version) for version in policies.versions]


def trace_as_json(explanation: Explanation, override: Override | None = None) -> list[dict[str, Any]]:
    """The seven rules in order, with the sentence as it was told; before them the override that is in force."""
    rules = [trace_line_as_json(line) for line in explanation.trace]
    return [_override_as_json(override), *rules] if override else rules


def trace_line_as_json(line: TraceLine) -> dict[str, Any]:
    """One rule of a trace."""
    return {
        "number": int(line.rule.number),
        "title": line.rule.title,
        "source": line.rule.source,
        "desk": line.rule.desk.value,
        "outcome": line.outcome.value,
        "text": sentence(line.facts),
    }


def _override_as_json(override: Override) -> dict[str, Any]:
    return {
        "number": 0,
        "title": "Übersteuert",
        "source": "",
        "desk": override.desk.value,
        "outcome": Outcome.OVERRIDES.value,
        "text": words(override),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
