"""The pages of the question: asked, looked at by whom, taken out, asked to be in force, and put in force."""

import csv
import re
from datetime import date, timedelta
from html import unescape
from io import StringIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from routing.models import PolicyRun, PolicyVersion, WhatIfRun
from routing.outlook.what_if_reads import Findings
from routing.rules.policy import Policy
from routing.tests.outlook.office import asked, compared, mother, proposed, under_25
from staff.models import AccessLog, User
from staff.roles import Role
from tests.factories import NOW, TODAY, account, caseworker, team_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
URL = reverse("what_if")
FIRST_DAY = TODAY + timedelta(days=30)
SENT = {"adult_age": "17", "u25_age": "25", "waiting_days": "84", "other_adults_count": "ja", "on": "02.03.2026"}


@pytest.fixture
def on_the_day() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def lead() -> User:
    return team_lead("ifk_aez")


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, run: WhatIfRun) -> str:
    return reverse(f"what_if_{name}", args=[run.key])


def text_of(page: bytes) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page.decode()).split()))


def found_by(user: User, run: WhatIfRun) -> Findings:
    found = logged_in(user).get(at("detail", run)).context["found"]
    assert isinstance(found, Findings)
    return found


def test_the_form_begins_with_the_values_in_force_and_leads_to_the_answer(lead: User) -> None:
    PolicyVersion.objects.create(valid_from=date(2026, 1, 1), waiting_days=98)
    client = logged_in(lead)
    form = client.get(URL).context["form"]
    assert (form["waiting_days"].value(), form["on"].value()) == (98, TODAY)

    answer = client.post(URL, SENT)

    run = WhatIfRun.objects.get()
    assert answer.headers["Location"] == at("detail", run)
    assert (run.policy, run.on, run.requested_by) == (Policy(adult_age=17), TODAY, lead)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"adult_age": "18"}, "Diese Vorgaben gelten am Stichtag ohnehin."),
        ({"adult_age": "0"}, "Geben Sie eine ganze Zahl von 1 bis 99 ein."),
        ({"u25_age": "x"}, "Geben Sie eine ganze Zahl von 1 bis 99 ein."),
        ({"waiting_days": "731"}, "Geben Sie eine ganze Zahl von 0 bis 730 ein."),
        ({"on": "01.03.2026"}, "Gerechnet wird für heute oder einen späteren Tag."),
        ({"other_adults_count": ""}, "Wählen Sie Ja oder Nein."),
    ],
)
def test_wrong_input_gets_a_sentence(lead: User, wrong: dict[str, str], sentence: str) -> None:
    answer = logged_in(lead).post(URL, SENT | wrong)
    assert answer.status_code == 422
    assert sentence in text_of(answer.content)
    assert not WhatIfRun.objects.exists()


def test_a_second_question_waits_for_the_first(lead: User) -> None:
    asked(lead)
    answer = logged_in(lead).post(URL, SENT)
    assert answer.status_code == 422
    assert "vorige Frage wird noch gerechnet" in text_of(answer.content)


