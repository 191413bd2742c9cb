"""The reception's question: desk, person and telephone, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from routing.roles import ASKS_WHO_IS_RESPONSIBLE
from routing.tests.caselist.office import TODAY, Listed, logged_in, store
from staff.models import AccessLog, Desk, User
from staff.roles import Role
from tests.factories import account

URL = reverse("who_is_responsible")
NOBODY = "Zu dieser Kundennummer ist keine Stelle zuständig. Prüfen Sie die Nummer."
NUMBER = "335A100001"


@pytest.fixture
def client(db: None) -> Client:
    Desk.objects.filter(pk="ifk_aez").update(telephone="02331 207-100", room="2.10")
    return logged_in(account(Role.RECEPTION))


def ask(client: Client, number: str = NUMBER) -> str:
    answer = client.post(URL, {"customer_number": number}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_answer_is_desk_person_and_telephone(client: Client, keller: User) -> None:
    store(
        keller,
        Listed(
            "Albers",
            "Nadine",
            basis="pregnancy",
            open_points=["birth_not_entered"],
            caseworker=keller,
            customer_number=NUMBER,
        ),
    )

    page = ask(client, " 335a 100001 ")

    for told in ("IFK AEZ", "Maria Keller", "02331 207-201"):
        assert told in page
    for secret in ("Albers", "Nadine", "1991", "chwanger", "lleinerziehend", "33502//", "Begründung", "2.10"):
        assert secret not in page


def test_without_caseworker_the_telephone_is_the_desks(client: Client, keller: User) -> None:
    store(keller, Listed(customer_number=NUMBER))

    page = ask(client)

    assert "noch keine IFK" in page
    assert "02331 207-100" in page


def test_a_caseworker_without_telephone_is_reached_at_the_desk(client: Client, keller: User) -> None:
    keller.telephone = ""
    keller.save()
    store(keller, Listed(caseworker=keller, customer_number=NUMBER))

    assert "02331 207-100" in ask(client)


def test_a_closed_case_is_answered_like_an_unknown_number(client: Client, keller: User) -> None:
    unknown = ask(client)
    store(keller, Listed("Albers", customer_number=NUMBER, closed_on=TODAY))

    def sentence(page: str) -> str:
        return page.partition('id="answer"')[2].partition("</section>")[0]

    closed = ask(client)
    assert NOBODY in closed
    assert sentence(closed) == sentence(unknown)


def test_the_address_names_no_number_and_a_reload_asks_again(client: Client, keller: User) -> None:
    store(keller, Listed(customer_number=NUMBER))

    address = client.post(URL, {"customer_number": NUMBER})["Location"]

    assert NUMBER not in address
    assert "IFK AEZ" in client.get(address).content.decode()
    assert "IFK AEZ" in client.get(address).content.decode()
    assert "IFK AEZ" not in client.get(URL).content.decode()


def test_the_answer_belongs_to_the_session_that_asked(client: Client, keller: User) -> None:
    store(keller, Listed(customer_number=NUMBER))
    address = client.post(URL, {"customer_number": NUMBER})["Location"]

    assert "IFK AEZ" not in logged_in(account(Role.RECEPTION)).get(address).content.decode()


def test_every_question_is_logged_also_that_for_a_number_nobody_has(client: Client, keller: User) -> None:
    (known,) = store(keller, Listed(customer_number=NUMBER))

    ask(client)
    ask(client, "999Z999999")

    lines = AccessLog.objects.order_by("pk")
    assert [(line.page, line.subjects) for line in lines] == [
        ("who_is_responsible", [known.key]),
        ("who_is_responsible", []),
    ]


@pytest.mark.parametrize("typed", ["", "335A1", "Albers", "335A1000011", "²35A100001"])
def test_what_is_no_customer_number_is_refused_with_a_sentence(client: Client, typed: str) -> None:
    answer = client.post(URL, {"customer_number": typed})

    assert answer.status_code == 422
    assert "zum Beispiel 335A100001" in answer.content.decode()


def test_the_cursor_waits_in_the_field_for_the_next_number(client: Client) -> None:
    assert "autofocus" in client.get(URL).content.decode()
    page = ask(client)
    assert "autofocus" in page
    assert f'value="{NUMBER}"' not in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - ASKS_WHO_IS_RESPONSIBLE))
def test_other_roles_find_no_such_page(role: Role) -> None:
    assert logged_in(account(role)).get(URL).status_code == 404
