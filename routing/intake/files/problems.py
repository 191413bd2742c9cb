"""What can be wrong with a file, as codes with a German reason. A problem names its place and never the content."""

from typing import NamedTuple

from kit.codes import LabelledCode


class Reason(LabelledCode):
    """Why a line cannot be used, worded to follow "Datei, Zeile, Spalte: "."""

    REQUIRED_CELL_EMPTY = "required_cell_empty", "Pflichtangabe fehlt"
    BROKEN_DATE = "broken_date", "kein gültiges Datum (TT.MM.JJJJ oder JJJJ-MM-TT)"
    CUSTOMER_NUMBER_FORM = (
        "customer_number_form",
        "keine Kundennummer (drei Ziffern, ein Buchstabe, sechs Ziffern)",
    )
    BG_NUMBER_FORM = "bg_number_form", "keine BG-Nummer (fünf Ziffern, //, sieben Ziffern)"
    EMAIL_FORM = "email_form", "keine E-Mail-Adresse (name@beispiel.de)"
    POSTAL_CODE_FORM = "postal_code_form", "keine PLZ (fünf Ziffern)"
    TELEPHONE_FORM = "telephone_form", "keine Telefonnummer (Ziffern, zum Beispiel 02331 123456)"
    NOT_YES_OR_NO = "not_yes_or_no", "weder ja noch nein"
    UNKNOWN_RELATION = "unknown_relation", "keine bekannte Beziehung (kind, partner, sonstige)"
    UNKNOWN_GENDER = "unknown_gender", "kein bekanntes Geschlecht (w, m, d, x)"
    LAST_BEFORE_FIRST = "last_before_first", "das Ende liegt vor dem Beginn"
    LAST_WITHOUT_FIRST = "last_without_first", "ein Ende ohne Beginn"
    MOVED_OUT_BEFORE_MOVED_IN = "moved_out_before_moved_in", "der Auszug liegt vor dem Einzug"
    NOT_YET_BORN = "not_yet_born", "am Stichtag noch nicht geboren"
    TOO_FEW_CELLS = "too_few_cells", "die Zeile hat weniger Zellen als die Kopfzeile"
    TOO_MANY_CELLS = "too_many_cells", "die Zeile hat mehr Zellen als die Kopfzeile"
    QUOTE_NOT_CLOSED = "quote_not_closed", "ein Anführungszeichen wird nicht richtig geschlossen"
    NUL_CHARACTER = "nul_character", "ein Zeichen, das in Text nicht vorkommt (NUL)"
    OTHER_TYPE = "other_type", "die Zelle der Arbeitsmappe hat einen anderen Typ als die Spalte"
    NUMBER_TWICE = "number_twice", "die Kundennummer kommt mehrmals vor, keine der Zeilen zählt"
    UNKNOWN_NUMBER = "unknown_number", "die Kundennummer steht nicht in der Liste der Bewerberinnen und Bewerber"
    HOUSEHOLD_UNREADABLE = "household_unreadable", "eine Zeile des Haushalts ist nicht lesbar"
    HOUSEHOLD_TOO_LARGE = "household_too_large", "mehr Zeilen zu einer Kundennummer, als ein Haushalt haben kann"
    STOCK_UNREADABLE = "stock_unreadable", "die Zeile im Bestand ist nicht lesbar"
    UNKNOWN_DESK = "unknown_desk", "keine bekannte Stelle"
    UNKNOWN_LOGIN = "unknown_login", "kein Konto einer IFK oder Teamleitung"
    SINCE_IN_FUTURE = "since_in_future", "liegt in der Zukunft"
    TOO_LONG = "too_long", "der Text ist zu lang"


ELSEWHERE = frozenset((Reason.HOUSEHOLD_UNREADABLE, Reason.STOCK_UNREADABLE))
"""Reasons that leave an applicant out although her own line is as it should be."""


class Problem(NamedTuple):
    """One thing that cannot be read: the file as its user calls it, the line (the first one of several, counted from
    1 as an editor does), the column's name (its position where the header has none), and why.
    """

    file: str
    line: int
    column: str
    reason: Reason

    def sentence(self) -> str:
        """The problem for a person."""
        return f"{self.file}, Zeile {self.line}, Spalte {self.column}: {self.reason.label}."


MOST_PROBLEMS = 100_000
"""Lists in which more is wrong cannot be meant."""


class UnreadableCell(Exception):
    """A cell says nothing that its column could mean; carries the reason and never the cell."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class UnusableFile(Exception):
    """A file is not what it has to be, as a whole; ``str()`` is one German sentence."""


def too_much_unreadable(file: str, column: str, reason: Reason) -> UnusableFile:
    """More than `MOST_PROBLEMS` things are wrong, most of them this."""
    return UnusableFile(
        f"In den Listen sind mehr als 100.000 Angaben nicht lesbar, die meisten in {file}, Spalte {column}: "
        f"{reason.label}. Berichtigen Sie die Listen und laden Sie sie neu hoch."
    )
