"""Who is right where a list contradicts an entry: chosen in the admin, for each field."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from routing.enums import IMPORT_FIELD_CHOICES
from routing.fields import FieldRule, ImportField
from routing.models import ImportFieldRule
from staff.roles import Role
from tests.factories import account

pytestmark = pytest.mark.django_db

LIST = reverse("admin:routing_importfieldrule_changelist")
TELEPHONE = reverse("admin:routing_importfieldrule_change", args=[ImportField.TELEPHONE])


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(account(Role.ADMINISTRATION))
    return client


def test_every_field_is_listed_in_the_order_of_the_record(admin: Client) -> None:
    page = admin.get(LIST).content.decode()

    places = [page.index(f">{label}</a>") for _, label in IMPORT_FIELD_CHOICES]
    assert places == sorted(places)


def test_another_rule_is_chosen(admin: Client) -> None:
    admin.post(TELEPHONE, {"rule": "ask"})

    assert ImportFieldRule.objects.get(pk=ImportField.TELEPHONE).rule == FieldRule.ASK


def test_a_rule_that_there_is_not_is_refused(admin: Client) -> None:
    page = admin.post(TELEPHONE, {"rule": "nobody"}).content.decode()

    assert "gültige Auswahl" in page
    assert ImportFieldRule.objects.get(pk=ImportField.TELEPHONE).rule == FieldRule.ENTRY


def test_the_change_of_a_rule_stands_in_the_history_with_who_made_it(admin: Client) -> None:
    admin.post(TELEPHONE, {"rule": "file"})

    last = apps.get_model("routing", "ImportFieldRuleEvent").objects.latest("pgh_id")
    assert (last.rule, last.pgh_context["user"]) == ("file", int(admin.session["_auth_user_id"]))


def test_fields_are_neither_added_nor_taken_away(admin: Client) -> None:
    add = admin.post(reverse("admin:routing_importfieldrule_add"), {"field": "x", "rule": "ask"})
    delete = admin.post(reverse("admin:routing_importfieldrule_delete", args=[ImportField.TELEPHONE]), {"post": "yes"})

    assert (add.status_code, delete.status_code) == (403, 403)
