"""Facts for tests in few words. Unless a test says otherwise, the day is that of the samples."""

from datetime import date, timedelta

from kit.days import Period
from routing.rules.codes import Relation
from routing.rules.facts import Assessment, Facts, Member, Pregnancy

ON = date(2026, 11, 22)
GROWN_UP = date(1991, 3, 14)
"""Born so that Team U25 is long past on `ON`."""
SMALL = date(2018, 5, 20)
"""Born so that a child stays a minor until 2036."""


def days(number: int) -> timedelta:
    return timedelta(days=number)


def child(
    born: date | None = SMALL,
    *,
    married_on: date | None = None,
    moved_in: date | None = None,
    moved_out: date | None = None,
    name: str = "",
) -> Member:
    return Member(Relation.CHILD, born, married_on, moved_in, moved_out, name)


def partner(
    born: date | None = date(1985, 1, 1),
    *,
    moved_in: date | None = None,
    moved_out: date | None = None,
    name: str = "",
) -> Member:
    return Member(Relation.PARTNER, born, None, moved_in, moved_out, name)


def other(
    born: date | None = date(1960, 1, 1),
    *,
    moved_in: date | None = None,
    moved_out: date | None = None,
    name: str = "",
) -> Member:
    return Member(Relation.OTHER, born, None, moved_in, moved_out, name)


def pregnancy(
    due_date: date | None = date(2027, 2, 18),
    *,
    proof_seen_on: date | None = date(2026, 6, 1),
    ended_on: date | None = None,
    expected_single_parent: bool = True,
) -> Pregnancy:
    return Pregnancy(due_date, proof_seen_on, ended_on, expected_single_parent)


def household(*members: Member, born: date = GROWN_UP) -> Facts:
    return Facts(born, members)


def assessed(*, met: bool, since: date = date(2026, 10, 2), end: date | None = None) -> tuple[Assessment, ...]:
    return (Assessment(Period(since, end), met),)
