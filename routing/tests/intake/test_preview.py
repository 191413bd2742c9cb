from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from routing.models import Applicant
from routing.record import ApplicantRecord, PregnancyRecord
from routing.tests.intake.records import MIA, NADINE, sent
from routing.tests.intake.test_form_pages import form_of, page_text
from staff.models import AccessLog, User
from tests.factories import caseworker, make_applicant

pytestmark = pytest.mark.django_db
PREVIEW = "/faelle/vorschau/"
SINGLE_PARENT = ApplicantRecord(NADINE, (MIA,))


def shown(client: Client, fields: dict[str, str]) -> str:
    response = client.post(PREVIEW, fields, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return page_text(response.content)


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


def test_the_panel_shows_desk_reason_ladder_and_how_long_it_holds(client: Client, me: User) -> None:
    text = shown(client, sent(SINGLE_PARENT))

    assert "IFK AEZ · Team Bewerber-Service" in text
    assert "Zuständig ist die Stelle IFK AEZ, weil das Merkmal alleinerziehend vorliegt" in text
    assert "Gilt bis 19.05.2033" in text
    assert "Kind Mia, 10 Jahre, ledig, im Haushalt" in text


def test_the_panel_stores_nothing(client: Client, me: User) -> None:
    before = row_counts()

    shown(client, sent(SINGLE_PARENT))

    assert row_counts() == before


def test_names_and_numbers_are_not_needed_for_an_answer(client: Client, me: User) -> None:
    assert "IFK AEZ" in shown(client, {"birth_date": "14.03.1991"} | rows_of(sent(SINGLE_PARENT)))


def rows_of(fields: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if "-" in name}


def test_an_incomplete_entry_is_told_what_the_answer_lacks(client: Client, me: User) -> None:
    text = shown(client, sent(SINGLE_PARENT, birth_date="14.03.", members__0__relation=""))

    assert "Für eine Antwort fehlt noch:" in text
    assert "Geburtsdatum : Geben Sie das Datum als TT.MM.JJJJ ein" in text
    assert "Person 1: Beziehung : Wählen Sie die Beziehung aus der Liste." in text
    assert "IFK AEZ" not in text


def test_an_open_point_makes_the_answer_provisional(client: Client, me: User) -> None:
    pregnancy = PregnancyRecord(date(2026, 6, 1), expected_single_parent=True)

    text = shown(client, sent(ApplicantRecord(NADINE, pregnancies=(pregnancy,))))

    assert "vorläufig" in text
    assert "Nachweis der Schwangerschaft steht aus" in text


def test_remarks_lead_to_the_row_they_are_about_even_behind_an_empty_one(client: Client, me: User) -> None:
    fields = sent(ApplicantRecord(NADINE), members__TOTAL_FORMS="2") | {
        "members-1-relation": "child",
        "members-1-first_name": "Mia",
        "members-1-birth_date": "01.01.1985",
    }

    response = client.post(PREVIEW, fields)

    assert '<a href="#id_members-1-birth_date">Mia ist als eigenes Kind eingetragen' in response.content.decode()


def test_the_household_of_the_same_bg_is_offered_if_the_user_may_see_it(client: Client, me: User) -> None:
    other = make_applicant(by=me, record=SINGLE_PARENT)
    foreign = make_applicant(
        by=caseworker("u25"),
        record=ApplicantRecord(replace(NADINE, customer_number="335A100003", birth_date=date(2004, 1, 1))),
    )
    new = replace(NADINE, customer_number="335A100002", first_name="Jo", birth_date=date(1988, 1, 9))

    page = client.post(PREVIEW, sent(ApplicantRecord(new))).content.decode()

    assert f'formaction="/faelle/{other.key}/haushalt/"' in page
    assert str(foreign.key) not in page


def test_whom_the_panel_shows_is_logged_once_and_not_with_every_keystroke(client: Client, me: User) -> None:
    other = make_applicant(by=me, record=SINGLE_PARENT)
    new = replace(NADINE, customer_number="335A100002", first_name="Jo", birth_date=date(1988, 1, 9))

    for _ in range(3):
        client.post(PREVIEW, sent(ApplicantRecord(new)))

    log = AccessLog.objects.get()
    assert (log.page, log.subjects) == ("applicant_preview", [other.key])


@pytest.mark.parametrize(
    ("last_name", "first_name"), [("O’Brien", "Ida"), ("O`Brien", "Ida"), ("Ida", "O'Brien"), ("Ida", "OBrien")]
)
def test_another_apostrophe_and_swapped_names_are_likely_duplicates(
    client: Client, me: User, last_name: str, first_name: str
) -> None:
    known = make_applicant(by=me, record=ApplicantRecord(replace(NADINE, last_name="O'Brien", first_name="Ida")))
    new = replace(NADINE, customer_number="335A100009", last_name=last_name, first_name=first_name)

    page = client.post(PREVIEW, sent(ApplicantRecord(new))).content.decode()

    assert known.customer_number in page


def test_an_applicant_is_no_duplicate_of_herself(client: Client, me: User) -> None:
    applicant = make_applicant(by=me, record=SINGLE_PARENT)

    assert "Schon erfasst?" not in shown(client, form_of(applicant))


def test_the_panel_is_fetched_by_post_only(client: Client, me: User) -> None:
    assert client.get(PREVIEW).status_code == 405


def test_the_fragment_is_the_same_panel_as_on_the_page(client: Client, me: User) -> None:
    applicant = make_applicant(by=me, record=SINGLE_PARENT)
    assert Applicant.objects.count() == 1

    page = client.get(f"/faelle/{applicant.key}/bearbeiten/").content.decode()
    fragment = client.post(PREVIEW, form_of(applicant)).content.decode()

    assert fragment.split("<span id=")[0].strip() in page


def test_the_panel_takes_few_queries(
    client: Client, me: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    applicant = make_applicant(by=me, record=SINGLE_PARENT)
    stored = form_of(applicant)

    with django_assert_max_num_queries(10):
        client.post(PREVIEW, sent(ApplicantRecord(replace(NADINE, customer_number="", bg_number=""))))
    with django_assert_max_num_queries(12):
        client.post(PREVIEW, stored)
