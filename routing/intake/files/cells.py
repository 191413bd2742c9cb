"""What a single cell means. Every function raises `UnreadableCell` rather than guess."""

import re
from datetime import date

from routing.intake.files.problems import Reason, UnreadableCell
from routing.rules.codes import Relation

# [0-9] and not \d or isdigit(): those accept digits of other scripts and superscripts.
CUSTOMER_NUMBER = re.compile(r"[0-9]{3}[A-Za-z][0-9]{6}")
_BG_NUMBER = re.compile(r"[0-9]{5}//[0-9]{7}")
_GERMAN_DATE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_YES_OR_NO = {"ja": True, "nein": False}
RELATIONS = {"kind": Relation.CHILD, "partner": Relation.PARTNER, "sonstige": Relation.OTHER}
_GENDERS = frozenset(("w", "m", "d", "x"))

_DAYS_REMEMBERED = 200_000


def customer_number(text: str) -> str:
    """A customer number with its letter as a capital."""
    if CUSTOMER_NUMBER.fullmatch(text) is None:
        raise UnreadableCell(Reason.CUSTOMER_NUMBER_FORM)
    return text.upper()


def bg_number(text: str) -> str:
    """The number of a Bedarfsgemeinschaft."""
    if _BG_NUMBER.fullmatch(text) is None:
        raise UnreadableCell(Reason.BG_NUMBER_FORM)
    return text


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
    """A date written ``TT.MM.JJJJ`` or ``JJJJ-MM-TT``."""
    return _DAYS[text]


def iso_day(text: str) -> date:
    """A date written ``JJJJ-MM-TT``."""
    if _ISO_DATE.fullmatch(text) is None:
        raise UnreadableCell(Reason.BROKEN_DATE)
    return _day_of_calendar(text[:4], text[5:7], text[8:])


def _parse_day(text: str) -> date:
    if _GERMAN_DATE.fullmatch(text) is None:
        return iso_day(text)
    return _day_of_calendar(text[6:], text[3:5], text[:2])


def _day_of_calendar(year: str, month: str, day_of_month: str) -> date:
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        raise UnreadableCell(Reason.BROKEN_DATE) from None


class _Days(dict[str, date]):
    """Dates by their spelling: a list has few different ones, and each need be parsed and stored only once."""

    def __missing__(self, text: str) -> date:
        parsed = _parse_day(text)
        if len(self) < _DAYS_REMEMBERED:
            self[text] = parsed
        return parsed


_DAYS = _Days()
