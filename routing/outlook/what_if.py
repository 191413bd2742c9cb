"""What other values of the policy would change, case by case. No clock, no database."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from routing.rules.codes import DeskCode
from routing.rules.decision import decide
from routing.rules.facts import Facts
from routing.rules.override import Override, in_force, named_desk
from routing.rules.policy import Policy, PolicySchedule


class Compared(NamedTuple):
    """The desk that is responsible on a day by the values in force, and by the others."""

    before: DeskCode
    after: DeskCode

    @property
    def moves(self) -> bool:
        """Whether the other values would make a difference."""
        return self.before is not self.after


def compare(
    facts: Facts, policies: PolicySchedule, asked: Policy, overrides: Collection[Override], on: date
) -> Compared:
    """The answers of ``on``. What people have named themselves for the day stays by either."""
    override = in_force(overrides, on)
    others = PolicySchedule([asked._replace(valid_from=date.min)])
    return Compared(
        named_desk(decide(facts, on, policies), override),
        named_desk(decide(facts, on, others), override),
    )