def test_while_it_is_compared_the_page_says_how_far_it_is_and_then_loads_itself_anew(lead: User) -> None:
    run, client = asked(lead), logged_in(lead)
    assert "wird gerechnet: 0 %" in text_of(client.get(at("detail", run)).content)
    fragment = client.get(at("detail", run), headers={"HX-Request": "true"})
    assert b"<progress" in fragment.content
    assert b"<html" not in fragment.content
    client.post(at("cancel", run))
    assert client.get(at("detail", run), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert "abgebrochen" in text_of(client.get(at("detail", run)).content)


def test_a_team_lead_sees_every_number_and_takes_out_the_cases_of_her_own_team(lead: User) -> None:
    mothers = [mother(caseworker("ifk_aez")) for _ in range(2)]
    under_25()
    run = compared(lead, Policy(adult_age=17, u25_age=24))
    client = logged_in(lead)

    found = found_by(lead, run)
    assert found.matrix
    assert (found.moved, found.matrix.total) == ("3", "3")
    loads = {load.label: load.text for load in found.loads.rows}
    assert (loads["IFK AEZ jetzt"], loads["IFK AEZ dann"]) == ("2 von 260", "0 von 260")
    assert loads["IFK Arbeitsvermittlung Ü25 dann"] == "3"
    assert not AccessLog.objects.exists()

    answer = client.post(at("export", run), {"file_format": "csv", "purpose": "supervision"})
    rows = list(csv.reader(StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";"))
    assert {row[1] for row in rows[1:]} == {each.customer_number for each in mothers}
    assert rows[1][2:] == ["IFK AEZ", "IFK Arbeitsvermittlung Ü25"]
    assert set(AccessLog.objects.get().subjects) == {each.key for each in mothers}


def test_the_bereichsleitung_sees_what_is_to_be_in_force_in_numbers_and_no_persons(lead: User) -> None:
    for _ in range(5):
        mother(caseworker("ifk_aez"))
    head = account(Role.DIVISION_HEAD)
    run = compared(lead, Policy(adult_age=17, u25_age=24))
    assert logged_in(head).get(at("detail", run)).status_code == 404
    WhatIfRun.objects.update(state="proposed", valid_from=FIRST_DAY, proposed_at=NOW)

    page = logged_in(head).get(at("detail", run))

    assert "5 von 5 offenen Fällen" in text_of(page.content)
    assert f"Ab {FIRST_DAY:%d.%m.%Y} in Kraft setzen" in text_of(page.content)
    assert logged_in(head).get(at("export", run)).status_code == 404
    assert logged_in(account(Role.ADMINISTRATION)).get(at("detail", run)).status_code == 404


def test_another_team_lead_sees_a_question_only_when_it_is_to_be_in_force(lead: User) -> None:
    run, other = compared(lead), team_lead("u25")
    assert logged_in(other).get(at("detail", run)).status_code == 404
    assert not logged_in(other).get(URL).context["runs"]
    WhatIfRun.objects.update(state="proposed", valid_from=FIRST_DAY, proposed_at=NOW)
    assert logged_in(other).get(at("detail", run)).status_code == 200


def test_two_people_put_values_in_force(lead: User) -> None:
    run, first, second = compared(lead), logged_in(lead), logged_in(account(Role.DIVISION_HEAD))

    refused = first.post(at("propose", run), {"valid_from": "02.03.2026"})
    assert refused.status_code == 422
    assert "frühestens ab morgen" in text_of(refused.content)
    first.post(at("propose", run), {"valid_from": "01.04.2026"})

    assert "In Kraft setzt sie die Bereichsleitung" in text_of(first.get(at("detail", run)).content)
    assert first.post(at("put_in_force", run)).status_code == 404
    assert logged_in(team_lead("u25")).post(at("put_in_force", run)).status_code == 404
    assert not PolicyVersion.objects.exists()
    page = second.post(at("put_in_force", run), follow=True)
    assert "In Kraft gesetzt am 02.03.2026" in text_of(page.content)
    assert not PolicyRun.objects.filter(finished_at__isnull=False).exists()
    assert PolicyRun.objects.get().version == PolicyVersion.objects.get()
    assert PolicyVersion.objects.get().valid_from == FIRST_DAY.replace(day=1)


def test_a_second_person_says_no_and_the_comparison_stays_with_who_asked(lead: User) -> None:
    run = proposed(lead, FIRST_DAY)
    head = logged_in(account(Role.DIVISION_HEAD))
    assert logged_in(team_lead("u25")).post(at("end", run)).status_code == 404
    page = head.post(at("end", run), follow=True)
    assert page.redirect_chain[-1][0] == URL
    assert "Der Antrag ist beendet." in text_of(page.content)
    run.refresh_from_db()
    assert run.state == "finished"
    assert head.post(at("put_in_force", run)).status_code == 404
