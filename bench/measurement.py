"""What a benchmark reports."""

from collections.abc import Callable
from typing import NamedTuple


class Measurement(NamedTuple):
    """One measured value, in the unit given, and the target below which it has to stay; none where it is only told."""

    name: str
    data: str
    value: float
    unit: str
    target: float | None = None

    @property
    def missed(self) -> bool:
        """Whether the value is not below its target."""
        return self.target is not None and self.value >= self.target


class Bench(NamedTuple):
    """A benchmark by its name on the command line."""

    name: str
    measure: Callable[[], list[Measurement]]
