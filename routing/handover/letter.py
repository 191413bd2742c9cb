"""The letter to the applicant: who is responsible from when, where and how to reach them, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from routing.handover.letter_words import why
from routing.models import Applicant, Transfer
from routing.rules.codes import DeskCode, LapseCause
from routing.rules.wording import german_date
from staff.models import Desk, User
from staff.office import OFFICE_NAME, OFFICE_PLACE, OFFICE_STREET

SUBJECT = "Ihre Ansprechperson im Jobcenter wechselt"


@dataclass(frozen=True)
class Letter:
    """A letter part by part; every part is lines or pairs of plain text."""

    recipient: list[str]
    day: str
    salutation: str
    opening: list[str]
    contact: list[tuple[str, str]]
    why: list[str]
    closing: list[str]
    customer_number: str
    missing: list[str]
    """What of the address is not known."""
    subject: str = SUBJECT
    sender: tuple[str, ...] = (OFFICE_NAME, OFFICE_STREET, OFFICE_PLACE)
    signature: str = OFFICE_NAME


def letter(transfer: Transfer, on: date) -> Letter:
    """The letter about an accepted hand-over as it is sent on ``on``; ``transfer`` knows its effective day and its
    caseworker.
    """
    assert transfer.effective_on is not None
    assert transfer.caseworker is not None
    applicant, caseworker = transfer.applicant, transfer.caseworker
    return Letter(
        recipient=_address(applicant),
        day=german_date(on),
        salutation=f"Guten Tag {applicant.first_name} {applicant.last_name},",
        opening=list(_opening(caseworker, transfer.effective_on, on)),
        contact=list(_contact(caseworker, transfer.target)),
        why=list(why(DeskCode(transfer.source_id), DeskCode(transfer.target_id), _cause(transfer))),
        closing=[f"Sie müssen nichts tun. {caseworker} meldet sich bei Ihnen und kennt Ihre Unterlagen."],
        customer_number=applicant.customer_number,
        missing=[name for name, value in _address_parts(applicant) if not value],
    )


def _address(applicant: Applicant) -> list[str]:
    place = f"{applicant.postal_code} {applicant.city}".strip()
    return [line for line in (f"{applicant.first_name} {applicant.last_name}", applicant.street, place) if line]


def _address_parts(applicant: Applicant) -> Iterator[tuple[str, str]]:
    yield "Straße und Hausnummer", applicant.street
    yield "PLZ", applicant.postal_code
    yield "Ort", applicant.city


def _opening(caseworker: User, effective_on: date, on: date) -> Iterator[str]:
    day = german_date(effective_on)
    if effective_on <= on:
        yield f"seit dem {day} ist im {OFFICE_NAME} {caseworker} für Sie zuständig."
        return
    yield f"ab dem {day} ist im {OFFICE_NAME} {caseworker} für Sie zuständig."
    yield "Bis dahin hilft Ihnen wie bisher Ihre jetzige Ansprechperson."


def _contact(caseworker: User, desk: Desk) -> Iterator[tuple[str, str]]:
    yield "Name", str(caseworker)
    if caseworker.telephone:
        yield "Telefon", caseworker.telephone
    if desk.telephone and desk.telephone != caseworker.telephone:
        yield "Telefon im Team" if caseworker.telephone else "Telefon", desk.telephone
    yield "Adresse", f"{OFFICE_STREET}, {OFFICE_PLACE}"
    if desk.room:
        yield "Zimmer", desk.room


def _cause(transfer: Transfer) -> LapseCause | None:
    """Why the status ended, as the last lapse before the case went over says."""
    lapse = transfer.applicant.lapses.filter(known_on__lte=transfer.effective_on).first()
    return LapseCause(lapse.cause) if lapse else None
