"""What is written once stays; what changes leaves a trace; nobody is responsible for a closed case."""

from datetime import UTC, date, datetime
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import IntegrityError, InternalError, connection, models

from routing.models import Assignment, Case, PolicyVersion
from routing.models.case import ASSIGNMENT_OUTSIDE_CASE
from routing.tests.models.scene import Scene
from routing.tests.models.test_constraints import our_models

HISTORY_TRIGGERS = {"insert_insert", "update_update", "delete_delete"}
SET_COLUMN = "UPDATE {table} SET {column} = %s"
INVARIANTS = {
    ("Assignment", "assignment_within_case"),
    ("Case", "case_keeps_assignments"),
    ("CaseManagementAssessment", "criteria_stay"),
}
# Tried in routing/tests/caselist/test_listed_cases.py.
LISTING = {("Assignment", "list_assigned"), ("CurrentDecision", "list_decided"), ("Applicant", "list_renamed")}

# For every tracked model a column whose value may change without harm to the row, and another value for it.
HARMLESS: dict[str, tuple[str, str | bool | datetime | None]] = {
    "staff.User": ("telephone", "02331 0000-1"),
    "staff.Staffing": ("share", "50"),
    "staff.Unavailability": ("kind", "no_new_cases"),
    "staff.Deputyship": ("period", "[2026-03-02,2026-03-10)"),
    "staff.KeyRange": ("last", "M"),
    "routing.Applicant": ("city", "Hagen-Haspe"),
    "routing.HouseholdMember": ("first_name", "Maja"),
    "routing.DistributionRun": ("occasion", "absence"),
    "routing.DistributionReceiver": ("kept", "7"),
    "routing.DistributionItem": ("before_id", None),
    "routing.DatedStatus": ("kind", "section_10"),
    "routing.Pregnancy": ("expected_single_parent", True),
    "routing.CaseManagementAssessment": ("exception_reason", "Von der Fallkonferenz so entschieden"),
    "routing.CaseManagementCriterion": ("text", "Mehrere Hilfen zugleich"),
    "routing.Override": ("sentence", "So von der Fallkonferenz entschieden"),
    "routing.WhatIfRun": ("requested_at", datetime(2026, 3, 2, 7, tzinfo=UTC)),
    "routing.Case": ("opened_at", datetime(2026, 3, 2, 7, tzinfo=UTC)),
    "routing.Assignment": ("assigned_at", datetime(2026, 3, 2, 7, tzinfo=UTC)),
    "routing.ImportFieldRule": ("rule", "ask"),
    "routing.Transfer": ("note", "Bitte anrufen"),
    "routing.HandoverTerm": ("working_days", "9"),
    "routing.ChecklistItem": ("text", "Gespräch angeboten"),
    "routing.ChecklistTick": ("at", datetime(2026, 3, 2, 7, tzinfo=UTC)),
    "routing.Reminder": ("note", "Noch einmal anrufen"),
    "routing.AccessGrant": ("granted_at", datetime(2026, 3, 2, 7, tzinfo=UTC)),
}


def triggers_of(model: type[models.Model]) -> set[str]:
    return {trigger.name for trigger in getattr(model._meta, "triggers", [])}


def append_only_models() -> list[type[models.Model]]:
    return [model for model in our_models() if "append_only" in triggers_of(model)]


def tracked_models() -> list[type[models.Model]]:
    return [model for model in our_models() if triggers_of(model) >= HISTORY_TRIGGERS]


def by_label(model: type[models.Model]) -> str:
    return model._meta.label


def history(model: type[models.Model]) -> "models.QuerySet[Any]":
    event: type[Any] = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    ordered: models.QuerySet[Any] = event._default_manager.order_by("pgh_id")
    return ordered


@pytest.mark.parametrize("model", append_only_models(), ids=by_label)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {key} = {key}", "DELETE FROM {table}"])
def test_nobody_changes_or_deletes_a_row_of(scene: Scene, model: type[models.Model], statement: str) -> None:
    table, key = model._meta.db_table, model._meta.pk.column
    PolicyVersion.objects.get_or_create(valid_from=date(2091, 1, 1))
    assert model._default_manager.exists()

    with pytest.raises(InternalError, match="Cannot update or delete rows"):
        scene.run(statement.format(table=table, key=key))


