"""Before an account that has cases is shut, moved or gets another role, its administrator reads what is left behind."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from routing.tests.handover.office import mother_of_a_minor
from routing.tests.handover.transfers import proposed
from staff.models import Desk, User
from staff.roles import Role
from staff.staffing.actions import stand_in
from tests.factories import NOW, TODAY, account, caseworker, team_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client, time_machine: TimeMachineFixture) -> Client:
    time_machine.move_to(NOW)
    client.force_login(account(Role.ADMINISTRATION))
    return client


def save(admin: Client, user: User, **changes: Any) -> Any:
    """Send the page of an account with these changes; None takes an entry away."""
    stored = {
        name: getattr(user, name) or ""
        for name in ("username", "first_name", "last_name", "telephone", "email", "role", "team_id", "desk_id")
    }
    entries = stored | {"team": stored.pop("team_id"), "desk": stored.pop("desk_id"), "is_active": "on"} | changes
    url = reverse("admin:staff_user_change", args=[user.pk])
    return admin.post(url, {name: value for name, value in entries.items() if value is not None})


@pytest.mark.parametrize(
    "changes", [{"is_active": None}, {"desk": "placement"}, {"role": "controlling"}], ids=["shut", "moved", "role"]
)
def test_a_page_before_saving_says_how_much_is_left_behind(admin: Client, changes: dict[str, Any]) -> None:
    keller, aydin = caseworker(), caseworker()
    team_lead(first_name="Hanna", last_name="Sommer")
    proposed(keller)
    mother_of_a_minor(keller)
    stand_in(user=aydin, deputy=keller, first=TODAY, last=TODAY + timedelta(days=9), by=aydin)
    before = User.objects.values().get(pk=keller.pk)

    asked = save(admin, keller, **changes)

    assert list(asked.context["left"]) == [(2, "Fälle"), (1, "Überstellung"), (1, "Vertretung")]
    page = asked.content.decode()
    assert "H. Sommer" in page
    assert "Ayşe" not in page, "the administration sees no person"
    assert User.objects.values().get(pk=keller.pk) == before

    confirmed = dict(asked.context["entries"]) | {"leaving_confirmed": "Trotzdem speichern"}
    assert admin.post(reverse("admin:staff_user_change", args=[keller.pk]), confirmed).status_code == 302
    assert User.objects.values().get(pk=keller.pk) != before


def test_who_has_nothing_or_changes_something_else_is_saved_at_once(admin: Client) -> None:
    keller, free = caseworker(), caseworker()
    mother_of_a_minor(keller)

    assert save(admin, keller, telephone="02331 207-299").status_code == 302
    assert save(admin, free, is_active=None).status_code == 302
    assert not User.objects.get(pk=free.pk).is_active


def test_a_form_that_is_refused_is_shown_with_its_reason(admin: Client) -> None:
    keller = caseworker()
    mother_of_a_minor(keller)

    answer = save(admin, keller, is_active=None, username="")

    assert answer.status_code == 200
    assert "left" not in answer.context
    assert answer.context["errors"]


def test_the_team_of_an_account_is_that_of_its_desk(admin: Client) -> None:
    keller = caseworker()
    placement = Desk.objects.get(pk="placement")

    save(admin, keller, desk="placement")

    keller.refresh_from_db()
    assert keller.team_id == placement.team_id


def test_the_people_of_a_desk_go_with_it_to_another_team(admin: Client) -> None:
    keller, other = caseworker(), caseworker("u25")
    desk = Desk.objects.get(pk="ifk_aez")
    url = reverse("admin:staff_desk_change", args=["ifk_aez"])
    inline = {f"key_ranges-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    team = other.team_id

    answer = admin.post(
        url, {"label": desk.label, "team": team, "telephone": "", "room": "", "norm": 130, "key": ""} | inline
    )

    assert answer.status_code == 302
    keller.refresh_from_db()
    assert keller.team_id == team
