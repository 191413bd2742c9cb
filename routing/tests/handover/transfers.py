"""Hand-overs from IFK AEZ to the placement desk, at every step."""

from dataclasses import replace
from datetime import date

from routing.assignment.choosing import Choice
from routing.enums import ReturnReason, TransferState
from routing.handover.actions import accept, initiate, send_back
from routing.intake.actions import change
from routing.models import Applicant, Transfer
from routing.permissions import visible_applicants
from routing.queries import record_of
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.handover.office import CHILD, mother_of_a_minor
from staff.models import User
from tests.factories import NOW, TODAY, caseworker

PARTNER = MemberRecord(Relation.PARTNER, date(1985, 5, 5), "Jan", moved_in=date(2026, 2, 20))


def enter(applicant: Applicant, *members: MemberRecord, on: date = TODAY, by: User | None = None) -> None:
    """Enter this household."""
    stored = Applicant.objects.get(pk=applicant.pk)
    new = replace(record_of(stored), members=members)
    change(applicant=stored, revision=stored.revision, record=new, by=by or caseworker(), on=on, at=NOW)


def proposed(keller: User, **person: object) -> Transfer:
    """A single parent of hers whose partner was entered today: to be handed over to the placement desk."""
    mother = mother_of_a_minor(keller, **person)
    enter(mother, CHILD, PARTNER, by=keller)
    return live(mother)


def initiated(keller: User, **person: object) -> Transfer:
    """The same, handed over by her."""
    return do_initiate(proposed(keller, **person), keller)


def accepted(keller: User, marten: User, effective_on: date, **person: object) -> Transfer:
    """The same, accepted by him for a day."""
    return do_accept(initiated(keller, **person), marten, effective_on)


def live(applicant: Applicant) -> Transfer:
    """The hand-over that runs."""
    return Transfer.objects.get(
        applicant=applicant, state__in=[TransferState.PROPOSED, TransferState.INITIATED, TransferState.ACCEPTED]
    )


def do_initiate(transfer: Transfer, by: User, on: date = TODAY, note: str = "") -> Transfer:
    return initiate(transfer=transfer, note=note, by=by, on=on, at=NOW)


def do_accept(transfer: Transfer, by: User, effective_on: date = TODAY, caseworker: User | None = None) -> Transfer:
    return accept(
        transfer=transfer, choice=Choice(caseworker or by), effective_on=effective_on, by=by, on=TODAY, at=NOW
    )


def do_send_back(transfer: Transfer, by: User, reason: ReturnReason = ReturnReason.SHEET_INCOMPLETE) -> Transfer:
    return send_back(transfer=transfer, reason=reason, note="Es fehlt die Geburtsurkunde.", by=by, on=TODAY, at=NOW)


def may_open(user: User, applicant: Applicant, on: date = TODAY) -> bool:
    """Whether she may open the applicant's page."""
    return visible_applicants(user, on).filter(pk=applicant.pk).exists()
