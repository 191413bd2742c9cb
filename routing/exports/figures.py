"""The tables of figures as lists: the same numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kit.tables import Cell, Column, Sheet
from routing.caselist.figures import Figures
from routing.caselist.teams import COLUMNS, TeamFigures

_NUMBER = re.compile(r"[0-9.]+")


def figures_sheet(table: Figures) -> Sheet:
    """The columns as they are on the screen."""
    columns = [Column("Stelle", 28), *(Column(column.label, 20) for column in table.columns)]
    return Sheet("alleinerziehende" if table.note else "zahlen", columns, table.note)


def figures_rows(table: Figures) -> Iterator[Sequence[Cell]]:
    """A row for each desk, and below them the sums, if there are any."""
    for row in table.rows:
        yield [row.label, *(_number(text) for text in row.cells)]
    if table.totals:
        yield ["Zusammen", *(_number(text) for text in table.totals)]


def teams_sheet() -> Sheet:
    """The columns as they are on the screen."""
    return Sheet("teams", [Column("Team", 28), *(Column(label, 20) for label in COLUMNS)])


def teams_rows(rows: Iterable[TeamFigures]) -> Iterator[Sequence[Cell]]:
    """A row for each team."""
    for row in rows:
        yield [row.team, *(_number(text) for text in row.cells)]


def _number(text: str) -> int | str:
    """What is shown as a number is one in the file too; what is hidden stays in words."""
    return int(text.replace(".", "")) if _NUMBER.fullmatch(text) else text
