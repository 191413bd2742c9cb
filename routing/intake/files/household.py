"""`haushalt.csv`: one line for each other person of an applicant's household, seen from that applicant."""

from collections.abc import Iterator
from typing import NamedTuple

from routing.intake.files import cells
from routing.intake.files.layouts import NUMBER
from routing.intake.files.problems import Reason
from routing.intake.files.rows import Row
from routing.intake.files.table import Entry, Table, Unreadable
from routing.intake.files.text import Progress
from routing.record import MemberRecord
from routing.rules.codes import Relation


class MemberLine(NamedTuple):
    """A line of `haushalt.csv`: a member of the household of the applicant with that customer number."""

    line: int
    customer_number: str
    member: MemberRecord


def read_household(table: Table, progress: Progress | None = None) -> Iterator[MemberLine | Unreadable]:
    """Every line of the table in its order, each by itself: that a number is unknown is not seen here."""
    for row in table.rows(progress):
        yield _read(table, row)


def _read(table: Table, row: Row) -> MemberLine | Unreadable:
    entry = Entry(table, row)
    if row.reason is not None:
        entry.note(table.column(row.position), row.reason)
        return Unreadable(row.line, table.customer_number(row), entry.problems)
    number = entry.required(NUMBER, cells.customer_number, "")
    member = _member(entry)
    if entry.problems:
        return Unreadable(row.line, table.customer_number(row), entry.problems)
    return MemberLine(row.line, number, member)


def _member(entry: Entry) -> MemberRecord:
    member = MemberRecord(
        relation=entry.required("beziehung", cells.relation, Relation.OTHER),
        birth_date=entry.required_day("geburtsdatum"),
        married_on=entry.day("verheiratet_am"),
        moved_in=entry.day("eingezogen_am"),
        moved_out=entry.day("ausgezogen_am"),
    )
    if member.moved_in and member.moved_out and member.moved_out < member.moved_in:
        entry.note("ausgezogen_am", Reason.MOVED_OUT_BEFORE_MOVED_IN)
    return member
