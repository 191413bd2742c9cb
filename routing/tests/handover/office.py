"""Cases on their way to a night."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from routing.handover.review import Reviewed, begin_night, due_chunks, end_night, review_chunk
from routing.models import Applicant
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import caseworker, make_applicant, record

TAKEN_IN = date(2026, 3, 2)
BIRTHDAY = date(2026, 6, 10)
"""The day on which the child of `mother_of_a_minor` comes of age."""

CHILD = MemberRecord(Relation.CHILD, date(2008, 6, 10), "Mia")


def mother_of_a_minor(by: User | None = None, **person: object) -> Applicant:
    """A single parent at the desk IFK AEZ until her child comes of age in June."""
    return make_applicant(by=by or caseworker("ifk_aez"), record=record(members=(CHILD,), **person))


def night_of(on: date) -> datetime:
    """Five past midnight in Berlin."""
    return datetime(on.year, on.month, on.day, 0, 5, tzinfo=ZoneInfo("Europe/Berlin"))


def night(on: date) -> Reviewed:
    """Everything that the night does, in one go."""
    begin_night(on=on, at=night_of(on))
    found = Reviewed()
    for chunk in due_chunks(on):
        found = found.plus(review_chunk(applicants=chunk, on=on, at=night_of(on)))
    end_night(on=on, at=night_of(on))
    return found
