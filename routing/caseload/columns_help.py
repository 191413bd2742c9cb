"""What the columns of the lists mean, for those who have to write them."""

from typing import NamedTuple

from routing.intake.files.layouts import LAYOUTS, ListKind

_FIRST_DAY, _LAST_DAY = "01.03.2026", "28.02.2027"
_UNTIL = "letzter Tag; leer: offen"

MEANINGS: dict[str, tuple[str, str]] = {
    "kundennummer": ("drei Ziffern, ein Buchstabe, sechs Ziffern", "335A100001"),
    "bg_nummer": ("fünf Ziffern, //, sieben Ziffern", "33502//0000101"),
    "nachname": ("", "Albers"),
    "vorname": ("", "Nadine"),
    "geburtsdatum": ("", "14.03.1991"),
    "geschlecht": ("w, m, d oder x", "w"),
    "selbststaendig_von": ("erster Tag; leer: nicht selbstständig", _FIRST_DAY),
    "selbststaendig_bis": (_UNTIL, _LAST_DAY),
    "schwerbehindert_von": ("erster Tag; leer: nicht schwerbehindert", _FIRST_DAY),
    "schwerbehindert_bis": (_UNTIL, _LAST_DAY),
    "gleichgestellt_von": ("erster Tag; leer: nicht gleichgestellt", _FIRST_DAY),
    "gleichgestellt_bis": (_UNTIL, _LAST_DAY),
    "rehabilitand_von": ("erster Tag; leer: nicht in Rehabilitation", _FIRST_DAY),
    "rehabilitand_bis": (_UNTIL, _LAST_DAY),
    "fallmanagement_von": ("erster Tag, an dem die Kriterien vorliegen und keine Ausnahme gemacht ist", _FIRST_DAY),
    "fallmanagement_bis": (_UNTIL, _LAST_DAY),
    "paragraf10_von": ("erster Tag der Unzumutbarkeit nach § 10 SGB II", _FIRST_DAY),
    "paragraf10_bis": (_UNTIL, _LAST_DAY),
    "entbindungstermin": ("voraussichtlicher Termin", "20.09.2026"),
    "schwangerschaft_nachweis_am": ("Tag, an dem der Nachweis vorlag", _FIRST_DAY),
    "schwangerschaft_beendet_am": ("erster Tag ohne das Merkmal; ohne Angabe eines Grundes", ""),
    "kuenftig_alleinerziehend": ("ja oder nein; leer: nein", "ja"),
    "verbis_alleinerziehend": ("Merkmal in VerBIS, ja oder nein; keine Regel liest es", "ja"),
    "strasse": ("mit Hausnummer", "Körnerstraße 98"),
    "plz": ("", "58095"),
    "ort": ("", "Hagen"),
    "telefon": ("", "02331 000000"),
    "email": ("", "nadine@example.org"),
    "beziehung": ("was die Person für die Bewerberin ist: kind (eigenes Kind), partner oder sonstige", "kind"),
    "verheiratet_am": ("nur bei Kindern; leer: ledig", ""),
    "eingezogen_am": ("leer: schon immer", ""),
    "ausgezogen_am": ("erster Tag nicht mehr im Haushalt; leer: wohnt dort", ""),
    "stelle": ("heute zuständig, zu Recht oder nicht; Kürzel siehe unten", "ifk_aez"),
    "ifk": ("Anmeldename; leer: niemand Bestimmtes", "m.kaya"),
    "seit": ("leer: nicht bekannt; nicht in der Zukunft", "01.02.2024"),
}
"""Of each column what may stand in it, where the name does not say it, and an example."""

_ABOUT = {
    ListKind.APPLICANTS: "Eine Zeile für jede Bewerberin und jeden Bewerber.",
    ListKind.HOUSEHOLD: (
        "Eine Zeile für jede andere Person im Haushalt. Die Kundennummer ist die der Bewerberin oder des Bewerbers."
    ),
    ListKind.STOCK: (
        "Wer heute zuständig ist. Nur für die erste Einspielung nötig und nur für Personen, die schon eine Stelle "
        "haben; alle anderen bekommen die Stelle, die die Regeln nennen."
    ),
}


class ColumnHelp(NamedTuple):
    """A column as the help describes it."""

    name: str
    is_required: bool
    meaning: str
    example: str


class ListHelp(NamedTuple):
    """A list as the help describes it."""

    kind: ListKind
    about: str
    columns: list[ColumnHelp]


def lists_help() -> list[ListHelp]:
    """All lists with all their columns."""
    return [
        ListHelp(
            kind,
            _ABOUT[kind],
            [ColumnHelp(name, name in layout.required, *MEANINGS[name]) for name in layout.columns],
        )
        for kind, layout in LAYOUTS.items()
    ]
