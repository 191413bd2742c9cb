"""Expected moves counted by desk and month. No clock, no database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kit.charts import Amount
from routing.outlook.forecast import Span

IN, OUT = "zu", "ab"


class Counted(NamedTuple):
    """So many moves from one desk to another in the month that begins on ``month``."""

    source: str
    target: str
    month: date
    is_confirmed: bool
    number: int


class DeskMonth(NamedTuple):
    """What comes to a desk and goes from it in one column, and what is there at its end."""

    span: Span
    inflow: Amount
    outflow: Amount
    stock: int


def desk_months(
    counted: Iterable[Counted], stock: Mapping[str, int], desk: str, columns: Sequence[Span]
) -> list[DeskMonth]:
    """The columns of one desk."""
    totals: Counter[tuple[str, date]] = Counter()
    unconfirmed: Counter[tuple[str, date]] = Counter()
    for each in counted:
        for direction, end in ((OUT, each.source), (IN, each.target)):
            if end == desk:
                totals[direction, each.month] += each.number
                unconfirmed[direction, each.month] += 0 if each.is_confirmed else each.number
    found, there = [], stock.get(desk, 0)
    for span in columns:
        month = span.first.replace(day=1)
        inflow, outflow = (Amount(totals[key], unconfirmed[key]) for key in ((IN, month), (OUT, month)))
        there += inflow.number - outflow.number
        found.append(DeskMonth(span, inflow, outflow, there))
    return found
