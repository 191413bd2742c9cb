"""The weekly refresh: what the list brings is written with history, decided anew, and moves nobody."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from routing.enums import EntryOutcome, ImportState, Occasion
from routing.models import (
    Assignment,
    Case,
    CurrentDecision,
    Decision,
    HouseholdMember,
    ImportedRecord,
    ImportRun,
    ListedCase,
)
from routing.tests.caseload.office import (
    NEXT_WEEK,
    THEN,
    Member,
    Person,
    applicant,
    applicants,
    applied,
    apply_run,
    checked,
    entry,
    everything,
    household,
    outcomes,
    uploads,
)
from staff.models import User
from tests.factories import team_lead

pytestmark = pytest.mark.django_db

PEOPLE = applicants(Person(), Person("335A100002", nachname="Berger"))
MOVED_OUT = household(Member(ausgezogen_am="04.03.2026"), Member("335A100002"))


@pytest.fixture
def lead() -> User:
    return team_lead()


@pytest.fixture
def first(lead: User) -> ImportRun:
    return applied(lead, uploads(PEOPLE, household(Member(), Member("335A100002"))))


def refreshed(lead: User, people: str = PEOPLE, members: str = MOVED_OUT) -> ImportRun:
    return applied(lead, uploads(people, members), on=NEXT_WEEK, at=THEN)


def history(before: dict[str, list[tuple[object, ...]]]) -> list[tuple[str, str, int]]:
    """What was written into the history since then: of what, what happened, who did it."""
    found = []
    for name, rows in before.items():
        if name.endswith("Event"):
            model: Any = apps.get_model("routing", name)
            new = model.objects.order_by("pgh_id")[len(rows) :]
            found += [(name, event.pgh_label, event.pgh_context["user"]) for event in new]
    return found


def test_changes_are_written_with_the_user_who_applied_them(first: ImportRun, lead: User) -> None:
    before = everything()

    refreshed(lead)

    assert HouseholdMember.objects.get(applicant=applicant()).moved_out == date(2026, 3, 4)
    assert history(before) == [
        ("ApplicantEvent", "update", lead.pk),
        ("HouseholdMemberEvent", "update", lead.pk),
        ("TransferEvent", "insert", lead.pk),
    ]
    assert applicant().revision == 2


def test_who_is_changed_is_decided_anew_and_due_on_the_right_day(first: ImportRun, lead: User) -> None:
    assert CurrentDecision.objects.get(applicant=applicant()).review_on == date(2033, 5, 20)

    refreshed(lead, members=household(Member(geburtsdatum="01.02.2012"), Member("335A100002")))

    decision = Decision.objects.filter(applicant=applicant()).latest("pk")
    assert (decision.occasion, decision.on, decision.decided_by) == (Occasion.IMPORTED, NEXT_WEEK, lead)
    current = CurrentDecision.objects.get(applicant=applicant())
    assert (current.decision, current.review_on) == (decision, date(2030, 2, 1))


def test_who_is_unchanged_is_not_touched(first: ImportRun, lead: User) -> None:
    refreshed(lead)

    assert applicant("335A100002").revision == 1
    assert Decision.objects.filter(applicant=applicant("335A100002")).count() == 1
    assert ImportedRecord.objects.get(applicant=applicant("335A100002")).run == first


def test_the_same_lists_again_write_nothing_at_all(first: ImportRun, lead: User) -> None:
    refreshed(lead)
    before = everything()

    run = refreshed(lead)

    assert (run.state, outcomes(run), everything()) == (ImportState.APPLIED, {}, before)


def test_another_desk_is_shown_but_nobody_is_moved(first: ImportRun, lead: User) -> None:
    seats, cases = list(Assignment.objects.values_list()), list(Case.objects.values_list())

    run = refreshed(lead)

    assert (entry(run).desk_before_id, entry(run).desk_after_id) == ("ifk_aez", "placement")
    listed = ListedCase.objects.get(applicant=applicant())
    assert (listed.desk_id, listed.decided_desk_id) == ("ifk_aez", "placement")
    assert (list(Assignment.objects.values_list()), list(Case.objects.values_list())) == (seats, cases)


def test_a_column_that_is_missing_says_nothing(lead: User) -> None:
    applied(lead, uploads(applicants(Person(telefon="02331 1", selbststaendig_von="01.01.2026"))))
    few = tuple(Person())

    run = applied(lead, uploads(applicants(Person(), columns=few)), on=NEXT_WEEK, at=THEN)

    assert outcomes(run) == {}
    assert applicant().telephone == "02331 1"


def test_what_a_list_says_no_more_is_taken_back_if_nobody_entered_it(lead: User) -> None:
    applied(lead, uploads(applicants(Person(telefon="02331 1", selbststaendig_von="01.01.2026"))))

    run = applied(lead, uploads(applicants(Person())), on=NEXT_WEEK, at=THEN)

    assert outcomes(run) == {"335A100001": EntryOutcome.CHANGED}
    assert applicant().telephone == ""
    assert not applicant().statuses.exists()


def test_news_are_compared_with_the_list_before_not_with_the_first(first: ImportRun, lead: User) -> None:
    for name in ("Berger-Lang", "Lang"):
        people = applicants(Person(), Person("335A100002", nachname=name))
        run = checked(lead, uploads(people, household(Member(), Member("335A100002"))), on=NEXT_WEEK, at=THEN)
        assert not entry(run, "335A100002").contradicts
        apply_run(run, lead, on=NEXT_WEEK, at=THEN)

    assert applicant("335A100002").last_name == "Lang"
