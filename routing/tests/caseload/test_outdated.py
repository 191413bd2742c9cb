"""What has changed since the dry run: nothing is applied, and the dry run is made anew, with a word about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from routing.assignment.actions import close_case
from routing.caseload.runs import request_apply
from routing.enums import ClosingReason, EntryOutcome, ImportState
from routing.fields import FieldRule, ImportField
from routing.models import Decision, ImportRun, PolicyVersion
from routing.record import MemberRecord
from routing.rules.codes import Relation
from routing.tests.caseload.office import (
    Member,
    Person,
    Stock,
    applicant,
    applicants,
    applied,
    apply_run,
    checked,
    decided_by,
    edit,
    entry,
    everything,
    household,
    outcomes,
    stock,
    uploads,
    worked,
)
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db

NOTICE = "Seit dem Probelauf hat sich etwas geändert. Es wurde nichts angewendet"


@pytest.fixture
def lead() -> User:
    return team_lead()


@pytest.fixture
def run(lead: User) -> ImportRun:
    """A dry run of one who is new, one who is changed, and one whose entry stays; all others are as they were."""
    caseworker("placement", username="kim")
    first = applicants(Person(), Person("335A100002", telefon="02331 1"), Person("335A100003"), Person("335A100005"))
    applied(lead, uploads(first, household(Member())))
    edit(caseworker(), lambda stored: replace(stored, person=replace(stored.person, telephone="0176 1")), "335A100002")
    second = applicants(
        Person(), Person("335A100002", telefon="02331 2"), Person("335A100003"), Person("335A100004", nachname="Neu")
    )
    seat = stock(Stock("335A100004", stelle="placement", ifk="kim"))
    return checked(lead, uploads(second, household(Member(ausgezogen_am="01.03.2026")), seat))


def rename(number: str) -> None:
    edit(caseworker(), lambda stored: replace(stored, person=replace(stored.person, city="Hagen")), number)


def with_partner() -> None:
    partner = MemberRecord(Relation.PARTNER, date(1990, 1, 1))
    edit(caseworker(), lambda stored: replace(stored, members=(*stored.members, partner)))


def name_the_child() -> None:
    edit(
        caseworker(),
        lambda stored: replace(stored, members=tuple(replace(one, first_name="Mia") for one in stored.members)),
    )


def take_in_the_same() -> None:
    make_applicant(by=caseworker(), record=record(customer_number="335A100004"))


def close(number: str) -> None:
    close_case(applicant=applicant(number), reason=ClosingReason.WORK, by=caseworker(), on=TODAY, at=NOW)


def new_policy() -> None:
    PolicyVersion.objects.create(valid_from=TODAY, u25_age=40)


def leave(username: str) -> None:
    User.objects.filter(username=username).update(is_active=False)


MEANWHILE: dict[str, Callable[[], object]] = {
    "who is changed is edited": lambda: rename("335A100001"),
    "who is changed gets a partner": with_partner,
    "of who is changed something is entered that no list says": name_the_child,
    "whose entry stays is edited": lambda: rename("335A100002"),
    "who was as in the list is edited": lambda: edit(
        caseworker(), lambda stored: replace(stored, person=replace(stored.person, last_name="L")), "335A100003"
    ),
    "who is new is taken in": take_in_the_same,
    "a case is closed": lambda: close("335A100001"),
    "a case that is as in the list is closed": lambda: close("335A100003"),
    "a policy changes the answers": new_policy,
    "a field gets another rule": lambda: decided_by(FieldRule.FILE, ImportField.TELEPHONE),
    "a caseworker leaves": lambda: leave("kim"),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_nothing_is_applied_and_the_dry_run_is_made_anew(run: ImportRun, lead: User, meanwhile: str) -> None:
    MEANWHILE[meanwhile]()
    before = everything()

    again = apply_run(run, lead)

    assert (again.state, everything()) == (ImportState.READY, before)
    assert again.notice.startswith(NOTICE)
    assert (again.apply_at, again.apply_by, again.attempts) == (None, None, 0)
    assert apply_run(again, lead).state == ImportState.APPLIED
    assert ImportRun.objects.get(pk=run.pk).notice == ""


def test_on_another_day_the_dry_run_is_another_one(run: ImportRun, lead: User) -> None:
    before, tomorrow = everything(), TODAY + timedelta(days=1)

    again = apply_run(run, lead, on=tomorrow)

    assert (again.state, again.on, everything()) == (ImportState.READY, tomorrow, before)
    assert again.notice.startswith(NOTICE)


def test_a_file_that_is_gone_ends_the_run(run: ImportRun, lead: User) -> None:
    before = everything()
    for file in run.files.all():
        file.content.storage.delete(file.content.name)

    failed = apply_run(run, lead)

    assert (failed.state, everything()) == (ImportState.FAILED, before)
    assert failed.notice.endswith("Prüfen Sie den Pfad.")


def test_what_is_not_in_question_may_change(run: ImportRun, lead: User) -> None:
    make_applicant(by=caseworker())
    close("335A100005")
    PolicyVersion.objects.create(valid_from=TODAY + timedelta(days=30))

    assert apply_run(run, lead).state == ImportState.APPLIED
    assert Decision.objects.filter(applicant=applicant("335A100001")).latest("pk").desk_id == "placement"


def test_the_new_dry_run_shows_what_has_changed(run: ImportRun, lead: User) -> None:
    take_in_the_same()
    close("335A100003")

    again = worked(request_apply(run=run, by=lead, at=NOW))

    assert outcomes(again)["335A100003"] == EntryOutcome.CLOSED
    assert entry(again, "335A100004").outcome == EntryOutcome.CHANGED
    assert entry(again, "335A100004").contradicts
