"""What a single cell means. Every function raises `UnreadableCell` rather than guess."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from kit import values
from routing import values as numbers
from routing.intake.files.problems import Reason, UnreadableCell
from routing.rules.codes import Relation

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_YES_OR_NO = {"ja": True, "nein": False}
RELATIONS = {"kind": Relation.CHILD, "partner": Relation.PARTNER, "sonstige": Relation.OTHER}
_GENDERS = frozenset(("w", "m", "d", "x"))

_DAYS_REMEMBERED = 200_000

_Value = TypeVar("_Value")


def _meant(meaning: Callable[[str], _Value], text: str, reason: Reason) -> _Value:
    try:
        return meaning(text)
    except values.NoValue:
        raise UnreadableCell(reason) from None


def customer_number(text: str) -> str:
    """A customer number with its letter as a capital."""
    return _meant(numbers.customer_number, text, Reason.CUSTOMER_NUMBER_FORM)


def bg_number(text: str) -> str:
    """The number of a Bedarfsgemeinschaft."""
    return _meant(numbers.bg_number, text, Reason.BG_NUMBER_FORM)


def email(text: str) -> str:
    """An e-mail address."""
    return _meant(values.email, text, Reason.EMAIL_FORM)


def postal_code(text: str) -> str:
    """Five digits."""
    return _meant(values.postal_code, text, Reason.POSTAL_CODE_FORM)


def telephone(text: str) -> str:
    """A telephone number."""
    return _meant(values.telephone, text, Reason.TELEPHONE_FORM)


def yes_or_no(text: str) -> bool:
    """``ja`` or ``nein`` in any case."""
    answer = _YES_OR_NO.get(text.lower())
    if answer is None:
        raise UnreadableCell(Reason.NOT_YES_OR_NO)
    return answer


def gender(text: str) -> str:
    """``w``, ``m``, ``d`` or ``x``, in any case."""
    code = text.lower()
    if code not in _GENDERS:
        raise UnreadableCell(Reason.UNKNOWN_GENDER)
    return code


def relation(text: str) -> Relation:
    """What a member of the household is to the applicant."""
    found = RELATIONS.get(text.lower())
    if found is None:
        raise UnreadableCell(Reason.UNKNOWN_RELATION)
    return found


def day(text: str) -> date:
    """A date as `kit.values.day` reads it."""
    return _DAYS[text]


def iso_day(text: str) -> date:
    """A date written ``JJJJ-MM-TT``."""
    if _ISO_DATE.fullmatch(text) is None:
        raise UnreadableCell(Reason.BROKEN_DATE)
    return day(text)


class _Days(dict[str, date]):
    """Dates by their spelling: a list has few different ones, and each need be parsed and stored only once."""

    def __missing__(self, text: str) -> date:
        parsed = _meant(values.day, text, Reason.BROKEN_DATE)
        if len(self) < _DAYS_REMEMBERED:
            self[text] = parsed
        return parsed


_DAYS = _Days()
