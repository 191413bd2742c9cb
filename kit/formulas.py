"""Text that a spreadsheet would take for a formula: kept from being one in CSV, and taken back when it is read.

Both directions belong together: whatever is written through `disarmed` is read as it was through `as_meant`. No Django
in it.
"""

import re

_TAKEN_FOR_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


def disarmed(text: str) -> str:
    """The text, with an apostrophe before it where it could start a formula or looks disarmed already."""
    return f"'{text}" if _TAKEN_FOR_A_FORMULA.match(text) else text


def as_meant(text: str) -> str:
    """The text without the one apostrophe that `disarmed` put before it."""
    return text[1:] if _DISARMED.match(text) else text
