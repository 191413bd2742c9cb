"""Every action writes its history in the name of whoever acted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from routing.assignment.actions import close_case, grant_access, take_over_case
from routing.assignment.openings import open_new_case
from routing.enums import AccessReason, ClosingReason, Occasion
from routing.intake.actions import change, take_in
from routing.models import Applicant
from routing.queries import record_of
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

pytestmark = pytest.mark.django_db

NEXT_WEEK = TODAY + timedelta(days=7)
MIA = MemberRecord(Relation.CHILD, date(2017, 6, 5), "Mia", "Sommer")


def events() -> list[tuple[str, str, int | None]]:
    """Everything in the history but the accounts: of what, what happened, who did it."""
    found = []
    for model in apps.get_app_config("routing").get_models():
        if model.__name__.endswith("Event"):
            rows: Iterable[Any] = model._default_manager.all()
            found += [(model.__name__, row.pgh_label, (row.pgh_context or {}).get("user")) for row in rows]
    return found


def do_change(mother: Applicant, by: User) -> object:
    old = record_of(mother)
    new = replace(old, person=replace(old.person, city="Hagen"), members=())
    return change(applicant=mother, revision=1, record=new, by=by, on=TODAY, at=NOW)


def do_reopen(mother: Applicant, by: User) -> object:
    close_case(applicant=mother, reason=ClosingReason.WORK, by=by, on=TODAY, at=NOW)
    return open_new_case(applicant=mother, occasion=Occasion.REOPENED, by=by, on=NEXT_WEEK, at=NOW)


ACTIONS: dict[str, tuple[Callable[[Applicant, User], object], set[tuple[str, str]]]] = {
    "taking in": (
        lambda _, by: take_in(record=record(members=(MIA,)), by=by, on=TODAY, at=NOW),
        {
            ("ApplicantEvent", "insert"),
            ("HouseholdMemberEvent", "insert"),
            ("CaseEvent", "insert"),
            ("AssignmentEvent", "insert"),
            ("AccessGrantEvent", "insert"),
        },
    ),
    "changing": (
        do_change,
        {("ApplicantEvent", "update"), ("HouseholdMemberEvent", "delete"), ("TransferEvent", "insert")},
    ),
    "taking over": (
        lambda mother, by: take_over_case(applicant=mother, by=by, on=NEXT_WEEK, at=NOW),
        {("AssignmentEvent", "update"), ("AssignmentEvent", "insert")},
    ),
    "closing": (
        lambda mother, by: close_case(applicant=mother, reason=ClosingReason.WORK, by=by, on=NEXT_WEEK, at=NOW),
        {("AssignmentEvent", "update"), ("CaseEvent", "update")},
    ),
    "reopening": (
        do_reopen,
        {
            ("AssignmentEvent", "update"),
            ("AssignmentEvent", "insert"),
            ("CaseEvent", "update"),
            ("CaseEvent", "insert"),
        },
    ),
    "granting access": (
        lambda mother, by: grant_access(applicant=mother, reason=AccessReason.CALLER, by=by, on=TODAY, at=NOW),
        {("AccessGrantEvent", "insert")},
    ),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_the_history_names_who_acted_when(action: str) -> None:
    do, expected = ACTIONS[action]
    mother = make_applicant(by=caseworker("ifk_aez"), record=record(members=(MIA,)))
    before = events()
    by = caseworker("ifk_aez")

    do(mother, by)

    new = list(events())
    for event in before:
        new.remove(event)
    assert {(name, label) for name, label, _ in new} == expected
    assert {user for _, _, user in new} == {by.pk}
