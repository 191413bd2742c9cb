"""The values of the rules in the admin: announced for a day to come, and then they stay."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from routing.models import PolicyVersion
from staff.roles import Role
from tests.factories import NOW, account

pytestmark = pytest.mark.django_db

ADD = reverse("admin:routing_policyversion_add")


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(account(Role.ADMINISTRATION))
    return client


def policy(day: str, **values: object) -> dict[str, Any]:
    return {"valid_from": day, "adult_age": 18, "u25_age": 25, "waiting_days": 84, "other_adults_count": "on"} | values


def test_new_values_of_the_rules_are_announced(admin: Client) -> None:
    admin.post(ADD, policy("01.01.2090", waiting_days=98))

    assert [version.waiting_days for version in PolicyVersion.objects.all()] == [98]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"valid_from": "02.03.2026"}, "frühestens ab morgen"),
        ({"valid_from": "01.01.2020"}, "frühestens ab morgen"),
        ({"valid_from": "32.01.2090"}, "Diesen Tag gibt es nicht."),
        ({"adult_age": 0}, "Alter zwischen 1 und 99 Jahren, Frist höchstens 730 Tage."),
    ],
)
def test_values_that_cannot_be_are_refused_with_a_sentence(
    admin: Client, data: dict[str, object], sentence: str
) -> None:
    with time_machine.travel(NOW, tick=False):
        page = admin.post(ADD, policy("01.01.2090") | data).content.decode()

    assert sentence in page
    assert not PolicyVersion.objects.exists()


def test_values_once_announced_stay(admin: Client) -> None:
    admin.post(ADD, policy("01.01.2090"))
    version = PolicyVersion.objects.get()

    change = admin.post(reverse("admin:routing_policyversion_change", args=[version.pk]), policy("01.01.2091"))
    delete = admin.post(reverse("admin:routing_policyversion_delete", args=[version.pk]), {"post": "yes"})

    assert (change.status_code, delete.status_code) == (403, 403)
