"""Who is right where a list says otherwise than the office's record: one judgement for each difference. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from routing.fields import DEFAULT_RULES, NOT_CONFIGURABLE, FieldRule, ImportField


class Difference(NamedTuple):
    """One thing that the list says otherwise than the record; ``stored`` and ``filed`` are how people read both.

    ``key`` tells it apart within the applicant. ``contradicts``: somebody entered it since the last list; then ``rule``
    is who is right. Where nobody did, the list simply brings news and is right.
    """

    field: ImportField
    key: str
    label: str
    stored: str
    filed: str
    rule: FieldRule
    contradicts: bool


class Sides(NamedTuple):
    """What the record and the list say about one thing, in words; the same words mean the same."""

    stored: str
    filed: str


class Judge:
    """Judges the differences of one applicant and keeps them, in their order.

    ``kept`` are the entries that somebody has upheld against the same words of the list before: nobody is asked again.
    """

    def __init__(
        self, rules: Mapping[ImportField, FieldRule], answers: Mapping[str, FieldRule], kept: Mapping[str, Sides]
    ) -> None:
        """``answers``: what people said to this run's questions, by the key of the difference."""
        self._rules, self._answers, self._kept = rules, answers, kept
        self.differences: list[Difference] = []
        self.kept: dict[str, Sides] = {}

    def takes_file(self, field: ImportField, key: str, label: str, sides: Sides, *, contradicts: bool) -> bool:
        """Whether the list is right. While a question is unanswered, the entry stays."""
        rule = self._rule_for(field, key, sides) if contradicts else FieldRule.FILE
        if rule is FieldRule.ENTRY and (self._answers.get(key) is rule or self._kept.get(key) == sides):
            self.kept[key] = sides
        self.differences.append(Difference(field, key, label, sides.stored, sides.filed, rule, contradicts))
        return rule is FieldRule.FILE

    def _rule_for(self, field: ImportField, key: str, sides: Sides) -> FieldRule:
        rule = (DEFAULT_RULES if field in NOT_CONFIGURABLE else self._rules)[field]
        if rule is not FieldRule.ASK:
            return rule
        if self._kept.get(key) == sides:
            return FieldRule.ENTRY
        return self._answers.get(key, FieldRule.ASK)
