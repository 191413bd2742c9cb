"""The letter says who is responsible from when, how to reach them and why, in words that give nothing away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from routing.handover.letter import Letter, letter
from routing.models import Transfer
from routing.record import MemberRecord
from routing.rules.codes import DeskCode, Relation
from routing.tests.handover.test_letter_words import TELLING
from staff.models import Desk, User
from tests.factories import TODAY, caseworker, make_applicant, record
from tests.handed_over import accepted, initiated, proposed

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)
MIA = MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia", "Sommer")
JAN = MemberRecord(Relation.PARTNER, date(1988, 1, 1), "Jan", "Sommer", moved_in=TODAY)
HOME = {"street": "Körnerstraße 98", "postal_code": "58095", "city": "Hagen"}


@pytest.fixture
def receiver() -> User:
    return caseworker("placement", first_name="Petra", last_name="Novak", telephone="02331 0000-61")


@pytest.fixture
def transfer(receiver: User) -> Transfer:
    giver, before = caseworker("ifk_aez"), record(members=(MIA,), **HOME)
    Desk.objects.filter(pk="placement").update(telephone="02331 0000-600", room="C 1.01")
    moved = proposed(make_applicant(by=giver, record=before), replace(before, members=(MIA, JAN)), by=giver)
    agreed = accepted(initiated(moved, by=giver), by=receiver, effective_on=TOMORROW)
    return Transfer.objects.select_related("applicant", "source", "target", "caseworker").get(pk=agreed.pk)


def words(shown: Letter) -> str:
    contact = [part for pair in shown.contact for part in pair]
    return "\n".join([shown.subject, shown.salutation, *shown.opening, *contact, *shown.why, *shown.closing])


def test_it_says_who_is_responsible_from_when_and_how_to_reach_them(transfer: Transfer) -> None:
    shown = letter(transfer, TODAY)

    assert shown.recipient == ["Ayşe Sommer", "Körnerstraße 98", "58095 Hagen"]
    assert shown.salutation == "Guten Tag Ayşe Sommer,"
    assert shown.opening[0] == "ab dem 03.03.2026 ist im Jobcenter Hagen Petra Novak für Sie zuständig."
    assert shown.contact == [
        ("Name", "Petra Novak"),
        ("Telefon", "02331 0000-61"),
        ("Telefon im Team", "02331 0000-600"),
        ("Adresse", "Berliner Platz 2, 58089 Hagen"),
        ("Zimmer", "C 1.01"),
    ]
    assert shown.why[0] == "In Ihrem Haushalt lebt jetzt eine weitere erwachsene Person."
    assert shown.missing == []


def test_once_the_day_has_come_it_speaks_of_the_past(transfer: Transfer) -> None:
    assert letter(transfer, TOMORROW).opening == [
        "seit dem 03.03.2026 ist im Jobcenter Hagen Petra Novak für Sie zuständig."
    ]


def test_numbers_that_are_not_known_are_left_out(transfer: Transfer) -> None:
    assert transfer.caseworker is not None
    transfer.caseworker.telephone = transfer.target.room = ""

    assert [name for name, _ in letter(transfer, TODAY).contact] == ["Name", "Telefon", "Adresse"]


def test_it_notices_that_the_address_is_missing(transfer: Transfer) -> None:
    transfer.applicant.street = transfer.applicant.postal_code = transfer.applicant.city = ""

    shown = letter(transfer, TODAY)

    assert shown.recipient == ["Ayşe Sommer"]
    assert shown.missing == ["Straße und Hausnummer", "PLZ", "Ort"]


@pytest.mark.parametrize(
    ("field", "named"), [("street", "Straße und Hausnummer"), ("postal_code", "PLZ"), ("city", "Ort")]
)
def test_it_names_the_part_of_the_address_that_is_missing(transfer: Transfer, field: str, named: str) -> None:
    setattr(transfer.applicant, field, "")

    shown = letter(transfer, TODAY)

    assert shown.missing == [named]
    assert all(line == line.strip() != "" for line in shown.recipient)


@pytest.mark.parametrize("target", [desk for desk in DeskCode if desk is not DeskCode.IFK_AEZ])
def test_whichever_desk_takes_over_nothing_in_it_tells_a_diagnosis(transfer: Transfer, target: DeskCode) -> None:
    transfer.target = Desk.objects.get(pk=target)

    assert TELLING.search(words(letter(transfer, TODAY))) is None
