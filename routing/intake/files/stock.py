"""`bestand.csv`: which desk, and who there, is responsible for an applicant today, rightly or not."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from kit.lists.problems import UnreadableCell
from kit.lists.table import Entry, Table, Unreadable, read_lines
from kit.lists.text import Progress
from routing.intake.files import cells
from routing.intake.files.layouts import NUMBER
from routing.intake.files.problems import ListReason


class StockLine(NamedTuple):
    """A line of `bestand.csv`. No ``login``: nobody in particular at that desk; no ``since``: not known since when."""

    line: int
    customer_number: str
    desk: str
    login: str
    since: date | None


def read_stock(
    table: Table,
    known_desks: frozenset[str],
    known_logins: frozenset[str],
    on: date,
    progress: Progress | None = None,
) -> Iterator[StockLine | Unreadable]:
    """Every line of the table in its order, each by itself: that a number is unknown is not seen here. The desks are
    known by their codes; the logins, in any case as at the login, are those of the people who look after applicants.
    """

    def desk(text: str) -> str:
        return _one_of(known_desks, text, ListReason.UNKNOWN_DESK)

    written = {login.casefold(): login for login in known_logins}

    def login(text: str) -> str:
        return text if text in known_logins else _written(text)

    def _written(text: str) -> str:
        if text.casefold() not in written:
            raise UnreadableCell(ListReason.UNKNOWN_LOGIN)
        return written[text.casefold()]

    return read_lines(table, lambda entry: _line(entry, desk, login, on), progress)


def _line(entry: Entry, desk: Callable[[str], str], login: Callable[[str], str], on: date) -> StockLine:
    line = StockLine(
        entry.line,
        entry.required(NUMBER, cells.customer_number, ""),
        entry.required("stelle", desk, ""),
        entry.value("ifk", login, ""),
        entry.day("seit"),
    )
    if line.since is not None and line.since > on:
        entry.note("seit", ListReason.SINCE_IN_FUTURE)
    return line


def _one_of(known: frozenset[str], text: str, reason: ListReason) -> str:
    if text not in known:
        raise UnreadableCell(reason)
    return text
