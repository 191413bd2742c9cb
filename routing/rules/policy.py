"""The values of the rules that the office may set, with the day from which they are valid."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Policy(NamedTuple):
    """One version of the policy values."""

    valid_from: date = date.min
    adult_age: int = 18
    """Completed years of life from which a person is of age; ends a child's part in the status (Ziffer 2)."""
    u25_age: int = 25
    """Completed years of life from which Team U25 is no longer responsible (Ziffer 3)."""
    waiting_days: int = 84
    """Days after the due date for which the basis pregnancy holds (§ 3 Abs. 2 MuSchG: 12 weeks)."""
    other_adults_count: bool = True
    """Whether another adult in the household, not an own child, excludes the status (Ziffer 2, second sentence)."""


class PolicySchedule:
    """All versions of the policy in the order of their validity; the default values hold before the first."""

    __slots__ = ("versions",)

    def __init__(self, versions: Iterable[Policy] = ()) -> None:
        """Raises ``ValueError`` when two versions begin on the same day."""
        given = sorted(versions)
        if len({version.valid_from for version in given}) < len(given):
            raise ValueError("two policy versions begin on the same day")
        starts_late = not given or given[0].valid_from > date.min
        self.versions = (Policy(), *given) if starts_late else tuple(given)

    def on(self, day: date) -> Policy:
        """The version valid on ``day``."""
        current = self.versions[0]
        for version in self.versions[1:]:
            if version.valid_from > day:
                break
            current = version
        return current


DEFAULT_POLICIES = PolicySchedule()
