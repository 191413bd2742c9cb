"""What can be wrong with a list of any app, as codes with a German reason. A problem names its place and never the
content.
"""

from typing import NamedTuple

from kit.codes import LabelledCode


class Reason(LabelledCode):
    """Why a line cannot be used, worded to follow "Datei, Zeile, Spalte: ". An app has further ones of its own."""

    REQUIRED_CELL_EMPTY = "required_cell_empty", "Pflichtangabe fehlt"
    BROKEN_DATE = "broken_date", "kein gültiges Datum (TT.MM.JJJJ oder JJJJ-MM-TT)"
    EMAIL_FORM = "email_form", "keine E-Mail-Adresse (name@beispiel.de)"
    POSTAL_CODE_FORM = "postal_code_form", "keine PLZ (fünf Ziffern)"
    TELEPHONE_FORM = "telephone_form", "keine Telefonnummer (Ziffern, zum Beispiel 02331 123456)"
    NOT_YES_OR_NO = "not_yes_or_no", "weder ja noch nein"
    LAST_BEFORE_FIRST = "last_before_first", "das Ende liegt vor dem Beginn"
    LAST_WITHOUT_FIRST = "last_without_first", "ein Ende ohne Beginn"
    TOO_FEW_CELLS = "too_few_cells", "die Zeile hat weniger Zellen als die Kopfzeile"
    TOO_MANY_CELLS = "too_many_cells", "die Zeile hat mehr Zellen als die Kopfzeile"
    QUOTE_NOT_CLOSED = "quote_not_closed", "ein Anführungszeichen wird nicht richtig geschlossen"
    NUL_CHARACTER = "nul_character", "ein Zeichen, das in Text nicht vorkommt (NUL)"
    OTHER_TYPE = "other_type", "die Zelle der Arbeitsmappe hat einen anderen Typ als die Spalte"


class Problem(NamedTuple):
    """One thing that cannot be read: the file as its user calls it, the line (the first one of several, counted from
    1 as an editor does), the column's name (its position where the header has none), and why.
    """

    file: str
    line: int
    column: str
    reason: LabelledCode

    def sentence(self) -> str:
        """The problem for a person."""
        return f"{self.file}, Zeile {self.line}, Spalte {self.column}: {self.reason.label}."


class UnreadableCell(Exception):
    """A cell says nothing that its column could mean; carries the reason and never the cell."""

    def __init__(self, reason: LabelledCode) -> None:
        super().__init__(reason.value)
        self.reason = reason


class UnusableFile(Exception):
    """A file is not what it has to be, as a whole; ``str()`` is one German sentence."""
