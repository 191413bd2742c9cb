"""What the administration sets and sees of hand-overs and nights: terms, and reasons without persons."""

import pytest
from django.test import Client
from django.urls import reverse

from routing.handover.review import begin_night
from routing.models import HandoverTerm, SetAside
from routing.tests.handover.office import BIRTHDAY, mother_of_a_minor, night_of
from staff.roles import Role
from tests.factories import NOW, account

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(account(Role.ADMINISTRATION))
    return client


def test_the_administration_sets_how_long_a_step_may_take(admin: Client) -> None:
    admin.post(reverse("admin:routing_handoverterm_change", args=["accept"]), {"working_days": 7})
    assert HandoverTerm.objects.get(pk="accept").working_days == 7


@pytest.mark.parametrize("days", [0, 61])
def test_a_term_that_cannot_be_meant_is_refused_with_a_sentence(admin: Client, days: int) -> None:
    page = admin.post(reverse("admin:routing_handoverterm_change", args=["accept"]), {"working_days": days})
    assert "Eine Frist hat 1 bis 60 Arbeitstage." in page.content.decode()
    assert HandoverTerm.objects.get(pk="accept").working_days == 5


def test_who_was_set_aside_is_shown_by_key_and_reason_and_never_by_name(admin: Client) -> None:
    mother = mother_of_a_minor(last_name="Geheimnisvoll")
    SetAside.objects.create(applicant=mother, since=BIRTHDAY, last_at=NOW, reason="ValueError in relation:12")
    page = admin.get(reverse("admin:routing_setaside_changelist")).content.decode()
    assert str(mother.key) in page
    assert "ValueError in relation:12" in page
    assert "Geheimnisvoll" not in page


def test_nights_are_shown_and_not_changed(admin: Client) -> None:
    run = begin_night(on=BIRTHDAY, at=night_of(BIRTHDAY))
    assert admin.get(reverse("admin:routing_reviewrun_changelist")).status_code == 200
    assert admin.post(reverse("admin:routing_reviewrun_change", args=[run.pk]), {"reviewed": 9}).status_code == 403
