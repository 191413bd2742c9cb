"""What a list looks like: its columns, and of what type their cells are."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class CellType(StrEnum):
    """What kind of cell a workbook may have in a column; text fits everywhere."""

    TEXT = "text"
    DAY = "day"
    YES_OR_NO = "yes_or_no"
    POSTAL_CODE = "postal_code"
    TELEPHONE = "telephone"


OTHER_TYPE = "\u2426"
"""Stands before the text of a cell whose type does not fit its column."""


class Key(NamedTuple):
    """The required column that says whose a line is, the form of its cells, which no other cell can be mistaken for,
    and what such a cell means: ``meaning`` raises `UnreadableCell`.
    """

    column: str
    form: re.Pattern[str]
    meaning: Callable[[str], str]


class Layout(NamedTuple):
    """The columns that a list may have, each with its type, those it must have, and the one that says whose a line is,
    if there is one.
    """

    types: dict[str, CellType]
    required: frozenset[str]
    key: Key | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns in their order."""
        return tuple(self.types)
