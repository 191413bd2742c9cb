"""What a benchmark reports, and the one way of timing.

Seconds of a busy machine say little. Whatever is measured is therefore measured alternately with a baseline, and the
ratio of both is what two versions or two machines can be compared by.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

IN_A_SECOND = {"s": 1, "ms": 1_000, "µs": 1_000_000}


@dataclass(frozen=True)
class Figure:
    """One measured value beside that of its baseline, and the ratio that it must not exceed; none where it is only
    told. ``name`` is unique within its benchmark. ``load``: of the machine in the minute before.
    """

    name: str
    data: str
    unit: str
    value: float
    baseline: str
    baseline_value: float
    at_most: float | None = None
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    @property
    def ratio(self) -> float | None:
        """How many times the baseline; nothing is a multiple of zero."""
        return self.value / self.baseline_value if self.baseline_value else None

    @property
    def missed(self) -> bool:
        """Whether the ratio is above its target."""
        return self.at_most is not None and self.ratio is not None and self.ratio > self.at_most


class Pair(NamedTuple):
    """The seconds of a piece of work, and those of its baseline right afterwards."""

    work: float
    baseline: float


def seconds(work: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """How long it takes."""
    started = clock()
    work()
    return clock() - started


def alternately(
    rounds: int,
    work: Callable[[], object],
    baseline: Callable[[], object],
    *,
    clock: Callable[[], float] = perf_counter,
) -> list[Pair]:
    """Both in turn, so that a busy minute meets both. What only computes is timed by the clock of the processor."""
    return [Pair(seconds(work, clock), seconds(baseline, clock)) for _ in range(rounds)]


def p95(taken: Sequence[float]) -> float:
    """What one in twenty exceeds."""
    return quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]


def timed(
    name: str,
    data: str,
    unit: str,
    pairs: Sequence[Pair],
    baseline: str,
    *,
    at_most: float | None = None,
    of: Callable[[Sequence[float]], float] = median,
) -> Figure:
    """The figure of what was timed alternately: the medians of both, in this unit of time."""
    work, beside = (of(taken) * IN_A_SECOND[unit] for taken in zip(*pairs, strict=True))
    return Figure(name, data, unit, work, baseline, beside, at_most)


def grouped(number: float) -> str:
    """A whole number as people read it: 25.000."""
    return f"{number:,.0f}".replace(",", ".")
