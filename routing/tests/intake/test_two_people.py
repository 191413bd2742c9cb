import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from routing.intake.actions import change
from routing.models import Applicant
from routing.queries import record_of
from routing.record import ApplicantRecord, MemberRecord
from routing.rules.codes import Relation
from routing.tests.intake.records import MIA, NADINE
from routing.tests.intake.test_form_pages import form_of, page_text
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant

pytestmark = pytest.mark.django_db


@pytest.fixture
def applicant(me: User) -> Applicant:
    return make_applicant(by=me, record=ApplicantRecord(NADINE, (MIA,)))


@pytest.fixture
def colleague() -> User:
    return caseworker(first_name="Udo", last_name="Brandt")


def saved_by(colleague: User, applicant: Applicant, **person: Any) -> None:
    """A colleague changes fields of the person, as stored now."""
    now = Applicant.objects.get(pk=applicant.pk)
    record = record_of(now)
    record = replace(record, person=replace(record.person, **person))
    change(applicant=now, revision=now.revision, record=record, by=colleague, on=TODAY, at=NOW)


def url(applicant: Applicant) -> str:
    return f"/faelle/{applicant.key}/bearbeiten/"


def hidden(content: bytes) -> dict[str, str]:
    """What the comparison sends back when nothing is picked otherwise than proposed."""
    page = content.decode().split("<main")[1].split("</main")[0]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    return fields | dict(re.findall(r'<input type="radio" name="([^"]+)" value="(\w+)" checked>', page))


def test_the_second_of_two_gets_a_comparison_and_nothing_is_overwritten(
    client: Client, applicant: Applicant, colleague: User
) -> None:
    opened = form_of(applicant, city="Herne", street="Weg 1")
    saved_by(colleague, applicant, telephone="110", street="Weg 2")

    response = client.post(url(applicant), opened)

    text = page_text(response.content)
    assert response.status_code == 409
    assert re.search(r"U\. Brandt hat die Angaben am \d\d\.\d\d\.\d{4} um \d\d:\d\d Uhr gespeichert", text)
    assert "Straße und Hausnummer von beiden geändert in Ihrem Formular: Weg 1 jetzt gespeichert: Weg 2" in text
    assert Applicant.objects.get().street == "Weg 2"


def test_the_proposals_keep_what_each_of_the_two_has_changed(
    client: Client, applicant: Applicant, colleague: User
) -> None:
    opened = form_of(applicant, city="Herne", street="Weg 1")
    saved_by(colleague, applicant, telephone="110", street="Weg 2")
    compared = client.post(url(applicant), opened)

    response = client.post(url(applicant), hidden(compared.content))

    now = Applicant.objects.get()
    assert response.status_code == 302
    assert (now.city, now.telephone, now.street) == ("Herne", "110", "Weg 1")


def test_what_is_picked_is_what_is_stored(client: Client, applicant: Applicant, colleague: User) -> None:
    opened = form_of(applicant, city="Herne", street="Weg 1")
    saved_by(colleague, applicant, telephone="110", street="Weg 2")
    compared = client.post(url(applicant), opened)

    picks = {"pick-person--street": "stored", "pick-person--telephone": "mine", "pick-person--city": "stored"}
    client.post(url(applicant), hidden(compared.content) | picks)

    now = Applicant.objects.get()
    assert (now.city, now.telephone, now.street) == (NADINE.city, NADINE.telephone, "Weg 2")


def test_rows_of_both_are_kept(client: Client, applicant: Applicant, colleague: User) -> None:
    mine = form_of(applicant) | {
        "members-TOTAL_FORMS": "2",
        "members-1-relation": "other",
        "members-1-first_name": "Ida",
    }
    before = record_of(applicant)
    partner = MemberRecord(Relation.OTHER, None, "Ernst")
    record = replace(before, members=(*before.members, partner))
    change(applicant=applicant, revision=1, record=record, by=colleague, on=TODAY, at=NOW)
    compared = client.post(url(applicant), mine)

    client.post(url(applicant), hidden(compared.content))

    names = {member.first_name for member in record_of(Applicant.objects.get()).members}
    assert names == {"Mia", "Ida", "Ernst"}


def test_a_third_saving_in_between_leads_to_another_comparison(
    client: Client, applicant: Applicant, colleague: User
) -> None:
    opened = form_of(applicant, city="Herne")
    saved_by(colleague, applicant, telephone="110")
    compared = client.post(url(applicant), opened)
    saved_by(colleague, applicant, telephone="112")

    again = client.post(url(applicant), hidden(compared.content))

    assert again.status_code == 409
    assert client.post(url(applicant), hidden(again.content)).status_code == 302
    now = Applicant.objects.get()
    assert (now.city, now.telephone) == ("Herne", "112")


def test_a_form_without_a_genuine_version_never_overwrites(client: Client, applicant: Applicant) -> None:
    for version in ("", "gefälscht"):
        fields = form_of(applicant, city="Herne") | {"version": version}

        assert client.post(url(applicant), fields).status_code == 409
    assert Applicant.objects.get().city == NADINE.city


def test_the_version_of_another_applicant_is_none(client: Client, me: User, applicant: Applicant) -> None:
    other = make_applicant(by=me)
    fields = form_of(applicant, city="Herne") | {"version": form_of(other)["version"]}

    assert client.post(url(applicant), fields).status_code == 409
