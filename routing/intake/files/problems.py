"""What else can be wrong with the lists of applicants, households and stock, and when that is too much."""

from kit.codes import LabelledCode
from kit.lists.problems import Reason, UnusableFile


class ListReason(LabelledCode):
    """Why a line cannot be used, worded like the reasons of every list (`kit.lists.problems.Reason`)."""

    CUSTOMER_NUMBER_FORM = (
        "customer_number_form",
        "keine Kundennummer (drei Ziffern, ein Buchstabe, sechs Ziffern)",
    )
    BG_NUMBER_FORM = "bg_number_form", "keine BG-Nummer (fünf Ziffern, //, sieben Ziffern)"
    UNKNOWN_RELATION = "unknown_relation", "keine bekannte Beziehung (kind, partner, sonstige)"
    UNKNOWN_GENDER = "unknown_gender", "kein bekanntes Geschlecht (w, m, d, x)"
    MOVED_OUT_BEFORE_MOVED_IN = "moved_out_before_moved_in", "der Auszug liegt vor dem Einzug"
    NOT_YET_BORN = "not_yet_born", "am Stichtag noch nicht geboren"
    NUMBER_TWICE = "number_twice", "die Kundennummer kommt mehrmals vor, keine der Zeilen zählt"
    UNKNOWN_NUMBER = "unknown_number", "die Kundennummer steht nicht in der Liste der Bewerberinnen und Bewerber"
    HOUSEHOLD_UNREADABLE = "household_unreadable", "eine Zeile des Haushalts ist nicht lesbar"
    HOUSEHOLD_TOO_LARGE = "household_too_large", "mehr Zeilen zu einer Kundennummer, als ein Haushalt haben kann"
    STOCK_UNREADABLE = "stock_unreadable", "die Zeile im Bestand ist nicht lesbar"
    UNKNOWN_DESK = "unknown_desk", "keine bekannte Stelle"
    UNKNOWN_LOGIN = "unknown_login", "kein Konto einer IFK oder Teamleitung"
    SINCE_IN_FUTURE = "since_in_future", "liegt in der Zukunft"
    TOO_LONG = "too_long", "der Text ist zu lang"


ELSEWHERE = frozenset((ListReason.HOUSEHOLD_UNREADABLE, ListReason.STOCK_UNREADABLE))
"""Reasons that leave an applicant out although her own line is as it should be."""

REASONS: dict[str, LabelledCode] = {reason.value: reason for reason in (*Reason, *ListReason)}
"""Every reason that a line of these lists can have, by its code."""

MOST_PROBLEMS = 100_000
"""Lists in which more is wrong cannot be meant."""


def too_much_unreadable(file: str, column: str, reason: LabelledCode) -> UnusableFile:
    """More than `MOST_PROBLEMS` things are wrong, most of them this."""
    return UnusableFile(
        f"In den Listen sind mehr als 100.000 Angaben nicht lesbar, die meisten in {file}, Spalte {column}: "
        f"{reason.label}. Berichtigen Sie die Listen und laden Sie sie neu hoch."
    )
