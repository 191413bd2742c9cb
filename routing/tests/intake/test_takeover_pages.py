from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from routing.models import Applicant
from routing.record import ApplicantRecord
from routing.tests.intake.records import MIA, NADINE, sent
from routing.tests.intake.test_form_pages import form_of, page_text, value
from staff.models import AccessLog, User
from tests.factories import caseworker, make_applicant

pytestmark = pytest.mark.django_db
JO = replace(NADINE, customer_number="335A100002", first_name="Jo", last_name="Sommer", birth_date=date(1988, 1, 9))
TYPED = sent(ApplicantRecord(JO), city="Irgendwo  <i>")


@pytest.fixture
def source(me: User) -> Applicant:
    return make_applicant(by=me, record=ApplicantRecord(NADINE, (MIA,)))


def url(source: Applicant) -> str:
    return f"/faelle/{source.key}/haushalt/"


def test_each_relation_is_asked_for_and_the_reading_logged(client: Client, source: Applicant) -> None:
    response = client.post(url(source), TYPED | {"take_over": "1"})

    text = page_text(response.content)
    assert response.status_code == 200
    assert "Nadine Albers-von der Heydt · dort: Bewerber/in" in text
    assert "Mia Albers · dort: eigenes Kind" in text
    assert " checked" not in response.content.decode()
    assert AccessLog.objects.get().subjects == [source.key]


def test_an_open_relation_is_refused_and_nothing_typed_is_lost(client: Client, source: Applicant) -> None:
    response = client.post(url(source), TYPED | {"apply": "1", "choice-0": "partner"})

    assert response.status_code == 422
    assert "Wählen Sie für Mia Albers die Beziehung oder „nicht übernehmen“." in page_text(response.content)
    assert value(response.content, "city") == "Irgendwo  <i>"


def test_the_form_is_filled_and_nothing_stored_until_it_is_saved(client: Client, source: Applicant) -> None:
    response = client.post(url(source), TYPED | {"apply": "1", "choice-0": "partner", "choice-1": "child"})

    assert 'action="/faelle/neu/"' in response.content.decode()
    assert value(response.content, "members-1-first_name") == "Mia"
    assert value(response.content, "city") == "Irgendwo  <i>"
    assert "IFK Arbeitsvermittlung Ü25" in page_text(response.content)
    assert Applicant.objects.count() == 1


def test_the_reading_is_logged_whatever_else_the_form_lacks(client: Client, source: Applicant) -> None:
    fields = TYPED | {"birth_date": "", "apply": "1", "choice-0": "partner", "choice-1": "child"}

    response = client.post(url(source), fields)

    assert value(response.content, "members-1-first_name") == "Mia"
    assert AccessLog.objects.get().subjects == [source.key]


def test_into_a_stored_applicant_s_form_too_with_her_version(client: Client, me: User, source: Applicant) -> None:
    jo = make_applicant(by=me, record=ApplicantRecord(JO))
    fields = form_of(jo)

    response = client.post(url(source), fields | {"apply": "1", "choice-0": "nein", "choice-1": "other"})

    assert f'action="/faelle/{jo.key}/bearbeiten/"' in response.content.decode()
    assert value(response.content, "version") == fields["version"]


def test_one_may_go_back_without_taking_anything_over(client: Client, source: Applicant) -> None:
    response = client.post(url(source), TYPED | {"back": "1"})

    assert value(response.content, "members-TOTAL_FORMS") == "0"
    assert value(response.content, "first_name") == "Jo"


def test_the_household_of_another_bg_is_not_taken_over(client: Client, source: Applicant) -> None:
    response = client.post(url(source), TYPED | {"bg_number": "11111//1111111"})

    assert "Die BG-Nummer im Formular ist inzwischen eine andere." in page_text(response.content)
    assert "Mia" not in page_text(response.content)


def test_entries_that_outlived_their_session_are_not_applied(client: Client, source: Applicant) -> None:
    fields = TYPED | {"apply": "1", "choice-0": "partner", "choice-1": "child", "_resume": "1"}

    response = client.post(url(source), fields)

    assert "Haushalt übernehmen" in page_text(response.content)


def test_a_foreign_household_is_answered_like_a_missing_one(client: Client, me: User) -> None:
    foreign = make_applicant(by=caseworker("u25"), record=ApplicantRecord(replace(NADINE, birth_date=date(2004, 1, 1))))

    assert client.post(url(foreign), TYPED).status_code == 404


def test_nobody_takes_over_her_own_household(client: Client, source: Applicant) -> None:
    assert client.post(url(source), form_of(source)).status_code == 404
