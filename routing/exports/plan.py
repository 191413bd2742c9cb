"""A plan of a distribution as a list: the same cases, the same words."""

from collections.abc import Iterable, Iterator, Sequence

from kit.tables import Cell, Column, Sheet
from routing.distribution.page import CaseLine


def plan_sheet() -> Sheet:
    """Its columns."""
    return Sheet(
        "verteilung",
        [
            Column("Name", 32),
            Column("Kundennummer", 14),
            Column("BG-Nummer", 16),
            Column("Haushalt", 40),
            Column("IFK bisher", 20),
            Column("IFK künftig", 20),
            Column("Wechselt", 10),
            Column("Von Hand geändert", 18),
        ],
    )


def plan_rows(cases: Iterable[CaseLine]) -> Iterator[Sequence[Cell]]:
    """A row for each case."""
    for case in cases:
        yield [
            case.name,
            case.customer_number,
            case.bg_number,
            f"getrennt: {case.why}" if case.is_split else case.household,
            case.before,
            case.chosen,
            "ja" if case.is_moved else "",
            "ja" if case.is_changed else "",
        ]
