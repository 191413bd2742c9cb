"""Writing what the office learns about an applicant. Every door ends here, and here the rules are asked anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction
from psycopg2.errors import UniqueViolation

from kit.history import acting_as
from routing.assignment.actions import decide_anew, grant_access, locked, open_new_case
from routing.enums import AccessReason, Occasion
from routing.intake.store import create_applicants, replace_records
from routing.models import Applicant, Decision
from routing.problems import ChangedMeanwhile, NumberTaken
from routing.record import ApplicantRecord
from staff.models import User

_NUMBER_CONSTRAINT = "routing_applicant_customer_number"


@transaction.atomic
def take_in(*, record: ApplicantRecord, by: User, on: date, at: datetime) -> Applicant:
    """Store a new applicant, open her case and let the rules name the responsible desk.

    ``by`` may look at the record for the rest of the day, whichever desk it is. Raises `NumberTaken`.
    """
    with acting_as(by.pk):
        with number_free():
            (applicant,) = create_applicants([record])
        open_new_case(applicant=applicant, occasion=Occasion.TAKEN_IN, by=by, on=on, at=at)
        grant_access(applicant=applicant, reason=AccessReason.TAKEN_IN, by=by, on=on, at=at)
    return applicant


@transaction.atomic
def change(
    *, applicant: Applicant, revision: int, record: ApplicantRecord, by: User, on: date, at: datetime
) -> Decision:
    """Replace the stored record by ``record`` and ask the rules anew.

    ``revision`` is that of the version the change was made on; raises `ChangedMeanwhile` when it is no longer the
    stored one, and `NumberTaken`.
    """
    applicant = locked(applicant)
    if applicant.revision != revision:
        raise ChangedMeanwhile
    with acting_as(by.pk):
        with number_free():
            replace_records([(applicant, record)])
        return decide_anew(applicant=applicant, occasion=Occasion.FACTS_CHANGED, by=by, on=on, at=at)


@contextmanager
def number_free() -> Iterator[None]:
    """Raise `NumberTaken` where an applicant is stored with a number that another one has. The unique index is asked,
    not the table before: two may come with one number at once.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation) and _is_number(error.__cause__):
            raise NumberTaken from error
        raise


def _is_number(error: UniqueViolation) -> bool:
    return (error.diag.constraint_name or "").startswith(_NUMBER_CONSTRAINT)
