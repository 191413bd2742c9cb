"""From a number to exactly the rows that it counts, for those who may see them."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from routing.caselist.figures import BASES, OPEN, POINTS, PROVISIONAL, Figures
from routing.caselist.search import ANY_POINT


class Cell(NamedTuple):
    """A number, and the address of the list that it counts; empty where there is none to see."""

    text: str
    url: str = ""


class LinkedRow(NamedTuple):
    """A desk's numbers."""

    label: str
    cells: list[Cell]


# What each column of the figures is called among the filters of the list.
_FILTERS = {
    OPEN: {},
    PROVISIONAL: {"offen": ANY_POINT},
    **{basis: {"grundlage": basis} for basis in BASES},
    **{point: {"offen": point} for point in POINTS},
}


def plain_rows(table: Figures) -> list[LinkedRow]:
    """The numbers alone."""
    return [LinkedRow(row.label, [Cell(text) for text in row.cells]) for row in table.rows]


def linked_rows(table: Figures) -> list[LinkedRow]:
    """The numbers with the addresses of their lists."""
    return [
        LinkedRow(
            row.label,
            [
                Cell(text, _url(row.desk, column.name) if text != "0" else "")
                for column, text in zip(table.columns, row.cells, strict=True)
            ],
        )
        for row in table.rows
    ]


def _url(desk: str, column: str) -> str:
    return f"{reverse('applicant_list')}?{urlencode({'stelle': desk, **_FILTERS[column]})}"
