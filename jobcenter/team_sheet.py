"""The numbers of a dashboard as a list: one line for each, named by its panel, its row and its column."""

from collections.abc import Iterable, Iterator, Sequence

from frame.contracts import FigureTile, PanelTile
from kit.charts import Amount
from kit.tables import Cell, Column, Sheet

TEAM_SHEET = Sheet("team", [Column("Kachel", 34), Column("Was", 34), Column("Zahl", 10), Column("Bemerkung", 40)])


def team_rows(figures: Iterable[FigureTile], panels: Iterable[PanelTile]) -> Iterator[Sequence[Cell]]:
    """The lines in the order of the page."""
    for figure in figures:
        yield [figure.label, "", _number(figure.text), figure.remark]
    for panel in panels:
        for what, number, remark in _rows(panel):
            yield [panel.title, what, number, remark]


def _rows(panel: PanelTile) -> Iterator[tuple[str, Cell, str]]:
    if panel.loads:
        for load in panel.loads.rows:
            of = "" if load.capacity is None else f"von {load.capacity_text} Plätzen"
            yield load.label, load.amount.number, " · ".join(filter(None, (of, load.remark)))
    if panel.flows:
        for flow in panel.flows.rows:
            yield f"{flow.month.name}: zu", flow.inflow.number, _doubt(flow.inflow)
            yield f"{flow.month.name}: ab", flow.outflow.number, _doubt(flow.outflow)
    if panel.levels:
        for level in panel.levels.rows:
            yield level.month.name, level.amount.number, f"von {level.capacity_text} Plätzen"
    for cells in panel.rows:
        first, *numbers = cells
        for column, cell in zip(panel.head[1:], numbers, strict=True):
            yield f"{first.text}: {column}", _number(cell.text), ""


def _doubt(amount: Amount) -> str:
    return f"davon {amount.unconfirmed_text} unbestätigt" if amount.unconfirmed else ""


def _number(text: str) -> Cell:
    plain = text.replace(".", "")
    return int(plain) if plain.isdecimal() else text
