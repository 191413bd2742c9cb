"""A foreign case by its exact number and with a reason: granted for today, logged, and nothing by guessing."""

import pytest
from django.test import Client
from django.urls import reverse

from routing.models import AccessGrant, Applicant
from routing.tests.caselist.office import TODAY, Listed, logged_in, store
from staff.models import AccessLog, User

URL = reverse("applicant_access")


@pytest.fixture
def client(keller: User) -> Client:
    return logged_in(keller)


def detail(applicant: Applicant) -> str:
    return reverse("applicant_detail", args=[applicant.key])


def test_the_exact_number_and_a_reason_open_the_case_for_today(client: Client, keller: User) -> None:
    (foreign,) = store(keller, Listed("Fremd", desk="reha_sb", customer_number="335A100001"))
    assert client.get(detail(foreign)).status_code == 404

    answer = client.post(URL, {"customer_number": " 335a 100001", "reason": "caller"})

    assert answer.status_code == 302
    assert answer["Location"] == detail(foreign)
    grant = AccessGrant.objects.get()
    assert (grant.user, grant.applicant, grant.reason, grant.on) == (keller, foreign, "caller", TODAY)
    line = AccessLog.objects.get()
    assert (line.page, line.subjects, line.reason) == ("applicant_access", [foreign.key], "Vorsprache oder Anruf")


def test_a_case_of_my_own_team_needs_no_grant(client: Client, keller: User) -> None:
    (own,) = store(keller, Listed(customer_number="335A100001"))

    assert client.post(URL, {"customer_number": "335A100001", "reason": "deputy"})["Location"] == detail(own)
    assert not AccessGrant.objects.exists()


def test_a_number_that_nobody_has_is_one_sentence_and_logged(client: Client) -> None:
    answer = client.post(URL, {"customer_number": "335A100001", "reason": "caller"})

    assert answer.status_code == 422
    assert "Diese Kundennummer gibt es nicht. Prüfen Sie die Nummer." in answer.content.decode()
    assert AccessLog.objects.get().subjects == []


@pytest.mark.parametrize(
    ("number", "reason", "sentence"),
    [
        ("335A100001", "", "Wählen Sie, warum Sie den Fall öffnen."),
        ("335A100001", "taken_in", "Wählen Sie einen Grund aus der Liste."),
        ("335A1", "caller", "Geben Sie die Kundennummer so ein"),
        ("Fremd", "caller", "Geben Sie die Kundennummer so ein"),
        ("", "caller", "Geben Sie die Kundennummer ein"),
    ],
)
def test_without_a_whole_number_and_a_reason_nothing_opens(
    client: Client, keller: User, number: str, reason: str, sentence: str
) -> None:
    store(keller, Listed("Fremd", desk="reha_sb", customer_number="335A100001"))

    answer = client.post(URL, {"customer_number": number, "reason": reason})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not AccessGrant.objects.exists()


def test_the_form_alone_grants_nothing(client: Client) -> None:
    assert client.get(URL).status_code == 200
    assert not AccessGrant.objects.exists()
    assert not AccessLog.objects.exists()


def test_the_number_searched_for_need_not_be_typed_twice(client: Client) -> None:
    address = client.post(reverse("applicant_search"), {"q": "335a100001"})["Location"]

    page = client.get(f"{URL}?{address.partition('?')[2]}").content.decode()

    assert 'value="335A100001"' in page


def test_what_was_typed_before_a_new_login_comes_back_and_grants_nothing(client: Client, keller: User) -> None:
    store(keller, Listed("Fremd", desk="reha_sb", customer_number="335A100001"))

    answer = client.post(URL, {"customer_number": "335A100001", "reason": "caller", "_resume": "1"})

    assert 'value="335A100001"' in answer.content.decode()
    assert not AccessGrant.objects.exists()
