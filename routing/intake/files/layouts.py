"""The columns of the lists, under the names by which offices write them."""

from enum import Enum, auto
from typing import NamedTuple

from kit.codes import LabelledCode


class Layout(NamedTuple):
    """The columns that a file may have, and those it must have. Every file has ``kundennummer``."""

    columns: tuple[str, ...]
    required: frozenset[str]


class ListKind(LabelledCode):
    """The lists; the label is the name of the sheet, and of the file without its ending."""

    APPLICANTS = "applicants", "bewerber"
    HOUSEHOLD = "household", "haushalt"
    STOCK = "stock", "bestand"


NUMBER = "kundennummer"

APPLICANTS = Layout(
    columns=(
        NUMBER,
        "bg_nummer",
        "nachname",
        "vorname",
        "geburtsdatum",
        "geschlecht",
        "selbststaendig_von",
        "selbststaendig_bis",
        "schwerbehindert_von",
        "schwerbehindert_bis",
        "gleichgestellt_von",
        "gleichgestellt_bis",
        "rehabilitand_von",
        "rehabilitand_bis",
        "fallmanagement_von",
        "fallmanagement_bis",
        "paragraf10_von",
        "paragraf10_bis",
        "entbindungstermin",
        "schwangerschaft_nachweis_am",
        "schwangerschaft_beendet_am",
        "kuenftig_alleinerziehend",
        "verbis_alleinerziehend",
        "strasse",
        "plz",
        "ort",
        "telefon",
        "email",
    ),
    required=frozenset((NUMBER, "bg_nummer", "nachname", "vorname", "geburtsdatum")),
)

STATUS_COLUMNS = (
    ("self_employed", "selbststaendig_von", "selbststaendig_bis"),
    ("severely_disabled", "schwerbehindert_von", "schwerbehindert_bis"),
    ("equal_status", "gleichgestellt_von", "gleichgestellt_bis"),
    ("rehabilitation", "rehabilitand_von", "rehabilitand_bis"),
    ("section_10", "paragraf10_von", "paragraf10_bis"),
)
"""The kinds of status (`routing.enums.StatusKind`), each with the columns of its first and its last day."""

HOUSEHOLD = Layout(
    columns=(NUMBER, "beziehung", "geburtsdatum", "verheiratet_am", "eingezogen_am", "ausgezogen_am"),
    required=frozenset((NUMBER, "beziehung", "geburtsdatum")),
)

STOCK = Layout(
    columns=(NUMBER, "stelle", "ifk", "seit"),
    required=frozenset((NUMBER, "stelle")),
)


class CellType(Enum):
    """What kind of cell a workbook may have in a column; text fits everywhere."""

    TEXT = auto()
    DAY = auto()
    YES_OR_NO = auto()
    POSTAL_CODE = auto()
    TELEPHONE = auto()


OTHER_TYPE = "\u2426"
"""Stands before the text of a cell whose type does not fit its column."""

_TYPES = {
    "geburtsdatum": CellType.DAY,
    "entbindungstermin": CellType.DAY,
    "seit": CellType.DAY,
    "kuenftig_alleinerziehend": CellType.YES_OR_NO,
    "verbis_alleinerziehend": CellType.YES_OR_NO,
    "plz": CellType.POSTAL_CODE,
    "telefon": CellType.TELEPHONE,
}


def type_of(column: str) -> CellType:
    """The type of a column of any list."""
    return CellType.DAY if column.endswith(("_von", "_bis", "_am")) else _TYPES.get(column, CellType.TEXT)


LAYOUTS = {ListKind.APPLICANTS: APPLICANTS, ListKind.HOUSEHOLD: HOUSEHOLD, ListKind.STOCK: STOCK}
