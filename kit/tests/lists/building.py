"""A list of people as an office writes it, with its layout and those of the other sheets of its workbook."""

import re

from kit.lists.layouts import CellType, Key, Layout

BOM = b"\xef\xbb\xbf"

PEOPLE = Layout(
    types={
        "kundennummer": CellType.TEXT,
        "aktenzeichen": CellType.TEXT,
        "nachname": CellType.TEXT,
        "vorname": CellType.TEXT,
        "geburtsdatum": CellType.DAY,
        "erreichbar": CellType.YES_OR_NO,
        "plz": CellType.POSTAL_CODE,
        "ort": CellType.TEXT,
        "telefon": CellType.TELEPHONE,
        "email": CellType.TEXT,
    },
    required=frozenset(("kundennummer", "aktenzeichen", "nachname", "vorname", "geburtsdatum")),
    key=Key("kundennummer", re.compile("[0-9]{3}A[0-9]{6}"), str),
)
SHEETS = {
    "personen": PEOPLE,
    "orte": Layout({"kundennummer": CellType.TEXT, "ort": CellType.TEXT}, frozenset(("kundennummer",))),
    "termine": Layout({"kundennummer": CellType.TEXT, "tag": CellType.DAY}, frozenset(("kundennummer",))),
}
"""The lists that a workbook may hold, by the names of their sheets."""
