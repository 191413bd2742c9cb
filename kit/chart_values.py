"""What charts show: amounts, loads, months with what comes, goes and is there. No picture in it yet."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number; ``unconfirmed`` of it rest on something that is open; ``url`` leads to those whom it counts."""

    number: int
    unconfirmed: int = 0
    url: str = ""

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for parts larger than the whole."""
        if not 0 <= self.unconfirmed <= self.number:
            raise ValueError("not an amount that can be drawn")

    @property
    def text(self) -> str:
        """The number as it is written."""
        return thousands(self.number)

    @property
    def unconfirmed_text(self) -> str:
        """The unconfirmed part as it is written."""
        return thousands(self.unconfirmed)


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody or something has of what there is room for; ``capacity`` None: nobody has said how much.
    ``note`` is told behind the numbers.
    """

    label: str
    amount: Amount
    capacity: int | None = None
    note: str = ""

    @property
    def over(self) -> int:
        """By how much it is more than there is room for."""
        return _over(self.amount, self.capacity)

    @property
    def text(self) -> str:
        """As in "118 von 130"; what is more than that is said in words."""
        of = "" if self.capacity is None else f" von {thousands(self.capacity)}"
        return " · ".join(filter(None, (f"{self.amount.text}{of}", self.remark)))

    @property
    def remark(self) -> str:
        """What there is to say beside the numbers."""
        return " · ".join(filter(None, (_too_many(self.over), self.note)))

    @property
    def capacity_text(self) -> str:
        """The capacity as it is written."""
        return _capacity_text(self.capacity)


class Month(NamedTuple):
    """A month as a chart names it: below its column, and in full."""

    short: str
    name: str
    year: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What comes and goes in a month."""

    month: Month
    inflow: Amount
    outflow: Amount


@dataclass(frozen=True, slots=True)
class Level:
    """What is there at the end of a month, and for how much there is room then."""

    month: Month
    amount: Amount
    capacity: int | None = None

    @property
    def over(self) -> int:
        """By how much it is more than there is room for."""
        return _over(self.amount, self.capacity)

    @property
    def over_words(self) -> str:
        """The same in words; empty where there is room."""
        return _too_many(self.over)

    @property
    def capacity_text(self) -> str:
        """The capacity as it is written."""
        return _capacity_text(self.capacity)


def month_of(day: date, *, rest: bool = False) -> Month:
    """The month of a day; ``rest``: what is left of it."""
    name = _MONTHS[day.month - 1]
    return Month(name[:3], f"{'Rest ' if rest else ''}{name} {day.year}", day.year)


def thousands(number: int) -> str:
    """The number as it is written: 1.234."""
    return f"{number:,}".replace(",", ".")


def told(amount: Amount) -> str:
    """The number with its doubtful part."""
    doubt = f" (davon {thousands(amount.unconfirmed)} unbestätigt)" if amount.unconfirmed else ""
    return f"{amount.text}{doubt}"


def level_words(row: Level) -> str:
    """As in "118 von 130"."""
    return Load("", row.amount, row.capacity).text


def _over(amount: Amount, capacity: int | None) -> int:
    return 0 if capacity is None else max(amount.number - capacity, 0)


def _too_many(over: int) -> str:
    return f"{thousands(over)} zu viel" if over else ""


def _capacity_text(capacity: int | None) -> str:
    return "–" if capacity is None else thousands(capacity)
