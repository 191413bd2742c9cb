"""Hand-overs for tests, step by step through the same actions as real ones."""

from datetime import date, datetime

from routing.assignment.choosing import Choice
from routing.handover.actions import accept, initiate
from routing.intake.actions import change
from routing.models import Applicant, Transfer
from routing.record import ApplicantRecord
from staff.models import User
from tests.factories import NOW, TODAY


def proposed(
    applicant: Applicant, record: ApplicantRecord, *, by: User, on: date = TODAY, at: datetime = NOW
) -> Transfer:
    """The hand-over that is proposed because ``by`` changes the record to one for which another desk is responsible."""
    applicant.refresh_from_db()
    change(applicant=applicant, revision=applicant.revision, record=record, by=by, on=on, at=at)
    return Transfer.objects.get(applicant=applicant, state="proposed")


def initiated(transfer: Transfer, *, by: User, note: str = "", on: date = TODAY, at: datetime = NOW) -> Transfer:
    """The hand-over, initiated with the sheet of ``on``."""
    return initiate(transfer=transfer, note=note, by=by, on=on, at=at)


def accepted(transfer: Transfer, *, by: User, effective_on: date, on: date = TODAY, at: datetime = NOW) -> Transfer:
    """The initiated hand-over, accepted by ``by``, who takes the case herself."""
    return accept(transfer=transfer, choice=Choice(by), effective_on=effective_on, by=by, on=on, at=at)
