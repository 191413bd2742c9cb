"""Expected moves counted by desk and month, exactly or with small numbers hidden. No clock, no database."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kit.charts import Amount
from routing.caselist.small import SMALL, SMALLEST_SHOWN, WITHHELD, is_small
from routing.outlook.forecast import Span

Key = tuple[str, str]
"""A desk and a direction."""

IN, OUT = "zu", "ab"


class Counted(NamedTuple):
    """So many moves from one desk to another in the month that begins on ``month``."""

    source: str
    target: str
    month: date
    is_confirmed: bool
    number: int


class DeskMonth(NamedTuple):
    """What comes to a desk and goes from it in one column, and what is there at its end; ``stock`` counts only what is
    shown, and is missing where what there was to begin with is not shown.
    """

    span: Span
    inflow: Amount
    outflow: Amount
    stock: int | None


def desk_months(
    counted: Iterable[Counted], stock: Mapping[str, int], desk: str, columns: Sequence[Span], *, exact: bool
) -> list[DeskMonth]:
    """The columns of one desk. Unless ``exact``, small numbers are hidden, and what they could be reckoned from."""
    found = []
    there: int | None = stock.get(desk, 0)
    if not exact and is_small(stock.get(desk, 0)):
        there = None
    by_month = _by_month(counted)
    for span in columns:
        totals, unconfirmed = by_month.get(span.first.replace(day=1), (Counter(), Counter()))
        inflow, outflow = (_amount((desk, direction), totals, unconfirmed, exact=exact) for direction in (IN, OUT))
        if there is not None:
            there += inflow.number - outflow.number
        found.append(DeskMonth(span, inflow, outflow, there))
    return found


def hidden(cells: Mapping[Key, int]) -> dict[Key, str]:
    """Which numbers of a month are not shown, and what stands in their place.

    What comes to all desks is what goes from all desks, so that a single hidden number could be reckoned from the
    others. Therefore a larger one goes with the small ones, larger by more than they can vary; where there is none,
    none of the month is shown.
    """
    small = {key: SMALL for key, number in cells.items() if is_small(number)}
    if not small:
        return {}
    larger = sorted((number, key) for key, number in cells.items() if number > SMALLEST_SHOWN + len(small))
    if larger:
        return small | {larger[0][1]: WITHHELD}
    return {key: WITHHELD for key, number in cells.items() if number}


def _by_month(counted: Iterable[Counted]) -> dict[date, tuple[Counter[Key], Counter[Key]]]:
    """The numbers of each month, and how many of them are unconfirmed."""
    found: dict[date, tuple[Counter[Key], Counter[Key]]] = {}
    for each in counted:
        totals, unconfirmed = found.setdefault(each.month, (Counter(), Counter()))
        for key in ((each.source, OUT), (each.target, IN)):
            totals[key] += each.number
            unconfirmed[key] += 0 if each.is_confirmed else each.number
    return found


def _amount(key: Key, totals: Counter[Key], unconfirmed: Counter[Key], *, exact: bool) -> Amount:
    if exact:
        return Amount(totals[key], unconfirmed[key])
    if words := hidden(totals).get(key):
        return Amount(0, hidden=words)
    parts = (unconfirmed, {each: totals[each] - unconfirmed[each] for each in totals})
    if any(key in hidden(part) for part in parts):
        return Amount(totals[key], hidden_part=WITHHELD)
    return Amount(totals[key], unconfirmed[key])


def has_hidden(months: Collection[DeskMonth]) -> bool:
    """Whether a footnote has to say why numbers are missing."""
    amounts = [amount for month in months for amount in (month.inflow, month.outflow)]
    return any(month.stock is None for month in months) or any(each.hidden or each.hidden_part for each in amounts)
