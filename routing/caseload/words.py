"""How differences between a list and a record are put into words."""

from datetime import date
from typing import Any

from kit.days import Period
from routing.record import MemberRecord, PregnancyRecord
from routing.rules.wording import german_date

NOTHING = "–"

_YES_NO = {True: "ja", False: "nein"}


def in_words(value: Any) -> str:
    """The value of a field of the person."""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, date):
        return german_date(value)
    return str(value) or NOTHING


def period_in_words(period: Period) -> str:
    """A period with its first and its last day."""
    if period.last_day is None:
        return f"ab {german_date(period.start)}"
    return f"{german_date(period.start)} bis {german_date(period.last_day)}"


def pregnancy_in_words(pregnancy: PregnancyRecord) -> str:
    """A pregnancy mark with everything that the list can say of it."""
    due = f"Termin {german_date(pregnancy.due_date)}" if pregnancy.due_date else "ohne Termin"
    proof = f"Nachweis {german_date(pregnancy.proof_seen_on)}" if pregnancy.proof_seen_on else "ohne Nachweis"
    expected = "künftig alleinerziehend" if pregnancy.expected_single_parent else "nicht künftig alleinerziehend"
    ended = [f"beendet ab {german_date(pregnancy.ended_on)}"] if pregnancy.ended_on else []
    return ", ".join([due, proof, expected, *ended])


def member_in_words(member: MemberRecord) -> str:
    """When a member of the household lives there, and whether she is married."""
    parts = [
        f"im Haushalt seit {german_date(member.moved_in)}" if member.moved_in else "im Haushalt",
        f"bis vor {german_date(member.moved_out)}" if member.moved_out else "",
        f"verheiratet seit {german_date(member.married_on)}" if member.married_on else "",
    ]
    return ", ".join(filter(None, parts))
