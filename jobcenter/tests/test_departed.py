"""Cases of somebody whose account is shut, moved or has another role: somebody who is there has the work."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from time_machine import TimeMachineFixture

from frame.contracts import AgendaGroup, AgendaLine
from jobcenter.composition import agenda_of
from jobcenter.day import day_counts
from routing.enums import DistributionOccasion, DistributionScope
from routing.followup.actions import make_reminder
from routing.models import Applicant, ListedCase, Transfer
from routing.tests.caselist.office import logged_in
from routing.tests.handover.office import mother_of_a_minor
from routing.tests.handover.transfers import do_initiate, proposed
from staff.enums import Restriction
from staff.models import Desk, User
from staff.roles import Role
from staff.staffing.actions import note_unavailable, stand_in
from tests.day.office import lapse
from tests.factories import NOW, TODAY, account, caseworker, team_lead, viewer

pytestmark = pytest.mark.django_db

LAST = TODAY + timedelta(days=30)
LEFT = "betreut hier keine Fälle mehr"


@pytest.fixture(autouse=True)
def _at_work(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)


@pytest.fixture
def keller() -> User:
    return caseworker(first_name="Maria", last_name="Keller", telephone="02331 207-201")


@pytest.fixture
def lead() -> User:
    return team_lead(first_name="Hanna", last_name="Sommer", telephone="02331 207-300")


def shut(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def moved(person: User) -> None:
    """To the desk of another team."""
    desk = Desk.objects.get(pk="placement")
    User.objects.filter(pk=person.pk).update(desk=desk, team=desk.team)


def promoted(person: User) -> None:
    """In another team, so that nothing of hers is here."""
    User.objects.filter(pk=person.pk).update(role=Role.TEAM_LEAD, desk=None, team=Desk.objects.get(pk="u25").team)


LEAVING = pytest.mark.parametrize("leave", [shut, moved, promoted])
Leave = Callable[[User], None]


def left(user: User) -> list[AgendaLine]:
    return [line for line in agenda_of(viewer(user)) if LEFT in line.text]


def with_everything_due(keller: User) -> dict[str, Applicant]:
    """A hand-over, a lapse, and an answer that ran out."""
    transfer = proposed(keller)
    lapsed, outdated = mother_of_a_minor(keller), mother_of_a_minor(keller)
    lapse(lapsed)
    ListedCase.objects.filter(applicant=outdated).update(holds_until=TODAY - timedelta(days=1))
    return {"transfer": transfer.applicant, "lapse": lapsed, "outdated": outdated}


@LEAVING
def test_everything_that_is_due_stands_on_the_day_of_her_lead(keller: User, lead: User, leave: Leave) -> None:
    due = with_everything_due(keller)
    assert not left(lead)

    leave(keller)

    assert {line.person for line in left(lead)} == {applicant.key for applicant in due.values()}
    client = logged_in(lead)
    for line in left(lead):
        assert client.get(line.url).status_code == 200
    assert day_counts(viewer(lead))[AgendaGroup.OVERDUE] >= 1, "the daily e-mail counts them, too"


@pytest.mark.parametrize("leave", [moved, promoted])
def test_she_herself_is_told_of_nobody_whom_she_may_not_open(keller: User, leave: Leave) -> None:
    due = with_everything_due(keller)
    leave(keller)
    keller.refresh_from_db()

    tomorrow = TODAY + timedelta(days=1)
    named = {line.person for line in agenda_of(viewer(keller, tomorrow))}
    assert not named & {applicant.key for applicant in due.values()}


@LEAVING
def test_her_deputy_has_the_work_as_long_as_she_was_to_stand_in(keller: User, lead: User, leave: Leave) -> None:
    transfer, aydin = proposed(keller), caseworker()
    stand_in(user=keller, deputy=aydin, first=TODAY, last=LAST, by=keller)

    leave(keller)

    assert [line.person for line in left(aydin)] == [transfer.applicant.key]
    assert not left(lead)
    assert do_initiate(transfer, aydin).state == "initiated"


@LEAVING
def test_what_she_wanted_to_be_reminded_of_stays_her_own(keller: User, lead: User, leave: Leave) -> None:
    reminded = mother_of_a_minor(keller)
    make_reminder(applicant=reminded, note="Nachweis?", due_on=TODAY, by=keller, at=NOW)

    leave(keller)

    assert not left(lead)


def test_who_was_promoted_in_her_team_keeps_the_work_with_her_cases(keller: User) -> None:
    transfer = proposed(keller)
    User.objects.filter(pk=keller.pk).update(role=Role.TEAM_LEAD)
    keller.refresh_from_db()

    assert [line.person for line in left(keller)] == [transfer.applicant.key]


def test_a_colleague_of_her_new_team_gets_nothing_of_her_old_one(keller: User) -> None:
    with_everything_due(keller)
    moved(keller)
    keller.refresh_from_db()
    colleague = caseworker("placement")
    note_unavailable(user=keller, kind=Restriction.ABSENT, first=TODAY, last=None, by=keller)
    stand_in(user=keller, deputy=colleague, first=TODAY, last=LAST, by=keller)

    assert not [line for line in agenda_of(viewer(colleague)) if line.person or "Vertretung" in line.text]


@LEAVING
def test_her_lead_is_told_how_many_cases_and_led_to_their_distribution(keller: User, lead: User, leave: Leave) -> None:
    caseworker()
    for _ in range(3):
        mother_of_a_minor(keller)
    leave(keller)

    (line,) = [line for line in agenda_of(viewer(lead)) if "nicht mehr hier arbeiten" in line.text]
    page = logged_in(lead).get(line.url)

    assert (line.group, line.subject, line.text) == (
        AgendaGroup.DUE,
        "3 Fälle",
        "von Konten, die nicht mehr hier arbeiten (IFK AEZ)",
    )
    form = page.context["form"]
    assert form["givers"].value() == [str(keller.pk)]
    assert (form["occasion"].value(), form["scope"].value()) == (
        DistributionOccasion.LEAVING,
        DistributionScope.OF_PEOPLE,
    )
    assert f"Maria Keller (3 Fälle, {LEFT})" in page.content.decode()


def test_a_deputy_of_another_team_is_told_nothing_and_the_lead_stands_in(keller: User, lead: User) -> None:
    transfer, aydin = proposed(keller), caseworker()
    stand_in(user=keller, deputy=aydin, first=TODAY, last=LAST, by=keller)
    note_unavailable(user=keller, kind=Restriction.ABSENT, first=TODAY, last=LAST, by=keller)
    assert [line.person for line in agenda_of(viewer(aydin))] == [transfer.applicant.key]

    moved(aydin)
    aydin.refresh_from_db()

    assert agenda_of(viewer(aydin)) == []
    assert transfer.applicant.key in {line.person for line in agenda_of(viewer(lead))}


def test_behind_a_deputy_who_has_moved_stands_her_own_deputy(keller: User, lead: User) -> None:
    transfer, aydin, next_one = proposed(keller), caseworker(), caseworker()
    stand_in(user=keller, deputy=aydin, first=TODAY, last=LAST, by=keller)
    stand_in(user=aydin, deputy=next_one, first=TODAY, last=LAST, by=aydin)
    note_unavailable(user=keller, kind=Restriction.ABSENT, first=TODAY, last=LAST, by=keller)

    moved(aydin)

    assert [line.person for line in agenda_of(viewer(next_one))] == [transfer.applicant.key]
    assert transfer.applicant.key not in {line.person for line in agenda_of(viewer(lead))}


def answer_to(user: User, applicant: Applicant) -> str:
    client = logged_in(user)
    answer = client.post(
        reverse("who_is_responsible"), {"customer_number": applicant.customer_number}, follow=True
    ).content.decode()
    return " ".join(answer.partition('id="answer"')[2].partition("</section>")[0].split())


@LEAVING
def test_the_reception_is_told_who_answers_in_her_place(keller: User, lead: User, leave: Leave) -> None:
    Desk.objects.filter(pk="ifk_aez").update(telephone="02331 207-100", room="2.10")
    applicant = mother_of_a_minor(keller)
    leave(keller)

    answer = answer_to(account(Role.RECEPTION), applicant)

    assert "Keller" not in answer
    assert "207-201" not in answer
    assert "zurzeit niemand" in answer
    assert "Hanna Sommer, Telefon 02331 207-300, Zimmer 2.10" in answer
    assert "Telefon 02331 207-100, Zimmer 2.10" in answer


def test_of_somebody_absent_the_reception_says_until_when_and_who_stands_in(keller: User) -> None:
    Desk.objects.filter(pk="ifk_aez").update(telephone="02331 207-100", room="2.10")
    applicant = mother_of_a_minor(keller)
    aydin = caseworker(first_name="Selin", last_name="Aydın", telephone="02331 207-202")
    stand_in(user=keller, deputy=aydin, first=TODAY, last=LAST, by=keller)
    note_unavailable(user=keller, kind=Restriction.ABSENT, first=TODAY, last=LAST, by=keller)

    answer = answer_to(account(Role.RECEPTION), applicant)

    assert "Maria Keller, <strong>abwesend bis 01.04.2026</strong>" in answer
    assert "207-201" not in answer
    assert "Selin Aydın, Telefon 02331 207-202, Zimmer 2.10" in answer
    assert "Telefon 02331 207-100, Zimmer 2.10" in answer


def test_the_page_of_the_case_says_it_too(keller: User, lead: User) -> None:
    applicant = mother_of_a_minor(keller)
    shut(keller)

    page: Any = logged_in(lead).get(reverse("applicant_detail", args=[applicant.key]))

    facts = dict(page.context["page"].master_data)
    assert facts["IFK"] == f"M. Keller (seit 02.03.2026), {LEFT}"
    assert facts["Vertretung"] == "H. Sommer"


def test_a_hand_over_to_somebody_who_left_is_still_seen_to(keller: User) -> None:
    """The receiving desk has it on its day as long as nobody has accepted."""
    transfer = proposed(keller)
    do_initiate(transfer, keller)
    taker = caseworker("placement")
    shut(taker)

    assert Transfer.objects.get().state == "initiated"
    assert [line.person for line in agenda_of(viewer(team_lead("placement")))] == [transfer.applicant.key]
