"""Where a list finds what it narrows, sorts and groups by."""

from typing import NamedTuple

from django.db.models import DateField, F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from kit.days import OPEN_END


class Columns(NamedTuple):
    """The names and expressions of one source. ``is_open`` tells open cases from closed ones."""

    desk: str
    caseworker: str
    decided_desk: str
    basis: str
    open_points: str
    holds_until: Combinable
    name: str
    birth_date: str
    is_open: Q


_EVER = Value(OPEN_END, DateField())
# Open cases have it in one narrow table; with closed ones among them it is gathered from four.
LISTED = Columns(
    desk="listed__desk",
    caseworker="listed__caseworker",
    decided_desk="listed__decided_desk",
    basis="listed__basis",
    open_points="listed__open_points",
    holds_until=F("listed__holds_until"),
    name="listed__sort_name",
    birth_date="listed__birth_date",
    is_open=Q(),
)
GATHERED = Columns(
    desk="open__desk",
    caseworker="open__caseworker",
    decided_desk="current__decision__desk",
    basis="current__decision__basis",
    open_points="current__decision__open_points",
    holds_until=Coalesce("current__decision__holds_until", _EVER),
    name="sort_name",
    birth_date="birth_date",
    is_open=Q(open__isnull=False),
)
# A row where a page ended, on the list or not any more, with ``shown``, the decision that it showed then.
REMEMBERED = GATHERED._replace(holds_until=Coalesce("shown__holds_until", _EVER))
