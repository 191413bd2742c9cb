"""Whole numbers that come as text, in an address or a form."""

import re

_DIGITS = re.compile("[0-9]{1,18}")


def whole_number(text: str) -> int | None:
    """The number that these digits write; None for any other text, and for more digits than the id of a row can have:
    thousands of them would be too many for `int`.
    """
    return int(text) if _DIGITS.fullmatch(text) else None
