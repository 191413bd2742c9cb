"""Log lines say what went wrong and not with whom."""

import logging
import sys

from jobcenter.logs import RedactingFormatter


def line(message: str) -> str:
    return RedactingFormatter().format(logging.LogRecord("app", logging.ERROR, __file__, 1, message, None, None))


def test_a_query_string_is_cut_off() -> None:
    assert line('"GET /faelle/?suche=Meier&seite=2 HTTP/1.1" 200') == '"GET /faelle/?… HTTP/1.1" 200'


def test_a_question_stays_a_question() -> None:
    assert line("Läuft der Server? Nein.") == "Läuft der Server? Nein."


def test_numbers_of_people_and_households_are_replaced() -> None:
    assert line("123A456789 in 12345//1234567") == "[Kundennummer] in [BG-Nummer]"


def test_a_traceback_stays_without_the_row_that_postgresql_quotes() -> None:
    message = "duplicate key\nDETAIL:  Key (name)=(Meier) already exists."
    try:
        raise ValueError(message)
    except ValueError:
        record = logging.LogRecord("app", logging.ERROR, __file__, 1, "Fehler", None, sys.exc_info())

    text = RedactingFormatter().format(record)

    assert "Traceback" in text
    assert "duplicate key" in text
    assert "Meier" not in text
