"""The columns of the lists, under the names by which offices write them."""

from typing import NamedTuple

from routing.rules.codes import LabelledCode


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

LAYOUTS = {ListKind.APPLICANTS: APPLICANTS, ListKind.HOUSEHOLD: HOUSEHOLD, ListKind.STOCK: STOCK}
