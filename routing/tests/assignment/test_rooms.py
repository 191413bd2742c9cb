"""How many cases everybody at a desk has, and what binds a case to one of them, as it is stored."""

from datetime import date, timedelta

import pytest

from routing.assignment.choosing import Choice
from routing.assignment.rooms import key_holder, rooms, ties_of
from routing.handover.actions import accept
from routing.models import Applicant, Assignment
from routing.tests.handover.transfers import initiated
from staff.enums import Restriction
from staff.models import Desk, KeyRange, User
from staff.staffing.actions import note_unavailable
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def marten() -> User:
    return caseworker("placement", first_name="Christa", last_name="Marten")


def of_placement(by: User, last_name: str = "Sommer", bg_number: str = "33502//0000101") -> Applicant:
    return make_applicant(by=by, record=record(last_name=last_name, bg_number=bg_number))


def test_cases_shares_and_agreed_moves_make_the_room(marten: User) -> None:
    half = caseworker("placement", share=50, first_name="Zoe", last_name="Zander")
    of_placement(marten)
    transfer = initiated(caseworker("ifk_aez"))
    accept(transfer=transfer, choice=Choice(half), effective_on=TOMORROW, by=half, on=TODAY, at=NOW)

    known = {room.person: (room.places, room.cases, room.arriving) for room in rooms("placement", TODAY)}

    assert known == {marten.pk: (130, 1, 0), half.pk: (65, 0, 1)}


def test_a_case_that_is_about_to_leave_makes_room() -> None:
    keller, marten = caseworker("ifk_aez"), caseworker("placement")
    transfer = initiated(keller)
    accept(transfer=transfer, choice=Choice(marten), effective_on=TOMORROW, by=marten, on=TODAY, at=NOW)

    (room,) = rooms("ifk_aez", TODAY)

    assert (room.cases, room.leaving, room.expected) == (1, 1, 0)


def test_whoever_is_away_says_until_when(marten: User) -> None:
    note_unavailable(user=marten, kind=Restriction.ABSENT, first=TODAY, last=TODAY, by=marten)

    assert [room.restriction for room in rooms("placement", TODAY)] == ["abwesend bis 02.03.2026"]
    assert [room.restriction for room in rooms("placement", TOMORROW)] == [""]


def test_members_of_the_household_and_former_caseworkers_bind_a_case(marten: User) -> None:
    juric = caseworker("placement")
    sister = of_placement(marten, bg_number="33502//0000777")
    hers = of_placement(juric, bg_number="33502//0000777")
    Assignment.objects.filter(applicant=hers).update(caseworker=juric)

    ties = ties_of(sister, "placement")

    assert set(ties.household) == {juric.pk}
    assert list(ties.former) == []


@pytest.mark.parametrize(
    ("name", "part"), [("Özdemir", "N–Z"), ("de Vries", "A–M"), ("Müller", "A–M"), ("Łukasz", "A–M")]
)
def test_the_key_goes_by_the_letters_as_german_lists_sort_them(marten: User, name: str, part: str) -> None:
    juric = caseworker("placement")
    Desk.objects.filter(pk="placement").update(key="letters")
    KeyRange.objects.create(desk_id="placement", user=marten, first="A", last="M")
    KeyRange.objects.create(desk_id="placement", user=juric, first="N", last="Z")
    applicant = of_placement(marten, last_name=name)
    applicant.refresh_from_db()

    assert key_holder(applicant, "placement") == {"A–M": marten.pk, "N–Z": juric.pk}[part]


def test_the_key_goes_by_the_last_digits_of_the_bg_number(marten: User) -> None:
    Desk.objects.filter(pk="placement").update(key="bg_numbers")
    KeyRange.objects.create(desk_id="placement", user=marten, first="00", last="49")

    assert key_holder(of_placement(marten, bg_number="33502//0000149"), "placement") == marten.pk
    assert key_holder(of_placement(marten, bg_number="33502//0000150"), "placement") is None


def test_a_desk_without_a_key_gives_nobody_anything_by_it(marten: User) -> None:
    KeyRange.objects.create(desk_id="placement", user=marten, first="A", last="Z")

    assert key_holder(of_placement(marten), "placement") is None


def test_whoever_had_the_case_before_is_known_the_latest_first(marten: User) -> None:
    applicant, juric = of_placement(marten), caseworker("placement")
    standing = Assignment.objects.get(applicant=applicant)
    days = [date(2025, 1, 1), date(2025, 6, 1), date(2026, 1, 1)]
    for person, first, last in ((juric, days[0], days[1]), (marten, days[1], days[2])):
        earlier = Assignment.objects.get(pk=standing.pk)
        earlier.pk = None
        earlier.period, earlier.caseworker = (first, last), person
        earlier.case.period = (days[0], None)
        earlier.case.save()
        earlier.save()

    assert list(ties_of(applicant, "placement").former) == [marten.pk, juric.pk]
