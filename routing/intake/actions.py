"""Writing what the office learns about applicants. Every door ends here, and here the rules are asked anew."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from psycopg2.errors import UniqueViolation

from kit.refusals import ChangedMeanwhile
from routing.acts import Act, history_of
from routing.assignment.actions import grant_accesses
from routing.assignment.deciding import decide_held
from routing.assignment.openings import Opening, open_cases
from routing.casefile import CaseFile, held_files
from routing.enums import AccessReason, Occasion
from routing.intake.store import create_applicants, replace_records
from routing.models import Applicant, Decision
from routing.problems import NumberTaken
from routing.record import ApplicantRecord
from staff.models import User

_NUMBER_CONSTRAINT = "routing_applicant_customer_number"


class Entry(NamedTuple):
    """A new applicant, and who takes her in when."""

    record: ApplicantRecord
    act: Act


class Change(NamedTuple):
    """What the record of an applicant (by id) becomes, on which revision that was entered, and who does it when."""

    applicant: int
    revision: int
    record: ApplicantRecord
    act: Act


def take_in(*, record: ApplicantRecord, by: User, on: date, at: datetime) -> Applicant:
    """`take_in_many` for one."""
    return take_in_many(entries=[Entry(record, Act(by, on, at))])[0]


@transaction.atomic
def take_in_many(*, entries: Sequence[Entry]) -> list[Applicant]:
    """Store new applicants, open their cases and let the rules name the responsible desks.

    Whoever takes one in may look at the record for the rest of the day, whichever desk it is. Raises `NumberTaken`.
    """
    with history_of(entry.act for entry in entries):
        files = create_files([entry.record for entry in entries])
        openings = [Opening(file, entry.act) for file, entry in zip(files, entries, strict=True)]
        open_cases(openings=openings, occasion=Occasion.TAKEN_IN)
        grant_accesses({file.applicant.pk: act for file, act, _ in openings}, AccessReason.TAKEN_IN)
    return [file.applicant for file in files]


def change(
    *, applicant: Applicant, revision: int, record: ApplicantRecord, by: User, on: date, at: datetime
) -> Decision:
    """`change_many` for one."""
    return change_many(changes=[Change(applicant.pk, revision, record, Act(by, on, at))])[applicant.pk]


@transaction.atomic
def change_many(*, changes: Sequence[Change]) -> dict[int, Decision]:
    """Replace stored records and ask the rules anew; the decision that stands for each applicant (by id).

    Raises `ChangedMeanwhile` when the revision that a change was made on is no longer the stored one, and
    `NumberTaken`.
    """
    acts = {change.applicant: change.act for change in changes}
    files = held_files(acts)
    if any(files[change.applicant].applicant.revision != change.revision for change in changes):
        raise ChangedMeanwhile
    with history_of(acts.values()):
        change_files([(files[change.applicant], change.record) for change in changes])
        asked = decide_held(files, Occasion.FACTS_CHANGED, acts)
    return {pk: answer.decision for pk, answer in asked.items()}


def create_files(records: Sequence[ApplicantRecord]) -> list[CaseFile]:
    """Store new applicants without a case, in the same order. Raises `NumberTaken`."""
    with _number_free():
        return create_applicants(records)


def change_files(changed: Sequence[tuple[CaseFile, ApplicantRecord]]) -> None:
    """Make these records the stored ones, in the files too. Raises `NumberTaken`."""
    with _number_free():
        replace_records(changed)


@contextmanager
def _number_free() -> Iterator[None]:
    """Raise `NumberTaken` where an applicant is stored with a number that another one has. The unique index is asked,
    not the table before: two may come with one number at once. It ends the transaction of the action.
    """
    try:
        yield
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation) and _is_number(error.__cause__):
            raise NumberTaken from error
        raise


def _is_number(error: UniqueViolation) -> bool:
    return (error.diag.constraint_name or "").startswith(_NUMBER_CONSTRAINT)
