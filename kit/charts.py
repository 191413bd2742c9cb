"""Numbers as charts, drawn in several sizes and told in words: loads as bars, flows as columns up and down, stock
against capacity.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kit.chart_drawing import (
    LOAD_SIZES,
    SIZES,
    LoadPicture,
    MonthPicture,
    draw_flows,
    draw_levels,
    draw_loads,
)
from kit.chart_values import Amount, Flow, Level, Load, Month, level_words, month_of, thousands, told

__all__ = [
    "Amount",
    "Flow",
    "FlowChart",
    "Level",
    "LevelChart",
    "Load",
    "LoadChart",
    "Month",
    "flow_chart",
    "level_chart",
    "load_chart",
    "month_of",
    "thousands",
]

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class LoadChart:
    """Loads in all sizes, with their words."""

    pictures: tuple[LoadPicture, ...]
    description: str
    rows: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Flows in all sizes, with their words."""

    pictures: tuple[MonthPicture, ...]
    description: str
    rows: tuple[Flow, ...]
    has_unconfirmed: bool


@dataclass(frozen=True, slots=True)
class LevelChart:
    """Stock against capacity in all sizes, with its words."""

    pictures: tuple[MonthPicture, ...]
    description: str
    rows: tuple[Level, ...]
    has_capacity: bool

    @property
    def over_words(self) -> str:
        """In which months there is more than there is room for; of many the number and the worst. Empty for none."""
        over = [row for row in self.rows if row.over]
        if len(over) <= _MOST_NAMED:
            return ", ".join(f"{row.month.name} ({row.over_words})" for row in over)
        worst = max(over, key=lambda row: row.over)
        return f"in {len(over)} Monaten, am meisten {worst.month.name} ({worst.over_words})"


def load_chart(loads: Iterable[Load]) -> LoadChart:
    """Horizontal bars, one for each load, in the order given."""
    rows = tuple(loads)
    description = "; ".join(f"{row.label}: {row.text}" for row in rows)
    return LoadChart(tuple(draw_loads(rows, size) for size in LOAD_SIZES), f"{description}.", rows)


def flow_chart(flows: Iterable[Flow]) -> FlowChart:
    """Columns up for what comes and down for what goes, month by month."""
    rows = tuple(flows)
    words = (
        f"{row.month.name}: {told(row.inflow)} zu, {told(row.outflow)} ab"
        for row in rows
        if row.inflow.number or row.outflow.number
    )
    return FlowChart(
        pictures=tuple(draw_flows(rows, size) for size in SIZES),
        description=f"{'; '.join(words) or 'keine Zu- und Abgänge'}.",
        rows=rows,
        has_unconfirmed=any(row.inflow.unconfirmed or row.outflow.unconfirmed for row in rows),
    )


def level_chart(levels: Iterable[Level]) -> LevelChart:
    """Columns of the stock, month by month, with the capacity as a dashed line."""
    rows = tuple(levels)
    words = (f"{row.month.name}: {level_words(row)}" for row in rows)
    return LevelChart(
        pictures=tuple(draw_levels(rows, size) for size in SIZES),
        description=f"{'; '.join(words)}.",
        rows=rows,
        has_capacity=any(row.capacity is not None for row in rows),
    )
