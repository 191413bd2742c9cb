"""Numbers from desk to desk as a list: the table that the screen shows."""

from collections.abc import Iterator, Sequence

from kit.tables import Cell, Column, Sheet
from routing.caselist.matrix import Matrix

_TOTAL = "zusammen"


def matrix_sheet(name: str, matrix: Matrix | None) -> Sheet:
    """The columns as they are on the screen; without anybody only the names of the rows and their sum."""
    labels = matrix.columns if matrix else []
    return Sheet(name, [Column("Stelle", 28), *(Column(label, 20) for label in labels), Column(_TOTAL)])


def matrix_rows(matrix: Matrix | None) -> Iterator[Sequence[Cell]]:
    """A row for each desk, and the sums below them."""
    if matrix is None:
        return
    for row in matrix.rows:
        yield [row.label, *(_number(cell.text) for cell in row.cells), _number(row.total)]
    yield [_TOTAL, *(_number(text) for text in matrix.totals), _number(matrix.total)]


def _number(text: str) -> int:
    return int(text.replace(".", "") or 0)
