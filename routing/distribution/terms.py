"""What the planner is told and what it answers. No clock, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Case:
    """A case to be given to somebody. ``household`` is what the members of one have in common; ``present`` who has the
    case now, none without anybody.
    """

    id: int
    household: str
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who receives cases: for how many she has ``places``, how many she keeps beside the plan, and the
    households among those.
    """

    id: int
    places: int
    kept: int = 0
    households: frozenset[str] = field(default_factory=frozenset)

    @property
    def free(self) -> int:
        """How many of her places are free."""
        return max(0, self.places - self.kept)


class Goals(NamedTuple):
    """How good a plan is, in the order in which it counts; less is better.

    ``overflow``: cases above the places of their person, all people together. ``splits``: by how many people the
    households are spread more than each over one. ``highest``: the highest load (cases by places) among those who get
    a case. ``moved``: cases that change their person.
    """

    overflow: int
    splits: int
    highest: Fraction
    moved: int


class SplitReason(Enum):
    """Why a household stays with several people."""

    SEVERAL_ALREADY = "several_already"
    HER_PERSON_IS_FULL = "her_person_is_full"
    TOO_LARGE = "too_large"
    NO_ROOM_TOGETHER = "no_room_together"


class Split(NamedTuple):
    """A household that is with several people, in their order."""

    household: str
    people: tuple[int, ...]
    reason: SplitReason


class Plan(NamedTuple):
    """Who gets which case, by id, and what has to be said about it. ``above_capacity``: how many cases each person has
    above her places, of those who have any.
    """

    given: Mapping[int, int]
    goals: Goals
    splits: tuple[Split, ...]
    above_capacity: Mapping[int, int]