@pytest.mark.parametrize("model", tracked_models(), ids=by_label)
def test_raw_sql_leaves_its_trace_in_the_history_of(scene: Scene, model: type[models.Model]) -> None:
    column, value = HARMLESS[model._meta.label]
    before, rows = history(model).count(), model._default_manager.count()

    with connection.cursor() as cursor:
        cursor.execute(SET_COLUMN.format(table=model._meta.db_table, column=column), [value])

    assert list(history(model).values_list("pgh_label", flat=True))[before:] == ["update"] * rows


@pytest.mark.parametrize("model", tracked_models(), ids=by_label)
def test_a_bulk_change_leaves_its_trace_in_the_history_of(scene: Scene, model: type[models.Model]) -> None:
    column, value = HARMLESS[model._meta.label]
    rows = list(model._default_manager.all())
    before = history(model).count()
    for row in rows:
        setattr(row, column, value)

    model._default_manager.bulk_update(rows, [column])

    assert history(model).count() == before + len(rows)


def test_a_deleted_member_of_the_household_stays_in_the_history(scene: Scene) -> None:
    scene.run("DELETE FROM routing_householdmember")

    last = apps.get_model("routing", "HouseholdMemberEvent")._default_manager.latest("pgh_id")
    assert (last.pgh_label, last.first_name) == ("delete", "Mia")


def test_every_model_with_personal_data_is_tracked_or_append_only() -> None:
    untracked = {
        model._meta.label
        for model in our_models()
        if not issubclass(model, pghistory.models.Event) and not triggers_of(model) & {"append_only", "insert_insert"}
    }

    master_data = {"staff.Team", "staff.Desk", "routing.SavedFilter"}
    # They only repeat what tracked rows say.
    kept_elsewhere = {"routing.CurrentDecision", "routing.ListedCase", "routing.ImportedRecord", "routing.Notice"}
    # Runs say themselves who did what when; what they show of persons is deleted with them.
    runs = {
        f"routing.Import{name}" for name in ("Run", "File", "Entry", "Question", "Duplicate", "Problem", "DroppedLine")
    }
    nights = {"routing.ReviewRun", "routing.SetAside", "routing.PolicyRun"}
    # What others reckon from tracked rows, and forget.
    reckoned = {"routing.ForecastRun", "routing.ForecastMove", "routing.WhatIfMove"}
    others = {"routing.ExportRun", "staff.OutgoingMail"}
    assert untracked == master_data | kept_elsewhere | runs | nights | reckoned | others


def test_the_criteria_of_an_assessment_keep_the_words_of_then(scene: Scene) -> None:
    with pytest.raises(InternalError, match="Cannot update rows"):
        scene.run("UPDATE routing_casemanagementassessment SET criteria = '[]'")


def test_every_trigger_is_tried() -> None:
    names = {(model.__name__, name) for model in our_models() for name in triggers_of(model)}
    tried = {(model.__name__, "append_only") for model in append_only_models()}
    tried |= {(model.__name__, name) for model in tracked_models() for name in HISTORY_TRIGGERS}

    assert names == tried | INVARIANTS | LISTING


def test_closing_a_case_under_its_assignment_is_refused_at_the_end_of_the_transaction(scene: Scene) -> None:
    close = (
        "UPDATE routing_case SET period = '[2026-03-02,2026-03-09)', closed_at = now(), closed_by_id = %(user)s,"
        " closing_reason = 'work'"
    )
    with connection.cursor() as cursor:
        cursor.execute(close, scene.names)

    with pytest.raises(IntegrityError, match=ASSIGNMENT_OUTSIDE_CASE):
        scene.run("SELECT 1")


def test_an_assignment_after_the_closing_day_is_refused(scene: Scene) -> None:
    scene.run("UPDATE routing_assignment SET period = '[2026-03-02,2026-03-03)'")
    scene.run(
        "UPDATE routing_case SET period = '[2026-03-02,2026-03-09)', closed_at = now(), closed_by_id = %(user)s,"
        " closing_reason = 'work'"
    )

    with pytest.raises(IntegrityError, match=ASSIGNMENT_OUTSIDE_CASE):
        scene.run("UPDATE routing_assignment SET period = '[2026-03-02,2026-03-10)'")


def test_case_and_assignment_may_be_closed_in_any_order_within_a_transaction(scene: Scene) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE routing_case SET period = '[2026-03-02,2026-03-09)', closed_at = now(), closing_reason = 'work',"
            " closed_by_id = opened_by_id"
        )
    scene.run("UPDATE routing_assignment SET period = '[2026-03-02,2026-03-09)'")

    assert not Case.objects.filter(period__upper_inf=True).exists()
    assert not Assignment.objects.filter(period__upper_inf=True).exists()
