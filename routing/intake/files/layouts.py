"""The columns of the lists, under the names by which offices write them."""

from kit.codes import LabelledCode
from kit.lists.layouts import CellType, Key, Layout
from routing.intake.files import cells
from routing.values import CUSTOMER_NUMBER


class ListKind(LabelledCode):
    """The lists; the label is the name of the sheet, and of the file without its ending."""

    APPLICANTS = "applicants", "bewerber"
    HOUSEHOLD = "household", "haushalt"
    STOCK = "stock", "bestand"


NUMBER = "kundennummer"

_KEY = Key(NUMBER, CUSTOMER_NUMBER, cells.customer_number)

APPLICANTS = Layout(
    types={
        NUMBER: CellType.TEXT,
        "bg_nummer": CellType.TEXT,
        "nachname": CellType.TEXT,
        "vorname": CellType.TEXT,
        "geburtsdatum": CellType.DAY,
        "geschlecht": CellType.TEXT,
        "selbststaendig_von": CellType.DAY,
        "selbststaendig_bis": CellType.DAY,
        "schwerbehindert_von": CellType.DAY,
        "schwerbehindert_bis": CellType.DAY,
        "gleichgestellt_von": CellType.DAY,
        "gleichgestellt_bis": CellType.DAY,
        "rehabilitand_von": CellType.DAY,
        "rehabilitand_bis": CellType.DAY,
        "fallmanagement_von": CellType.DAY,
        "fallmanagement_bis": CellType.DAY,
        "paragraf10_von": CellType.DAY,
        "paragraf10_bis": CellType.DAY,
        "entbindungstermin": CellType.DAY,
        "schwangerschaft_nachweis_am": CellType.DAY,
        "schwangerschaft_beendet_am": CellType.DAY,
        "kuenftig_alleinerziehend": CellType.YES_OR_NO,
        "verbis_alleinerziehend": CellType.YES_OR_NO,
        "strasse": CellType.TEXT,
        "plz": CellType.POSTAL_CODE,
        "ort": CellType.TEXT,
        "telefon": CellType.TELEPHONE,
        "email": CellType.TEXT,
    },
    required=frozenset((NUMBER, "bg_nummer", "nachname", "vorname", "geburtsdatum")),
    key=_KEY,
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
    types={
        NUMBER: CellType.TEXT,
        "beziehung": CellType.TEXT,
        "geburtsdatum": CellType.DAY,
        "verheiratet_am": CellType.DAY,
        "eingezogen_am": CellType.DAY,
        "ausgezogen_am": CellType.DAY,
    },
    required=frozenset((NUMBER, "beziehung", "geburtsdatum")),
    key=_KEY,
)

STOCK = Layout(
    types={
        NUMBER: CellType.TEXT,
        "stelle": CellType.TEXT,
        "ifk": CellType.TEXT,
        "seit": CellType.DAY,
    },
    required=frozenset((NUMBER, "stelle")),
    key=_KEY,
)


LAYOUTS = {ListKind.APPLICANTS: APPLICANTS, ListKind.HOUSEHOLD: HOUSEHOLD, ListKind.STOCK: STOCK}
