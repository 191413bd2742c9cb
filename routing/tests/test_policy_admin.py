"""The values of the rules in the admin: to be looked at; nobody puts them in force alone."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from routing.models import PolicyVersion
from staff.roles import Role
from tests.factories import account

pytestmark = pytest.mark.django_db

ADD = reverse("admin:routing_policyversion_add")
LIST = reverse("admin:routing_policyversion_changelist")


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(account(Role.ADMINISTRATION))
    return client


def test_the_administration_adds_no_values_by_itself(admin: Client) -> None:
    values = {"valid_from": "01.01.2090", "adult_age": 18, "u25_age": 25, "waiting_days": 98}

    assert admin.post(ADD, values).status_code == 403
    assert not PolicyVersion.objects.exists()


def test_values_once_in_force_are_seen_and_stay(admin: Client) -> None:
    version = PolicyVersion.objects.create(valid_from=date(2090, 1, 1), waiting_days=98)

    change = admin.post(reverse("admin:routing_policyversion_change", args=[version.pk]), {"waiting_days": 1})
    delete = admin.post(reverse("admin:routing_policyversion_delete", args=[version.pk]), {"post": "yes"})

    assert "98" in admin.get(LIST).content.decode()
    assert (change.status_code, delete.status_code) == (403, 403)
