"""Numbers from desk to desk as a table: rows are the desks that people come from, columns those that they go to."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kit.charts import thousands
from routing.rules.codes import DeskCode

_LADDER = [desk.value for desk in DeskCode]


class Move(NamedTuple):
    """So many that go from one desk to another, or stay, by the desks' codes and labels."""

    source: str
    source_label: str
    target: str
    target_label: str
    number: int

    @property
    def stays(self) -> bool:
        """Whether both are the same desk."""
        return self.source == self.target


class MatrixCell(NamedTuple):
    """A number with the address of those whom it counts; ``stays`` marks the diagonal. Nobody: no text, no address."""

    text: str
    url: str
    stays: bool


class MatrixRow(NamedTuple):
    """Where those of one desk go."""

    label: str
    cells: list[MatrixCell]
    total: str


@dataclass(frozen=True)
class Matrix:
    """Desk by desk in the order of the ladder, with the sums."""

    columns: list[str]
    rows: list[MatrixRow]
    totals: list[str]
    total: str


def matrix_of(moves: Iterable[Move], url_of: Callable[[str, str], str]) -> Matrix | None:
    """The table of these moves, nothing where there are none; ``url_of`` gives the address of those who go from one
    desk to another, by the codes.
    """
    by_pair = {(move.source, move.target): move for move in moves if move.number}
    if not by_pair:
        return None
    leaving: Counter[str] = Counter()
    arriving: Counter[str] = Counter()
    for move in by_pair.values():
        leaving[move.source] += move.number
        arriving[move.target] += move.number
    sources = _in_order((move.source, move.source_label) for move in by_pair.values())
    targets = _in_order((move.target, move.target_label) for move in by_pair.values())

    def cell(source: str, target: str) -> MatrixCell:
        move = by_pair.get((source, target))
        text, url = (thousands(move.number), url_of(source, target)) if move else ("", "")
        return MatrixCell(text, url, source == target)

    return Matrix(
        columns=[label for _, label in targets],
        rows=[
            MatrixRow(label, [cell(source, target) for target, _ in targets], thousands(leaving[source]))
            for source, label in sources
        ],
        totals=[thousands(arriving[target]) for target, _ in targets],
        total=thousands(leaving.total()),
    )


def by_ladder(code: str, label: str) -> tuple[int, str]:
    """The place of a desk: in the order of the ladder, then by name."""
    return (_LADDER.index(code) if code in _LADDER else len(_LADDER), label)


def _in_order(desks: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(set(desks), key=lambda desk: by_ladder(*desk))
