"""The figures of a run are those of its lists, for whoever may see them."""

from dataclasses import replace
from datetime import date

import pytest

from routing.assignment.actions import close_case
from routing.caseload.kinds import Kind, of_kind
from routing.caseload.summary import summary_of, visible_entries
from routing.enums import ClosingReason, EntryOutcome
from routing.fields import FieldRule
from routing.models import ImportRun
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.caseload.office import (
    LATER,
    Member,
    Person,
    Stock,
    answer_all,
    applicant,
    applicants,
    applied,
    checked,
    edit,
    household,
    stock,
    uploads,
)
from routing.tests.override.office import approved, asked_for
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, team_lead

pytestmark = pytest.mark.django_db

CHILD = MemberRecord(Relation.CHILD, date(2015, 5, 20))


@pytest.fixture
def lead() -> User:
    return team_lead()


@pytest.fixture
def run(lead: User) -> ImportRun:
    """One of everything that a run can find, and more."""
    known = [Person(f"335A10000{number}", nachname=f"N{number}") for number in range(1, 8)]
    applied(lead, uploads(applicants(*known), household(Member(), Member("335A100002"))))
    for number in ("335A100003", "335A100004"):
        edit(caseworker(), lambda record: replace(record, members=(CHILD,)), number)
    edit(caseworker(), lambda record: replace(record, person=replace(record.person, city="Hagen")), "335A100005")
    close_case(applicant=applicant("335A100006"), reason=ClosingReason.WORK, by=lead, on=TODAY, at=NOW)
    people = applicants(
        *known[:6],
        Person("335A100008", nachname="N7"),
        Person("335A100009", nachname="Neu"),
        Person("335A100010", nachname="Neu"),
        Person("335A100011", geburtsdatum="31.02.1990", bg_nummer="1"),
    )
    seats = stock(Stock("335A100009", stelle="u25"), Stock("335A100010", stelle="placement"))
    run = checked(lead, uploads(people, household(Member(ausgezogen_am="01.03.2026"), Member("335A100002")), seats))
    answer_all(run, FieldRule.ENTRY, lead, LATER)
    return run


def test_each_number_is_that_of_its_list(run: ImportRun) -> None:
    entries = run.entries.all()
    found = summary_of(run, entries)

    assert found.outcomes == {
        EntryOutcome.NEW: 3,
        EntryOutcome.CHANGED: 1,
        EntryOutcome.KEPT: 3,
        EntryOutcome.MISSING: 1,
        EntryOutcome.CLOSED: 1,
    }
    assert sum(found.outcomes.values()) == entries.count()
    assert (found.read, found.unchanged, found.lines) == (9, 1, 1)
    assert found.read == found.unchanged + entries.exclude(outcome=EntryOutcome.MISSING).count()
    assert (found.contradicted, found.questions, found.unanswered) == (3, 2, 0)
    assert found.changed_answers == of_kind(entries, Kind.ANSWER).count() == 1
    assert found.duplicates == of_kind(entries, Kind.DUPLICATES).count() == 3
    assert [(move.source, move.target, move.number) for move in found.answers_changed] == [("ifk_aez", "placement", 1)]
    assert [(move.source, move.target, move.number) for move in found.seats] == [
        ("placement", "placement", 1),
        ("u25", "placement", 1),
    ]
    assert found.displaced == 1


@pytest.mark.parametrize(("desk", "visible"), [("u25", {"335A100009"}), ("self_employed", set())])
def test_others_have_the_figures_of_what_concerns_their_team(run: ImportRun, desk: str, visible: set[str]) -> None:
    entries = visible_entries(run, team_lead(desk))

    assert set(entries.values_list("customer_number", flat=True)) == visible
    found = summary_of(run, entries)
    assert sum(found.outcomes.values()) == len(visible)
    assert sum(move.number for move in found.seats) == len(visible)


def test_an_override_in_force_keeps_its_desk_whatever_the_list_changes(lead: User) -> None:
    """What the run announces is what applying it would store: the desk of the override before and after."""
    mother, child = applicants(Person("335A100001")), household(Member())
    applied(lead, uploads(mother, child))
    asking = caseworker("ifk_aez")
    approved(asked_for(applicant("335A100001"), asking))

    run = checked(lead, uploads(mother, household(Member(ausgezogen_am="01.03.2026"))))

    entry = run.entries.get(outcome=EntryOutcome.CHANGED)
    assert (entry.desk_before_id, entry.desk_after_id) == ("reha_sb", "reha_sb")
    assert summary_of(run, run.entries.all()).changed_answers == 0
