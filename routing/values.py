"""The numbers of the office as texts, whichever door they come through. No Django in it."""

import re

from kit.values import NoValue, line

CUSTOMER_NUMBER = re.compile(r"[0-9]{3}[A-Za-z][0-9]{6}")
_BG_NUMBER = re.compile(r"([0-9]{5})//([0-9]{7})")
# Without slashes, or with letters between as on letters of the Agentur.
_TYPED_BG_NUMBER = re.compile(r"([0-9]{5})(?:/{0,2}|BG)([0-9]{7})", re.IGNORECASE | re.ASCII)


def customer_number(text: str) -> str:
    """A customer number, its letter as a capital and without blanks. Raises `kit.values.NoValue`."""
    number = _without_blanks(text)
    if CUSTOMER_NUMBER.fullmatch(number) is None:
        raise NoValue
    return number.upper()


def bg_number(text: str) -> str:
    """The number of a Bedarfsgemeinschaft: five digits, two slashes, seven digits. Raises `kit.values.NoValue`."""
    return _bg_number(_BG_NUMBER, text)


def typed_bg_number(text: str) -> str:
    """The same as a person types it who sees what was understood: ``33502BG0000101`` and ``335020000101`` as well.

    Raises `kit.values.NoValue`.
    """
    return _bg_number(_TYPED_BG_NUMBER, text)


def _bg_number(form: re.Pattern[str], text: str) -> str:
    found = form.fullmatch(_without_blanks(text))
    if found is None:
        raise NoValue
    return f"{found[1]}//{found[2]}"


def _without_blanks(text: str) -> str:
    return line(text).replace(" ", "")
