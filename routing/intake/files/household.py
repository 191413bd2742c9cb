"""`haushalt.csv`: one line for each other person of an applicant's household, seen from that applicant."""

from collections.abc import Iterator
from typing import NamedTuple

from kit.lists.table import Entry, Table, Unreadable, read_lines
from kit.lists.text import Progress
from routing.intake.files import cells
from routing.intake.files.layouts import NUMBER
from routing.intake.files.problems import ListReason
from routing.record import MemberRecord
from routing.rules.codes import Relation


class MemberLine(NamedTuple):
    """A line of `haushalt.csv`: a member of the household of the applicant with that customer number."""

    line: int
    customer_number: str
    member: MemberRecord


def read_household(table: Table, progress: Progress | None = None) -> Iterator[MemberLine | Unreadable]:
    """Every line of the table in its order, each by itself: that a number is unknown is not seen here."""
    return read_lines(table, _line, progress)


def _line(entry: Entry) -> MemberLine:
    return MemberLine(entry.line, entry.required(NUMBER, cells.customer_number, ""), _member(entry))


def _member(entry: Entry) -> MemberRecord:
    member = MemberRecord(
        relation=entry.required("beziehung", cells.relation, Relation.OTHER),
        birth_date=entry.required_day("geburtsdatum"),
        married_on=entry.day("verheiratet_am"),
        moved_in=entry.day("eingezogen_am"),
        moved_out=entry.day("ausgezogen_am"),
    )
    if member.moved_in and member.moved_out and member.moved_out < member.moved_in:
        entry.note("ausgezogen_am", ListReason.MOVED_OUT_BEFORE_MOVED_IN)
    return member
