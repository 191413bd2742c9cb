"""The columns of the two files, under the names by which offices write them."""

from typing import NamedTuple


class Layout(NamedTuple):
    """The columns that a file may have, and those it must have. Every file has ``kundennummer``."""

    columns: tuple[str, ...]
    required: frozenset[str]


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

HOUSEHOLD = Layout(
    columns=(NUMBER, "beziehung", "geburtsdatum", "verheiratet_am", "eingezogen_am", "ausgezogen_am"),
    required=frozenset((NUMBER, "beziehung", "geburtsdatum")),
)
