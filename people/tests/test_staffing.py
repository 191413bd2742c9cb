"""What a team lead and a caseworker enter about staffing, and what they are told."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from kit.days import Period
from kit.ranges import as_period, as_range
from staff.models import Deputyship, Desk, Staffing, Unavailability, User
from tests.factories import NOW, TODAY, caseworker, make_applicant, team_lead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)


@pytest.fixture
def keller() -> User:
    return caseworker(first_name="Maria", last_name="Keller")


@pytest.fixture
def lead() -> User:
    return team_lead(first_name="Hanna", last_name="Sommer")


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def enter(by: User, what: str, person: User, **values: object) -> str:
    url = reverse(f"staffing_{what}", args=[person.pk])
    return browser(by).post(url, values, follow=True).content.decode()


def test_the_team_stands_in_one_table_with_state_and_deputies(keller: User, lead: User) -> None:
    caseworker(first_name="Selin", last_name="Aydın", share=50)
    enter(lead, "absent", keller, kind="absent", first="02.03.2026", last="06.03.2026")

    page = browser(lead).get(reverse("staffing")).content.decode()

    assert "abwesend bis 06.03.2026" in page
    assert "IFK AEZ, 50 %" in page
    assert "H. Sommer" in page, "who stands in without a deputy"


def read(user: User, url: str, *args: object) -> str:
    """The page as it is read: without markup, every gap one space."""
    page = browser(user).get(reverse(url, args=args), follow=True).content.decode()
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", page))


@pytest.mark.parametrize(
    ("first", "since"), [("03.03.2026", "ab morgen"), ("09.03.2026", "ab 09.03.2026"), ("15.03.2026", "ab 15.03.2026")]
)
def test_an_absence_of_the_next_days_is_announced_with_who_stands_in_then(
    keller: User, lead: User, first: str, since: str
) -> None:
    enter(keller, "absent", keller, kind="absent", first=first, last="20.03.2026")

    for page in (read(lead, "staffing"), read(keller, "staffing_own")):
        assert f"da {since} abwesend bis 20.03.2026" in page
    assert f"{since}: H. Sommer" in read(lead, "staffing")
    assert f"{since.capitalize()} arbeiten mit diesen Fällen: H. Sommer (Teamleitung)" in read(keller, "staffing_own")


def test_a_deputy_who_is_not_there_yet_today_is_told_for_the_day_on_which_the_absence_begins(
    keller: User, lead: User
) -> None:
    aydin = caseworker(first_name="Selin", last_name="Aydın")
    enter(keller, "absent", keller, kind="absent", first="02.03.2026", last="03.03.2026")
    enter(keller, "absent", keller, kind="absent", first="04.03.2026", last="06.03.2026")
    enter(keller, "deputy", keller, deputy=aydin.pk, first="04.03.2026", last="06.03.2026")

    page = read(lead, "staffing")

    assert "abwesend bis 03.03.2026 ab 04.03.2026 abwesend bis 06.03.2026" in page
    assert "heute: H. Sommer ab 04.03.2026: S. Aydın" in page


def test_an_absence_that_is_far_or_over_is_not_announced(keller: User, lead: User) -> None:
    enter(lead, "absent", keller, kind="absent", first="16.03.2026", last="20.03.2026")
    enter(lead, "absent", keller, kind="absent", first="23.02.2026", last="01.03.2026")

    assert "abwesend" not in read(lead, "staffing")


def test_who_takes_no_new_cases_from_tomorrow_on_needs_nobody_to_stand_in(keller: User, lead: User) -> None:
    enter(lead, "absent", keller, kind="no_new_cases", first="03.03.2026")

    page = read(lead, "staffing")

    assert "ab morgen keine neuen Fälle bis auf Weiteres" in page
    assert "ab morgen:" not in page


def is_full(person: User) -> None:
    Staffing.objects.filter(user=person).update(share=1)
    make_applicant(by=person)


def is_restricted(person: User, kind: str, first: date) -> None:
    Unavailability.objects.create(user=person, kind=kind, period=as_range(Period(first, date(2026, 3, 7))))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda person: None, "0 Fälle, Platz für 130 (0 %)"),
        (lambda person: make_applicant(by=person), "1 Fall, Platz für 130 (1 %)"),
        (is_full, "1 Fall, Platz für 1 (100 %), kein Platz"),
        (lambda person: Staffing.objects.filter(user=person).delete(), "besetzt keine Stelle"),
        (
            lambda person: is_restricted(person, "absent", TODAY),
            "0 Fälle, Platz für 130 (0 %), abwesend bis 06.03.2026",
        ),
        (
            lambda person: is_restricted(person, "no_new_cases", TODAY),
            "0 Fälle, Platz für 130 (0 %), keine neuen Fälle bis 06.03.2026",
        ),
        (
            lambda person: is_restricted(person, "absent", TODAY + timedelta(days=1)),
            "0 Fälle, Platz für 130 (0 %), ab morgen abwesend bis 06.03.2026",
        ),
    ],
)
def test_who_is_chosen_as_deputy_is_offered_with_her_load_and_what_speaks_against_her(
    make: Callable[[User], object], said: str
) -> None:
    make(caseworker("placement", first_name="Selin", last_name="Aydın"))
    caseworker("u25", first_name="Ute", last_name="Fremd")

    page = read(caseworker("placement"), "staffing_own")

    assert f" Selin Aydın: {said} " in page
    assert "Ute Fremd" not in page, "of another team"


def test_the_team_lead_is_offered_as_deputy_without_a_load(keller: User, lead: User) -> None:
    assert " Hanna Sommer (Teamleitung) " in read(keller, "staffing_own")


def test_the_cases_of_a_deputy_who_came_from_another_team_do_not_count_here(keller: User) -> None:
    moved = caseworker("placement", first_name="Selin", last_name="Aydın")
    make_applicant(by=moved)
    User.objects.filter(pk=moved.pk).update(team=keller.team, desk=keller.desk)

    assert " Selin Aydın: besetzt keine Stelle " in read(keller, "staffing_own")

    Staffing.objects.filter(user=moved).update(desk=keller.desk)
    assert " Selin Aydın: 0 Fälle, Platz für 130 (0 %) " in read(keller, "staffing_own")


def test_a_deputy_who_has_left_the_team_is_said_to_have(keller: User) -> None:
    aydin = caseworker(first_name="Selin", last_name="Aydın")
    enter(keller, "deputy", keller, deputy=aydin.pk, first="02.03.2026", last="06.03.2026")
    assert "nicht mehr im Team" not in read(keller, "staffing_own")

    User.objects.filter(pk=aydin.pk).update(team=Desk.objects.get(pk="u25").team, desk="u25")

    assert "S. Aydın, nicht mehr im Team" in read(keller, "staffing_own")


def test_a_desk_is_staffed_with_a_share_from_a_day_on(keller: User, lead: User) -> None:
    Desk.objects.filter(pk="u25").update(team=lead.team)

    page = enter(lead, "serve", keller, desk="u25", share="30", first="01.04.2026")

    assert "Die Besetzung ist eingetragen." in page
    assert as_period(Staffing.objects.get(desk="u25").period) == Period(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "", "first": "02.03.2026"}, "Wählen Sie „abwesend“ oder „keine neuen Fälle“."),
        ({"kind": "absent", "first": "31.02.2026"}, "Diesen Tag gibt es nicht."),
        ({"kind": "absent", "first": "06.03.2026", "last": "02.03.2026"}, "Der letzte Tag liegt vor dem ersten."),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused_with_a_sentence(
    keller: User, values: dict[str, str], sentence: str
) -> None:
    answer = browser(keller).post(reverse("staffing_absent", args=[keller.pk]), values)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Unavailability.objects.exists()


def test_a_second_state_on_the_same_day_is_refused_and_what_was_typed_stays(keller: User) -> None:
    enter(keller, "absent", keller, kind="absent", first="02.03.2026", last="06.03.2026")

    page = enter(keller, "absent", keller, kind="no_new_cases", first="05.03.2026")

    assert "Für diese Zeit ist schon eine Abwesenheit eingetragen." in page
    assert 'value="05.03.2026"' in page


def test_a_deputy_is_somebody_else_of_the_team(keller: User) -> None:
    aydin, stranger = caseworker(first_name="Selin", last_name="Aydın"), caseworker("u25")

    refused = enter(keller, "deputy", keller, deputy=stranger.pk, first="02.03.2026", last="06.03.2026")
    entered = enter(keller, "deputy", keller, deputy=aydin.pk, first="02.03.2026", last="06.03.2026")

    assert "Wählen Sie jemanden aus dem Team." in refused
    assert "Die Vertretung ist eingetragen." in entered
    assert Deputyship.objects.get().deputy == aydin


def test_whoever_is_back_earlier_changes_the_last_day_or_takes_the_entry_back(keller: User) -> None:
    enter(keller, "absent", keller, kind="absent", first="02.03.2026", last="06.03.2026")
    url = reverse("staffing_entry", args=["abwesenheit", Unavailability.objects.get().pk])

    shorter = browser(keller).post(url, {"last": "03.03.2026"}, follow=True).content.decode()
    assert "Der letzte Tag ist geändert." in shorter
    assert "abwesend bis 03.03.2026" in shorter
    gone = browser(keller).post(url, {"last": "01.03.2026"}, follow=True).content.decode()

    assert "Der Eintrag ist zurückgenommen." in gone
    assert browser(keller).get(url).status_code == 404


def test_a_share_changes_from_a_day_on_that_the_desk_is_staffed(keller: User, lead: User) -> None:
    url = reverse("staffing_share", args=[Staffing.objects.get(user=keller).pk])

    before = browser(lead).post(url, {"share": "50", "first": "01.01.2004"})
    changed = browser(lead).post(url, {"share": "50", "first": "01.04.2026"}, follow=True)

    assert "Wählen Sie einen Tag, an dem die Person die Stelle besetzt." in before.content.decode()
    assert "Der Anteil ist geändert." in changed.content.decode()
    assert [row.share for row in Staffing.objects.filter(user=keller)] == [100, 50]


def test_a_caseworker_sees_her_shares_but_only_the_lead_changes_them(keller: User) -> None:
    staffing = Staffing.objects.get(user=keller)
    page = browser(keller).get(reverse("staffing_own"), follow=True).content.decode()

    assert "IFK AEZ, 100 % (130 Plätze)" in page
    assert "Stelle besetzen" not in page
    assert browser(keller).get(reverse("staffing_entry", args=["stelle", staffing.pk])).status_code == 404


def test_the_page_of_somebody_absent_says_who_works_with_her_cases(keller: User, lead: User) -> None:
    page = enter(lead, "absent", keller, kind="absent", first=f"{TODAY:%d.%m.%Y}")

    assert "Heute arbeiten mit diesen Fällen: <strong>H. Sommer (Teamleitung)</strong>" in page
