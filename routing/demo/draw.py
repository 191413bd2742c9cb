"""Drawing invented people: the same seed and the same day give the same people."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple, TypeVar

from kit.days import ONE_DAY, latest_birth_to_have_completed, year_of_life_completed
from routing.demo.names import CITY, ORIGINS, POSTAL_CODES, STREETS, Origin
from routing.record import PersonRecord

Option = TypeVar("Option")

SATURDAY = 5
WORKING_AGE = 15
LONGEST_CASE_DAYS = 2200


class Family(NamedTuple):
    """Where names are taken from, the family name in both forms, and where the family lives."""

    origin: Origin
    mens_name: str
    womens_name: str
    bg_number: str
    street: str
    postal_code: str

    def name(self, gender: str) -> str:
        """The family name in the form for this gender."""
        return self.womens_name if gender == "w" else self.mens_name


class Draw:
    """A seeded source of people and days, seen from the day ``on``."""

    def __init__(self, seed: int, on: date) -> None:
        self.random = Random(seed)
        self.on = on
        self._people = 0
        self._families = 0

    def chance(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.random.random() < share

    def between(self, first: int, last: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(first, last)

    def pick(self, options: Sequence[Option]) -> Option:
        """One of the options."""
        return options[int(self.random.random() * len(options))]

    def days_ago(self, fewest: int, most: int) -> date:
        """A day before ``on``."""
        return self.on - timedelta(days=self.between(fewest, max(fewest, most)))

    def day_between(self, first: date, last: date) -> date:
        """A day, both ends included; ``first`` when ``last`` is before it."""
        return first + timedelta(days=self.between(0, max(0, (last - first).days)))

    def born(self, youngest: int, oldest: int) -> date:
        """The birth date of somebody who is, on ``on``, between ``youngest`` and ``oldest`` years old."""
        first = latest_birth_to_have_completed(oldest + 1, self.on) + ONE_DAY
        return self.day_between(first, min(self.on, latest_birth_to_have_completed(youngest, self.on)))

    def opening(self, born: date) -> date:
        """The day on which a case is opened: in the past years, often lately, at working age."""
        days = 3 + int(self.random.betavariate(1.1, 2.0) * LONGEST_CASE_DAYS)
        return self.office_day(max(self.on - timedelta(days=days), year_of_life_completed(born, WORKING_AGE)))

    def office_day(self, day: date) -> date:
        """The first day from ``day`` on which the office is open, at the latest ``on``."""
        while day.weekday() >= SATURDAY:
            day += ONE_DAY
        return min(day, self.on)

    def family(self) -> Family:
        """A new family with a BG number of its own."""
        origin = self.random.choices(ORIGINS, [origin.weight for origin in ORIGINS])[0]
        mens_name, _, womens_name = self.pick(origin.families).partition("|")
        self._families += 1
        return Family(
            origin,
            mens_name,
            womens_name or mens_name,
            f"33502//{self._families * 6_180_339 % 10_000_000:07}",
            self.street(),
            self.pick(POSTAL_CODES),
        )

    def street(self) -> str:
        """A street with a number."""
        return f"{self.pick(STREETS)} {self.between(1, 180)}{self.pick(('', '', '', '', 'a', 'b'))}"

    def gender(self, women: float = 0.5) -> str:
        """A gender; ``women`` is the share of women."""
        if self.chance(0.004):
            return self.pick(("d", "x"))
        return "w" if self.chance(women) else "m"

    def first_name(self, family: Family, gender: str) -> str:
        """A first name that goes with the family."""
        women = gender == "w" or (gender != "m" and self.chance(0.5))
        return self.pick(family.origin.women if women else family.origin.men)

    def person(self, family: Family, gender: str, born: date) -> PersonRecord:
        """An applicant of this family with a customer number of her own."""
        self._people += 1
        letter, number = chr(ord("A") + self._people // 1_000_000), self._people * 618_033 % 1_000_000
        first_name, last_name = self.first_name(family, gender), family.name(gender)
        return PersonRecord(
            customer_number=f"335{letter}{number:06}",
            bg_number=family.bg_number,
            last_name=last_name,
            first_name=first_name,
            birth_date=born,
            gender="" if self.chance(0.01) else gender,
            street=family.street,
            postal_code=family.postal_code,
            city=CITY,
            telephone=self.telephone() if self.chance(0.88) else "",
            email=self.email() if self.chance(0.45) else "",
        )

    def telephone(self) -> str:
        """A number from the ranges that are kept free for films and books."""
        return self.pick((f"0176 040690{self.between(0, 99):02}", f"0171 39200{self.between(0, 99):02}"))

    def email(self) -> str:
        """An address at a domain that belongs to nobody."""
        return f"post{self.between(1, 99_999)}@example.org"
