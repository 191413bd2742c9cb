"""The demo office in the database: its decisions are the rules' own, and it comes and goes as a whole."""

from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import F

from kit.ranges import as_period
from routing.demo import office
from routing.demo.colleagues import EVERYBODY, LOGINS, PASSWORD
from routing.demo.states import STATES
from routing.handover.lists import ListKind, Scope, counts
from routing.models import (
    Applicant,
    Assignment,
    Case,
    CaseNote,
    CurrentDecision,
    Decision,
    Transfer,
)
from routing.override.agenda import decided_lines, ending_lines, request_lines
from routing.override.lists import override_sections
from routing.permissions import desks_of
from routing.queries import policy_schedule, record_of
from routing.record import facts_of
from routing.rules.decision import explain
from routing.rules.timeline import holds_until, review_on
from routing.tests.demo.one_by_one import play_one_by_one, rows_of_office
from staff.models import AccessLog, Desk, User
from staff.roles import Role
from tests.factories import account

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


def test_every_standing_decision_is_what_the_rules_say_on_its_day_and_today() -> None:
    office.build(on=TODAY, at=NOW, size=SMALL)

    policies = policy_schedule()
    for applicant in Applicant.objects.exclude(overrides__state="approved"):
        current = CurrentDecision.objects.select_related("decision").get(applicant=applicant)
        decision, facts = current.decision, facts_of(record_of(applicant))
        is_open = Case.objects.filter(applicant=applicant, period__upper_inf=True).exists()
        for day in (decision.on, TODAY) if is_open else (decision.on,):
            said = explain(facts, day, policies)
            assert decision.desk_id == said.answer.desk
            assert (decision.rule, decision.basis) == (said.answer.rule, said.answer.basis or "")
            assert decision.open_points == list(said.open_points)
            assert decision.holds_until == holds_until(facts, day, policies)
        assert current.review_on == (review_on(facts, TODAY, policies) if is_open else None)


@pytest.fixture
def fresh_database() -> None:
    """Ids begin at 1, and the history of what migrations made is gone, as it is behind every office thrown away."""
    office.throw_away()


def test_the_same_seed_gives_the_same_office(fresh_database: None) -> None:
    office.build(on=TODAY, at=NOW, size=SMALL)
    first = rows_of_office()
    office.throw_away()

    office.build(on=TODAY, at=NOW, size=SMALL)

    assert rows_of_office() == first


def test_played_one_by_one_it_is_the_same_office(fresh_database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    office.build(on=TODAY, at=NOW, size=SMALL)
    together = rows_of_office()
    office.throw_away()

    monkeypatch.setattr(office, "play", play_one_by_one)
    office.build(on=TODAY, at=NOW, size=SMALL)

    assert rows_of_office() == together


def test_nothing_is_dated_in_the_future() -> None:
    office.build(on=TODAY, at=NOW, size=SMALL)

    assert not Decision.objects.filter(decided_at__gt=NOW).exists()
    assert not Assignment.objects.filter(assigned_at__gt=NOW).exists()
    assert not [case for case in Case.objects.all() if as_period(case.period).start > TODAY]


def test_the_history_tells_of_the_past_in_the_names_of_the_colleagues() -> None:
    office.build(on=TODAY, at=NOW, size=SMALL)

    event: Any = apps.get_model("routing", "ApplicantEvent")
    first = event.objects.filter(pgh_label="insert")
    accounts = set(User.objects.values_list("pk", flat=True))
    assert {row.pgh_context["user"] for row in first} <= accounts
    assert {set(row.pgh_context) == {"user"} for row in first} == {True}
    opened = dict(Case.objects.order_by("-period").values_list("applicant", "opened_at"))
    assert all(row.pgh_created_at == opened[row.pgh_obj_id] for row in first)


def test_cases_are_with_caseworkers_of_their_desk_and_some_wait_for_a_hand_over() -> None:
    office.build(on=TODAY, at=NOW, size=SMALL)

    running = Assignment.objects.filter(period__upper_inf=True)
    assert not running.filter(caseworker__isnull=False).exclude(caseworker__desk=F("desk")).exists()
    assert running.filter(caseworker__isnull=False).count() > 0.9 * running.count()
    assert running.exclude(desk=F("applicant__current__decision__desk")).exists()


def test_every_change_of_desk_was_a_hand_over_and_those_still_to_come_run() -> None:
    office.build(on=TODAY, at=NOW, size=SMALL)

    moved = Assignment.objects.filter(origin="transferred")
    assert moved.exists()
    assert Transfer.objects.filter(state="completed").count() == moved.count()
    for assignment in Assignment.objects.filter(origin="taken_over"):
        assert not Assignment.objects.filter(
            applicant=assignment.applicant, period__endswith=as_period(assignment.period).start
        ).exclude(desk=assignment.desk)
    wrong = Assignment.objects.filter(period__upper_inf=True).exclude(desk=F("applicant__current__decision__desk"))
    live = Transfer.objects.filter(state__in=["proposed", "initiated", "accepted"])
    assert set(wrong.values_list("applicant")) == set(live.values_list("applicant"))
    assert live.filter(state="initiated").exists()


def test_the_sheets_that_were_frozen_have_the_form_of_all_sheets() -> None:
    office.build(on=TODAY, at=NOW, size=SMALL)

    sheets = list(Transfer.objects.exclude(state="proposed").values_list("sheet", flat=True))
    sections = [section for sheet in sheets if sheet for section in sheet["sections"]]
    assert {tuple(sorted(section)) for section in sections} == {("facts", "head", "lines", "rows", "title")}
    assert any(section["rows"] for section in sections)


def test_the_desk_of_the_login_for_caseworkers_has_something_on_its_lists() -> None:
    office.build(on=TODAY, at=NOW, size=ENOUGH)

    keller, sommer = User.objects.get(username="m.keller"), User.objects.get(username="h.sommer")
    lists = counts(Scope(desks_of(keller), None), TODAY)
    assert all(count for kind, count in lists.items() if kind is not ListKind.NO_RECEIVER), lists
    assert all(section.lines for section in override_sections(sommer, TODAY))
    assert [line.to_decide for line in override_sections(sommer, TODAY)[0].lines] == [True]
    assert keller.reminders.filter(due_on__lte=TODAY).exists()
    assert CaseNote.objects.filter(by=keller).exists()
    assert [*decided_lines(keller, TODAY)]
    assert [*ending_lines(keller, TODAY)]
    assert [*request_lines(sommer, TODAY)]


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


def test_the_page_on_the_demo_office_names_everybody_who_is_interesting() -> None:
    page = (Path(settings.BASE_DIR) / "docs/demo.md").read_text(encoding="utf-8")

    for state in STATES:
        assert f"| {state.last_name}, {state.first_name} | {state.what} |" in page
    for login in LOGINS:
        assert f"| {login.role.label} | `{login.username}` |" in page
    assert PASSWORD in page


def test_the_names_of_the_interesting_are_found_in_the_office() -> None:
    office.build(on=TODAY, at=NOW, size=len(STATES))

    names = Counter(Applicant.objects.values_list("last_name", "first_name"))
    assert names == Counter((state.last_name, state.first_name) for state in STATES)

    page = (Path(settings.BASE_DIR) / "docs/demo.md").read_text(encoding="utf-8")
    for state in STATES:
        number = Applicant.objects.get(last_name=state.last_name, first_name=state.first_name).customer_number
        assert f"| {state.last_name}, {state.first_name} | {state.what} | {number} |" in page
