"""The demo office in the database: its decisions are the rules' own."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import F

from kit.ranges import as_period
from routing.demo import office
from routing.demo.colleagues import LOGINS, PASSWORD
from routing.demo.states import STATES
from routing.models import (
    Applicant,
    Assignment,
    Case,
    CurrentDecision,
    Decision,
    Transfer,
)
from routing.queries import policy_schedule, record_of
from routing.record import facts_of
from routing.rules.decision import explain
from routing.rules.timeline import holds_until, review_on
from routing.tests.demo.one_by_one import play_one_by_one, rows_of_office
from staff.models import User

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SMALL = 50


@pytest.fixture(scope="module")
def built(module_rows: None) -> None:
    """The office that most tests read: small, with all states just the same."""
    office.build(on=TODAY, at=NOW, size=SMALL)


def test_every_standing_decision_is_what_the_rules_say_on_its_day_and_today(built: None) -> None:
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


def test_nothing_is_dated_in_the_future(built: None) -> None:
    assert not Decision.objects.filter(decided_at__gt=NOW).exists()
    assert not Assignment.objects.filter(assigned_at__gt=NOW).exists()
    assert not [case for case in Case.objects.all() if as_period(case.period).start > TODAY]


def test_the_history_tells_of_the_past_in_the_names_of_the_colleagues(built: None) -> None:
    event: Any = apps.get_model("routing", "ApplicantEvent")
    first = event.objects.filter(pgh_label="insert")
    accounts = set(User.objects.values_list("pk", flat=True))
    assert {row.pgh_context["user"] for row in first} <= accounts
    assert {set(row.pgh_context) == {"user"} for row in first} == {True}
    opened = dict(Case.objects.order_by("-period").values_list("applicant", "opened_at"))
    assert all(row.pgh_created_at == opened[row.pgh_obj_id] for row in first)


def test_cases_are_with_caseworkers_of_their_desk_and_some_wait_for_a_hand_over(built: None) -> None:
    running = Assignment.objects.filter(period__upper_inf=True)
    assert not running.filter(caseworker__isnull=False).exclude(caseworker__desk=F("desk")).exists()
    assert running.filter(caseworker__isnull=False).count() > 0.9 * running.count()
    assert running.exclude(desk=F("applicant__current__decision__desk")).exists()


def test_every_change_of_desk_was_a_hand_over_and_those_still_to_come_run(built: None) -> None:
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


def test_the_sheets_that_were_frozen_have_the_form_of_all_sheets(built: None) -> None:
    sheets = list(Transfer.objects.exclude(state="proposed").values_list("sheet", flat=True))
    sections = [section for sheet in sheets if sheet for section in sheet["sections"]]
    assert {tuple(sorted(section)) for section in sections} == {("facts", "head", "lines", "rows", "title")}
    assert any(section["rows"] for section in sections)


def test_the_page_on_the_demo_office_names_everybody_who_is_interesting() -> None:
    page = (Path(settings.BASE_DIR) / "docs/demo.md").read_text(encoding="utf-8")

    for state in STATES:
        assert f"| {state.last_name}, {state.first_name} | {state.what} |" in page
    for login in LOGINS:
        assert f"| {login.role.label} | `{login.username}` |" in page
    assert PASSWORD in page
