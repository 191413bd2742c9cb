"""What a single cell of a general kind means. Every function raises `UnreadableCell` rather than guess."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from kit import values
from kit.codes import LabelledCode
from kit.lists.problems import Reason, UnreadableCell

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_YES_OR_NO = {"ja": True, "nein": False}

_DAYS_REMEMBERED = 200_000

_Value = TypeVar("_Value")


def meant(meaning: Callable[[str], _Value], text: str, reason: LabelledCode) -> _Value:
    """What ``meaning`` makes of the text; a `NoValue` that it raises becomes an `UnreadableCell` of that reason."""
    try:
        return meaning(text)
    except values.NoValue:
        raise UnreadableCell(reason) from None


def email(text: str) -> str:
    """An e-mail address."""
    return meant(values.email, text, Reason.EMAIL_FORM)


def postal_code(text: str) -> str:
    """Five digits."""
    return meant(values.postal_code, text, Reason.POSTAL_CODE_FORM)


def telephone(text: str) -> str:
    """A telephone number."""
    return meant(values.telephone, text, Reason.TELEPHONE_FORM)


def yes_or_no(text: str) -> bool:
    """``ja`` or ``nein`` in any case."""
    answer = _YES_OR_NO.get(text.lower())
    if answer is None:
        raise UnreadableCell(Reason.NOT_YES_OR_NO)
    return answer


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
        parsed = meant(values.day, text, Reason.BROKEN_DATE)
        if len(self) < _DAYS_REMEMBERED:
            self[text] = parsed
        return parsed


_DAYS = _Days()
