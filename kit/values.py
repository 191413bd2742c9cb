"""What a text means, whichever door it comes through: form, list, search or command. No Django in it.

The same text is the same value everywhere, or everywhere none. Only `typed_day` understands more, where a person sees
what was understood.
"""

import re
import unicodedata
from datetime import date

_DAY_FORMS = (
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
)
# Eight digits of a year long ago are a day written the other way round: JJJJMMTT.
_EIGHT_DIGITS = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>(?:19|[2-9][0-9])[0-9]{2})")
_SHORT_YEAR = re.compile(r"(?P<start>[0-9]{1,2}\. ?[0-9]{1,2}\. ?|[0-9]{4})(?P<year>[0-9]{2})")
_CENTURY = 100

# Signs that Unicode counts among the letters and marks, and that no typeface shows.
_INVISIBLE_MARKS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")
_LOCAL_PART = r"[^\s@<>()\[\]\\,;:\".]+(?:\.[^\s@<>()\[\]\\,;:\".]+)*"
_EMAIL = re.compile(rf"{_LOCAL_PART}@(?:[^\W_](?:[^\W_]|-)*(?<!-)\.)+[^\W\d_]{{2,}}")
_POSTAL_CODE = re.compile(r"[0-9]{5}")
_TELEPHONE = re.compile(r"[+(]?[0-9][0-9+()/.,\- ]*")
_FEWEST_DIGITS = 3


class NoValue(ValueError):
    """The text is no value of this kind. Says nothing of the text: it is social data."""


class NoSuchDay(NoValue):
    """The text is written like a day that the calendar does not have."""


def line(text: str) -> str:
    """One line as it is seen: blanks in order, letters composed (NFC), and without signs that nobody sees, which would
    hide a namesake or turn the direction of the line. Nothing is refused.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", _INVISIBLE_MARKS.sub("", text))
    seen = "".join(sign for sign in composed if sign.isprintable() or sign.isspace())
    return " ".join(seen.split())


def email(text: str) -> str:
    """An e-mail address like ``name@beispiel.de``."""
    return _whole(_EMAIL, line(text))


def postal_code(text: str) -> str:
    """A German postal code: five digits."""
    return _whole(_POSTAL_CODE, line(text))


def telephone(text: str) -> str:
    """A telephone number with its zeros, as it is written: digits, blanks and ``+ ( ) / . , -``."""
    number = _whole(_TELEPHONE, line(text))
    if sum(sign.isdigit() for sign in number) < _FEWEST_DIGITS:
        raise NoValue
    return number


def day(text: str) -> date:
    """A day written ``14.03.1991``, ``14.3.1991``, ``14031991`` or ``1991-03-14``.

    31.12.9999 is an ordinary day here: what it means is for the caller to say. Raises `NoSuchDay` or `NoValue`.
    """
    written = line(text)
    for form in (*_DAY_FORMS, _EIGHT_DIGITS):
        if found := form.fullmatch(written):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                raise NoSuchDay from None
    raise NoValue


def typed_day(text: str, *, latest_year: int) -> date:
    """A day as `day` reads it, or with a year of two digits: the last such year up to ``latest_year``.

    Raises `NoSuchDay` or `NoValue`.
    """
    short = _SHORT_YEAR.fullmatch(line(text))
    if short is None:
        return day(text)
    year = latest_year - (latest_year - int(short["year"])) % _CENTURY
    return day(f"{short['start']}{year:04}")


def _whole(form: re.Pattern[str], text: str) -> str:
    if form.fullmatch(text) is None:
        raise NoValue
    return text
