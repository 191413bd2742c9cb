"""The pages of a plan: asked for, looked at, changed, applied, and what the receiving person sees."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from kit.days import Period
from kit.ranges import as_range
from routing.assignment.actions import close_case
from routing.enums import ClosingReason
from routing.models import Assignment, DistributionRun
from routing.tests.distribution.office import DESK, case_of, cases_of, planned
from staff.models import AccessLog, Desk, Unavailability, User
from tests.factories import NOW, TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db

NEW = f"/team/verteilung/neu/?stelle={DESK}"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def leaving() -> User:
    return caseworker(DESK, last_name="Abel")


@pytest.fixture
def staying() -> User:
    return caseworker(DESK, last_name="Berg")


@pytest.fixture
def lead() -> User:
    return team_lead(DESK)


@pytest.fixture
def client(lead: User) -> Client:
    return browser_of(lead)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(run: DistributionRun, step: str = "") -> str:
    return f"/team/verteilung/{run.key}/{step}"


def asked(leaving: User, *receivers: User, **values: object) -> dict[str, object]:
    """The form as somebody fills it in when a colleague leaves."""
    standard: dict[str, object] = {
        "occasion": "leaving",
        "scope": "of_people",
        "givers": [leaving.pk],
        "receivers": [each.pk for each in receivers],
    }
    return {**standard, **values}


def test_an_empty_list_says_what_it_is_for_and_leads_to_the_first_plan(client: Client) -> None:
    page = client.get("/team/verteilung/").content.decode()
    assert "Ihr Team hat noch keine Fälle verteilt." in page
    assert 'href="/team/verteilung/neu/"' in page


def test_a_team_with_several_desks_chooses_one_first(client: Client, staying: User, lead: User) -> None:
    Desk.objects.filter(pk="u25").update(team=lead.team)
    page = client.get("/team/verteilung/neu/").content.decode()
    assert f'href="{NEW}"' in page
    assert client.get("/team/verteilung/neu/?stelle=u25_aez").content.decode().count("Verteilung planen</h1>") == 1
    assert client.post("/team/verteilung/neu/", asked(staying, staying)).status_code == 422
    assert client.get(NEW).context["desk"].pk == DESK


def test_a_desk_that_nobody_serves_says_what_to_do_first(client: Client) -> None:
    assert "Heute besetzt niemand diese Stelle." in client.get(NEW).content.decode()


def test_who_takes_new_cases_is_ticked_and_who_is_absent_is_not(client: Client, leaving: User, staying: User) -> None:
    Unavailability.objects.create(
        user=leaving, kind="absent", period=as_range(Period(TODAY, TODAY + timedelta(days=10)))
    )
    form = client.get(NEW).context["form"]
    assert form["receivers"].initial == [str(staying.pk)]
    assert any("abwesend bis 11.03.2026" in label for _, label in form.fields["receivers"].choices)


def test_who_has_no_room_or_is_absent_soon_says_so_where_receivers_are_chosen(client: Client, staying: User) -> None:
    small = caseworker(DESK, last_name="Celik", share=1)
    case_of(small, staying)
    tomorrow = Period(TODAY + timedelta(days=1), TODAY + timedelta(days=3))
    Unavailability.objects.create(user=staying, kind="absent", period=as_range(tomorrow))

    form = client.get(NEW).context["form"]

    assert [label for _, label in form.fields["receivers"].choices] == [
        "Maria Berg: 0 Fälle, Platz für 130 (0 %), ab morgen abwesend bis 04.03.2026",
        "Maria Celik: 1 Fall, Platz für 1 (100 %), kein Platz",
    ]


def test_who_leaves_gives_all_away_and_receives_nothing_even_if_she_is_ticked(
    client: Client, leaving: User, staying: User
) -> None:
    cases_of(leaving, leaving, 3)

    answer = client.post(NEW, asked(leaving, leaving, staying))

    run = DistributionRun.objects.get()
    assert answer["Location"] == page_of(run)
    assert set(run.items.values_list("chosen", flat=True)) == {staying.pk}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"occasion": ""}, "Wählen Sie, warum Sie Fälle verteilen."),
        ({"scope": "everything"}, "Wählen Sie die Fälle aus der Liste."),
        ({"givers": []}, "Wählen Sie, wessen Fälle verteilt werden."),
        ({"receivers": []}, "Wählen Sie mindestens eine Person, die Fälle erhält."),
        ({"scope": "without_caseworker"}, "In dieser Auswahl ist kein Fall."),
    ],
)
def test_a_wrong_entry_gets_a_sentence(
    client: Client, leaving: User, staying: User, wrong: dict[str, object], said: str
) -> None:
    case_of(leaving, leaving)
    answer = client.post(NEW, asked(leaving, staying, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not DistributionRun.objects.exists()


def test_somebody_who_gives_everything_away_is_not_enough_to_receive(client: Client, leaving: User) -> None:
    case_of(leaving, leaving)
    answer = client.post(NEW, asked(leaving, leaving))
    assert answer.status_code == 422
    assert "Wer Fälle abgibt, erhält keine." in answer.content.decode()


def test_a_plan_shows_each_persons_load_before_and_after(
    client: Client, leaving: User, staying: User, lead: User
) -> None:
    cases_of(leaving, leaving, 3)
    cases_of(staying, staying, 10)

    page = client.get(page_of(planned(lead, [staying], givers=[leaving])))

    (line,) = page.context["page"].people
    assert (line.before, line.comes, line.goes, line.after) == (10, 3, 0, 13)
    assert "8 % → 10 %" in page.content.decode()
    assert "3 von 3 Fällen wechseln die IFK: 3 von M. Abel." in page.content.decode()
    assert AccessLog.objects.latest("pk").page == "distribution_detail"


def test_a_plan_says_who_is_above_capacity(client: Client, leaving: User, lead: User) -> None:
    small = caseworker(DESK, last_name="Celik", share=1)
    cases_of(leaving, leaving, 3)
    page = client.get(page_of(planned(lead, [small], givers=[leaving]))).content.decode()
    page = re.sub("<[^>]*>", "", page)
    assert "Maria Celik hat danach 3 Fälle und Platz für 1, also 2 zu viel." in page


@pytest.mark.parametrize("person", ["", "x", "9" * 5000])
def test_a_case_goes_to_nobody_who_is_not_in_the_plan(
    client: Client, leaving: User, staying: User, lead: User, person: str
) -> None:
    one, *_ = cases_of(leaving, leaving, 1)
    run = planned(lead, [staying], givers=[leaving])

    answer = client.post(page_of(run, "aendern/"), {"applicant": one.key, "person": person}, follow=True)

    assert "Wählen Sie" in answer.content.decode()
    assert run.items.get().chosen == staying


def test_a_household_split_by_hand_is_said_and_can_be_looked_at(
    client: Client, leaving: User, staying: User, lead: User
) -> None:
    other = caseworker(DESK, last_name="Celik")
    one, _ = cases_of(leaving, leaving, 2, bg_number="33502//0000042")
    run = planned(lead, [staying, other], givers=[leaving])
    run.items.update(chosen=staying, proposed=staying)

    client.post(page_of(run, "aendern/?an=1"), {"applicant": one.key, "person": other.pk})

    page = client.get(page_of(run, "?zeigen=getrennt"))
    assert page.context["page"].splits == 1
    assert [(case.is_split, case.why) for case in page.context["page"].cases] == [(True, "von Hand so gewählt")] * 2


def test_the_cases_of_a_plan_are_filtered_by_person_and_come_page_by_page(
    client: Client, leaving: User, staying: User, lead: User
) -> None:
    cases_of(leaving, leaving, 52)
    run = planned(lead, [staying, caseworker(DESK, last_name="Celik")], givers=[leaving])
    run.items.update(chosen=staying)

    first = client.get(page_of(run, "?an=1")).context["page"]
    assert (first.count, len(first.cases)) == (52, 50)
    second = client.get(first.next_url.partition("#")[0]).context["page"]
    assert (len(second.cases), second.next_url) == (2, None)
    assert not {case.key for case in first.cases} & {case.key for case in second.cases}
    assert client.get(page_of(run, "?an=2")).context["page"].count == 0
    assert client.get(page_of(run, "?an=9&zeigen=nichts&seite=x")).context["page"].count == 52


def test_several_cases_are_taken_out_together_and_none_chosen_gets_a_sentence(
    client: Client, leaving: User, staying: User, lead: User
) -> None:
    cases = cases_of(leaving, leaving, 3)
    run = planned(lead, [staying], givers=[leaving])

    client.post(page_of(run, "aendern/"), {"applicant": [cases[0].key, cases[1].key], "out": "1"})
    assert run.items.count() == 1

    page = client.post(page_of(run, "aendern/"), {"out": "1"}).content.decode()
    assert "Wählen Sie in der Liste mindestens einen Fall aus." in page


@pytest.mark.parametrize("other", ["unsinn", "00000000-0000-4000-8000-000000000000"])
def test_a_case_that_is_not_in_the_plan_any_more_changes_nothing_and_the_others_stay_chosen(
    client: Client, leaving: User, staying: User, lead: User, other: str
) -> None:
    one, *_ = cases_of(leaving, leaving, 2)
    run = planned(lead, [staying], givers=[leaving])

    page = client.post(page_of(run, "aendern/"), {"applicant": [one.key, other], "out": "1"})

    assert page.context["form"].chosen() == [str(one.key), other]
    assert "Einer der Fälle ist nicht mehr in diesem Plan." in page.content.decode()
    assert run.items.count() == 2


def test_one_case_that_fails_its_check_is_named_and_taking_it_out_lets_the_others_go(
    client: Client, leaving: User, staying: User, lead: User
) -> None:
    cases = cases_of(leaving, leaving, 3)
    run = planned(lead, [staying], givers=[leaving])
    close_case(applicant=cases[1], reason=ClosingReason.WORK, by=leaving, on=TODAY + timedelta(days=1), at=NOW)

    refused = client.post(page_of(run, "anwenden/"))

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Nichts ist geändert: Ein Fall ist nicht mehr so, wie der Plan es annimmt." in page
    assert f"{cases[1].customer_number}: Der Fall ist inzwischen geschlossen. Nehmen Sie ihn aus dem Plan." in page
    assert cases[0].customer_number not in page
    assert AccessLog.objects.latest("pk").subjects == [cases[1].key]
    assert not Assignment.objects.filter(origin="distributed").exists()

    client.post(page_of(run, "aendern/"), {"applicant": cases[1].key, "out": "1"})
    assert client.post(page_of(run, "anwenden/"))["Location"] == page_of(run)
    assert Assignment.objects.filter(origin="distributed", caseworker=staying).count() == 2


def test_a_plan_of_yesterday_is_outdated_and_the_new_one_takes_its_place(
    client: Client, leaving: User, staying: User, lead: User
) -> None:
    case_of(leaving, leaving)
    run = planned(lead, [staying], givers=[leaving])

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        client.force_login(lead)
        page = client.get(page_of(run)).content.decode()
        assert "Dieser Plan ist überholt" in page
        assert "Anwenden …" not in page
        assert client.get(page_of(run, "anwenden/")).status_code == 302
        again = f"/team/verteilung/neu/?wie={run.key}"
        form = client.get(again).context["form"]
        assert (form["occasion"].initial, form["givers"].initial) == ("leaving", [str(leaving.pk)])
        client.post(again, asked(leaving, staying))

    run.refresh_from_db()
    assert run.state == "discarded"
    assert DistributionRun.objects.filter(state="planned").count() == 1


@pytest.mark.parametrize("kind", ["absent", "no_new_cases"])
def test_planned_anew_whoever_takes_no_new_cases_by_now_is_offered_and_not_ticked(
    client: Client, leaving: User, staying: User, lead: User, kind: str
) -> None:
    other, _ = caseworker(DESK, last_name="Celik"), caseworker(DESK, last_name="Demir")
    case_of(leaving, leaving)
    run = planned(lead, [staying, other], givers=[leaving])
    Unavailability.objects.create(user=staying, kind=kind, period=as_range(Period(TODAY)))

    form = client.get(f"/team/verteilung/neu/?wie={run.key}").context["form"]

    assert form["receivers"].initial == [str(other.pk)]
    assert str(staying.pk) in dict(form.fields["receivers"].choices)


def test_an_open_plan_says_of_those_who_receive_what_speaks_against_giving_them_more(
    client: Client, leaving: User, staying: User, lead: User
) -> None:
    small = caseworker(DESK, last_name="Celik", share=1)
    case_of(small, leaving)
    case_of(leaving, leaving)
    run = planned(lead, [small, staying], givers=[leaving])
    Unavailability.objects.create(user=staying, kind="absent", period=as_range(Period(TODAY)))

    page = client.get(page_of(run))

    assert [name for _, name in page.context["page"].choices] == [
        "Maria Berg (abwesend bis auf Weiteres)",
        "Maria Celik (kein Platz)",
    ]
    assert page.content.decode().count("abwesend bis auf Weiteres") == 2, "beside her numbers, and in the choice"

    client.post(page_of(run, "verwerfen/"))
    assert "abwesend" not in client.get(page_of(run)).content.decode()


def test_a_discarded_plan_can_be_read_and_not_applied(client: Client, leaving: User, staying: User, lead: User) -> None:
    case_of(leaving, leaving)
    run = planned(lead, [staying], givers=[leaving])
    assert client.post(page_of(run, "verwerfen/"))["Location"] == "/team/verteilung/"
    assert "Geändert hat sich nichts." in client.get(page_of(run)).content.decode()
    page = client.post(page_of(run, "anwenden/"), follow=True).content.decode()
    assert "Die Verteilung ist inzwischen verworfen" in page


def test_a_plan_is_taken_out_as_a_file_with_its_purpose_in_the_log(
    client: Client, leaving: User, staying: User, lead: User
) -> None:
    case = case_of(leaving, leaving, last_name="Zander")
    run = planned(lead, [staying], givers=[leaving])
    answer = client.post(page_of(run, "export/"), {"file_format": "csv", "purpose": "case_review"})
    text = b"".join(answer).decode("utf-8-sig")
    assert f"Zander, Ayşe;{case.customer_number};{case.bg_number};;M. Abel;M. Berg;ja;" in text.replace('"', "")
    log = AccessLog.objects.latest("pk")
    assert (log.subjects, log.reason) == ([case.key], "Fallbesprechung im Team")
