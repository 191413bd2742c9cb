"""The demo office comes and goes as a whole, and whoever is named as interesting is in it."""

from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from routing.demo import office
from routing.demo.colleagues import EVERYBODY, LOGINS, PASSWORD
from routing.demo.states import STATES
from routing.handover.lists import ListKind, Scope, counts
from routing.models import (
    Applicant,
    CaseNote,
)
from routing.override.agenda import decided_lines, ending_lines, request_lines
from routing.override.lists import override_sections
from routing.permissions import desks_of
from staff.models import AccessLog, Desk, User
from staff.roles import Role
from tests.factories import account, viewer

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SMALL = 50
ENOUGH = 300


@pytest.fixture
def demo_allowed(settings: Any) -> None:
    settings.DEMO_ALLOWED = True


@pytest.fixture
def small_office(monkeypatch: pytest.MonkeyPatch, demo_allowed: None) -> None:
    """The command loads a small one, which has all states just the same."""
    build = office.build
    monkeypatch.setattr(office, "build", lambda **told: build(**told, size=SMALL))


def command(way: str) -> str:
    out = StringIO()
    call_command("demo", way, stdout=out)
    return out.getvalue()


def test_the_desk_of_the_login_for_caseworkers_has_something_on_its_lists() -> None:
    office.build(on=TODAY, at=NOW, size=ENOUGH)

    keller, sommer = User.objects.get(username="m.keller"), User.objects.get(username="h.sommer")
    lists = counts(Scope(desks_of(keller), None), TODAY)
    assert all(count for kind, count in lists.items() if kind is not ListKind.NO_RECEIVER), lists
    assert all(section.lines for section in override_sections(sommer, TODAY))
    assert [line.to_decide for line in override_sections(sommer, TODAY)[0].lines] == [True]
    assert keller.reminders.filter(due_on__lte=TODAY).exists()
    assert CaseNote.objects.filter(by=keller).exists()
    assert [*decided_lines(viewer(keller, TODAY))]
    assert [*ending_lines(viewer(keller, TODAY))]
    assert [*request_lines(viewer(sommer, TODAY))]


def test_the_command_loads_into_an_empty_database_and_says_how_to_log_in(small_office: None, client: Any) -> None:
    told = [" ".join(line.split()) for line in command("--if-empty").splitlines()]

    assert Applicant.objects.count() == SMALL
    for login in LOGINS:
        assert f"{login.role.label} {login.username} {PASSWORD}" in told
        assert client.login(username=login.username, password=PASSWORD)


def test_the_command_leaves_the_office_alone_but_says_how_to_log_in(small_office: None) -> None:
    command("--if-empty")
    Applicant.objects.update(city="Herne")

    told = command("--if-empty")

    assert set(Applicant.objects.values_list("city", flat=True)) == {"Herne"}
    assert PASSWORD in told


def test_rebuilding_throws_everything_away_history_and_logs_included(small_office: None) -> None:
    command("--if-empty")
    reader = User.objects.earliest("pk")
    AccessLog.objects.create(user=reader, at=NOW, page="x", subjects=[])
    Applicant.objects.update(city="Herne")

    command("--rebuild")

    assert set(Applicant.objects.values_list("city", flat=True)) == {"Hagen"}
    assert not AccessLog.objects.exists()
    assert User.objects.count() == len(EVERYBODY)
    assert Desk.objects.count() == 7


def test_anything_but_the_demo_office_is_never_thrown_away(small_office: None) -> None:
    somebody = account(Role.ADMINISTRATION)

    with pytest.raises(CommandError, match="wird nicht geleert"):
        command("--rebuild")

    assert "wird nicht geladen" in command("--if-empty")
    assert list(User.objects.all()) == [somebody]


@pytest.mark.parametrize("way", ["--if-empty", "--rebuild"])
def test_it_is_refused_where_it_is_not_allowed(way: str) -> None:
    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        command(way)

    assert not User.objects.exists()


def test_the_names_of_the_interesting_are_found_in_the_office() -> None:
    office.build(on=TODAY, at=NOW, size=len(STATES))

    names = Counter(Applicant.objects.values_list("last_name", "first_name"))
    assert names == Counter((state.last_name, state.first_name) for state in STATES)

    page = (Path(settings.BASE_DIR) / "docs/demo.md").read_text(encoding="utf-8")
    for state in STATES:
        number = Applicant.objects.get(last_name=state.last_name, first_name=state.first_name).customer_number
        assert f"| {state.last_name}, {state.first_name} | {state.what} | {number} |" in page
