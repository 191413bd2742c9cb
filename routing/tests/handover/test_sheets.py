"""The hand-over sheet as both sides see it, and the letter: on the screen and on paper."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from routing.enums import ReturnReason
from routing.handover.actions import send_back, withdraw
from routing.handover.carrying_out import complete_due
from routing.intake.actions import change
from routing.models import Applicant, Transfer
from routing.queries import record_of
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import AccessLog, User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead
from tests.handed_over import accepted, initiated, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

TOMORROW = TODAY + timedelta(days=1)
MIA = MemberRecord(Relation.CHILD, date(2015, 5, 20), "Mia", "Sommer")
JAN = MemberRecord(Relation.PARTNER, date(1988, 1, 1), "Jan", "Sommer", moved_in=TODAY)
HOSTILE = '#include("x")\n*Şükriye* "Łódź" <b>ß</b> \\ $x$'
PAGES = ("handover_sheet", "handover_sheet_pdf", "handover_letter", "handover_letter_pdf")


@pytest.fixture
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def giver() -> User:
    return caseworker("ifk_aez", first_name="Maria", last_name="Keller")


@pytest.fixture
def receiver() -> User:
    return caseworker("placement", first_name="Petra", last_name="Novak", telephone="02331 0000-61")


@pytest.fixture
def transfer(giver: User) -> Transfer:
    before = record(members=(MIA,), street="Körnerstraße 98", postal_code="58095", city="Hagen")
    return proposed(make_applicant(by=giver, record=before), replace(before, members=(MIA, JAN)), by=giver)


def answer(user: User, view: str, transfer: Transfer) -> tuple[int, str]:
    """The status, and the text of the page or of the paper."""
    client = Client()
    client.force_login(user)
    got = client.get(reverse(view, kwargs={"key": transfer.key}))
    if got.headers["Content-Type"] != "application/pdf":
        return got.status_code, got.content.decode()
    return got.status_code, "\n".join(part.extract_text() for part in PdfReader(BytesIO(got.content)).pages)


def statuses(user: User, transfer: Transfer) -> list[int]:
    return [answer(user, view, transfer)[0] for view in PAGES]


def rename(transfer: Transfer, name: str, by: User) -> None:
    applicant = Applicant.objects.get(pk=transfer.applicant_id)
    stored = record_of(applicant)
    renamed = replace(stored, person=replace(stored.person, last_name=name))
    change(applicant=applicant, revision=applicant.revision, record=renamed, by=by, on=TODAY, at=NOW)


@pytest.mark.parametrize("view", ["handover_sheet", "handover_sheet_pdf"])
def test_a_proposal_shows_the_sheet_of_today_and_an_initiated_one_that_of_then(
    view: str, transfer: Transfer, giver: User, receiver: User
) -> None:
    rename(transfer, "Winter", giver)
    _, live = answer(giver, view, transfer)
    initiated(transfer, by=giver)
    rename(transfer, "Herbst", giver)
    _, frozen = answer(receiver, view, transfer)

    assert "Winter" in live
    assert "Stand heute, 02.03.2026" in live
    assert "Winter, Ayşe" in frozen
    assert "Festgehalten beim Einleiten am 02.03.2026, 10:30 Uhr von Maria Keller." in re.sub(r"\s+", " ", frozen)


def test_what_is_frozen_is_small_plain_json_with_a_version_and_a_signature(transfer: Transfer, giver: User) -> None:
    sheet = initiated(transfer, by=giver).sheet

    assert sheet is not None
    assert json.loads(json.dumps(sheet)) == sheet
    assert (sheet["version"], sheet["on"]) == (1, "2026-03-02")
    assert sheet["frozen"] == {"by": "Maria Keller", "at": NOW.isoformat()}
    assert {frozenset(section) for section in sheet["sections"]} == {
        frozenset({"title", "facts", "lines", "head", "rows"})
    }
    assert len(json.dumps(sheet)) < 6000


def test_the_paper_says_the_same_as_the_screen_in_the_same_order(transfer: Transfer, giver: User) -> None:
    initiated(transfer, by=giver, note=HOSTILE)
    _, screen = answer(giver, "handover_sheet", transfer)
    _, paper = answer(giver, "handover_sheet_pdf", transfer)
    titles = re.findall(r'<h2 id="bogen-[^>]*>(.*?)</h2>', screen)
    positions = [paper.index(f"\n{title}\n") for title in titles]

    assert len(titles) == 9
    assert positions == sorted(positions)
    assert "".join(HOSTILE.split()) in "".join(paper.split())
    assert "<b>ß</b>" not in screen
    assert "Vertrauliche Sozialdaten · gedruckt am 02.03.2026, 10:30 Uhr von Maria Keller" in paper
    assert "Seite 1 von" in paper


def test_the_letter_waits_for_the_acceptance(transfer: Transfer, giver: User, receiver: User) -> None:
    before = statuses(giver, transfer)
    moved = initiated(transfer, by=giver)
    then = statuses(giver, transfer)
    accepted(moved, by=receiver, effective_on=TOMORROW)
    after = statuses(giver, transfer)

    assert (before, then, after) == ([200, 200, 404, 404], [200, 200, 404, 404], [200, 200, 200, 200])


@pytest.mark.parametrize("view", ["handover_letter", "handover_letter_pdf"])
def test_the_letter_reads_as_it_will_be_printed(view: str, transfer: Transfer, giver: User, receiver: User) -> None:
    accepted(initiated(transfer, by=giver), by=receiver, effective_on=TOMORROW)
    _, shown = answer(receiver, view, transfer)
    shown = shown.partition("<article")[2] or shown
    parts = ["Körnerstraße 98", "Guten Tag Ayşe Sommer,", "ab dem 03.03.2026", "Petra Novak", "02331 0000-61"]

    positions = [shown.index(part) for part in parts]
    assert positions == sorted(positions)
    above_the_foot = shown.replace(f"Kundennummer {transfer.applicant.customer_number}", "")
    for telling in ("IFK", "Kundennummer", "Vermerk", "335A"):
        assert telling not in above_the_foot


@pytest.mark.parametrize("view", ["handover_sheet_pdf", "handover_letter_pdf"])
def test_each_page_of_a_paper_says_whose_it_is_and_which_of_how_many(
    view: str, transfer: Transfer, giver: User, receiver: User, client: Client
) -> None:
    accepted(initiated(transfer, by=giver, note="Zeile\n" * 60), by=receiver, effective_on=TOMORROW)
    client.force_login(receiver)
    got = client.get(reverse(view, kwargs={"key": transfer.key}))
    pages = [page.extract_text() for page in PdfReader(BytesIO(got.content)).pages]

    assert len(pages) == (3 if view == "handover_sheet_pdf" else 1)
    for number, page in enumerate(pages, 1):
        assert f"Kundennummer {transfer.applicant.customer_number}" in page
        assert f"Seite {number} von {len(pages)}" in page


@pytest.fixture
def without_address(giver: User, receiver: User) -> Transfer:
    before = record(members=(MIA,), postal_code="58095")
    moved = proposed(make_applicant(by=giver, record=before), replace(before, members=(MIA, JAN)), by=giver)
    return accepted(initiated(moved, by=giver), by=receiver, effective_on=TOMORROW)


def test_an_address_that_is_missing_is_said_before_it_is_printed(without_address: Transfer, giver: User) -> None:
    shown = " ".join(answer(giver, "handover_letter", without_address)[1].split())
    form = reverse("applicant_update", kwargs={"key": without_address.applicant.key})

    assert "In den Angaben fehlt: Straße und Hausnummer, Ort. Tragen Sie das ein, bevor Sie drucken" in shown
    assert f'<a href="{form}#id_street">Anschrift eintragen</a>' in shown
    assert '<div class="alert alert--warning no-print">' in shown
    assert "<address>Ayşe Sommer<br>58095<br></address>" in shown


def test_whoever_may_not_change_the_record_is_told_who_may(without_address: Transfer, receiver: User) -> None:
    shown = " ".join(answer(receiver, "handover_letter", without_address)[1].split())

    assert f"Bitten Sie die Stelle {without_address.source}, das einzutragen, bevor Sie drucken." in shown
    assert str(without_address.applicant.key) not in shown


def test_of_an_address_that_is_complete_nothing_is_said(transfer: Transfer, giver: User, receiver: User) -> None:
    accepted(initiated(transfer, by=giver), by=receiver, effective_on=TOMORROW)

    assert "Anschrift" not in answer(giver, "handover_letter", transfer)[1]


def test_the_file_is_named_after_nobody(transfer: Transfer, giver: User, client: Client) -> None:
    initiated(transfer, by=giver)
    client.force_login(giver)

    got = client.get(reverse("handover_sheet_pdf", kwargs={"key": transfer.key}))

    assert got.headers["Content-Disposition"] == 'attachment; filename="uebergabebogen.pdf"'
    assert "no-store" in got.headers["Cache-Control"]


def test_whoever_reads_it_stands_in_the_read_log(transfer: Transfer, giver: User) -> None:
    before = AccessLog.objects.count()

    statuses(giver, transfer)

    read = AccessLog.objects.order_by("pk")[before:]
    assert [(entry.page, entry.subjects) for entry in read] == [
        ("handover_sheet", [transfer.applicant.key]),
        ("handover_sheet_pdf", [transfer.applicant.key]),
    ]


def test_from_the_agreed_day_on_only_the_new_side_reads_it(transfer: Transfer, giver: User, receiver: User) -> None:
    accepted(initiated(transfer, by=giver), by=receiver, effective_on=TOMORROW)
    lead, until_then = team_lead("ifk_aez"), statuses(giver, transfer)

    complete_due(on=TOMORROW, at=NOW + timedelta(days=1))

    assert until_then == [200] * 4
    assert [statuses(user, transfer) for user in (giver, lead, receiver)] == [[404] * 4, [404] * 4, [200] * 4]


def test_what_was_returned_is_the_giving_sides_again(transfer: Transfer, giver: User, receiver: User) -> None:
    moved = initiated(transfer, by=giver)
    send_back(transfer=moved, reason=ReturnReason.NO_CAPACITY, note="", by=receiver, on=TODAY, at=NOW)

    assert statuses(giver, transfer)[:2] == [200, 200]
    assert statuses(receiver, transfer) == [404] * 4


def test_a_proposal_that_is_over_has_no_sheet(transfer: Transfer, giver: User) -> None:
    applicant = Applicant.objects.get(pk=transfer.applicant_id)
    mother = replace(record_of(applicant), members=(MIA,))
    change(applicant=applicant, revision=applicant.revision, record=mother, by=giver, on=TODAY, at=NOW)

    assert Transfer.objects.get(pk=transfer.pk).state == "superseded"
    assert statuses(giver, transfer) == [404] * 4


def test_a_withdrawn_hand_over_keeps_its_sheet_beside_the_new_proposals(transfer: Transfer, giver: User) -> None:
    withdraw(transfer=initiated(transfer, by=giver), note="", by=giver, on=TODAY, at=NOW)
    again = Transfer.objects.get(applicant=transfer.applicant_id, state="proposed")

    assert "Festgehalten" in answer(giver, "handover_sheet", transfer)[1]
    assert "Stand heute" in answer(giver, "handover_sheet", again)[1]
