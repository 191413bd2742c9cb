"""Several at the same moment: one run, one piece of work, one result."""

from collections.abc import Callable

import pytest
from django.db import connection

from kit.refusals import ActionRefused
from routing.caseload.runs import check_again, discard_run, expire_runs, request_apply, start_run
from routing.caseload.work import work_on
from routing.enums import ImportState, Occasion
from routing.fields import FieldRule
from routing.intake.actions import change, take_in
from routing.models import Applicant, Decision, ImportRun
from routing.queries import record_of
from routing.tests.at_once import at_once
from routing.tests.caseload.office import (
    THEN,
    Member,
    Person,
    again,
    answer_all,
    applicant,
    applicants,
    applied,
    checked,
    corrected,
    files,
    household,
    uploads,
    worked,
)
from staff.models import User
from tests.factories import NOW, TODAY, caseworker, record, team_lead

pytestmark = pytest.mark.django_db(transaction=True)

SOME = applicants(*(Person(f"335A{number:06}") for number in range(3)))


@pytest.fixture(autouse=True)
def _reported_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routing.intake.files.lists._LINES_BETWEEN_REPORTS", 1)


@pytest.fixture
def lead() -> User:
    return team_lead()


def meanwhile(run: ImportRun, do: Callable[[], object]) -> object:
    """What somebody gets who does this while a worker is in the middle of the run. Who would have to wait, fails."""
    got: list[object] = []

    def impatiently() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '10s'")
        return do()

    def tell(share: float) -> None:
        if share > 0 and not got:
            got.extend(at_once(impatiently))

    work_on(run=run, on=TODAY, at=NOW, tell=tell)
    return got[0]


def test_of_two_uploads_one_is_refused_and_leaves_no_file(lead: User) -> None:
    results = at_once(*[lambda: start_run(files=uploads(applicants(Person())), by=lead, at=NOW)] * 2)

    (refusal,) = (result for result in results if isinstance(result, ActionRefused))
    assert str(refusal).startswith("Es läuft schon eine Einspielung: hochgeladen am 02.03.2026 von M. Keller")
    assert ImportRun.objects.count() == 1
    assert len(files()) == 2


def test_of_two_workers_on_a_dry_run_one_does_it(lead: User) -> None:
    run = start_run(files=uploads(applicants(Person())), by=lead, at=NOW)

    at_once(*[lambda: worked(ImportRun.objects.get())] * 2)

    run.refresh_from_db()
    assert (run.state, run.attempts, run.entries.count()) == (ImportState.READY, 0, 1)


def test_of_two_workers_who_apply_one_does_it(lead: User) -> None:
    run = request_apply(run=checked(lead, uploads(applicants(Person()))), by=lead, at=NOW)

    at_once(*[lambda: worked(ImportRun.objects.get())] * 2)

    run.refresh_from_db()
    assert (run.state, run.notice) == (ImportState.APPLIED, "")
    assert (Applicant.objects.count(), Decision.objects.count()) == (1, 1)


def test_a_second_worker_does_not_wait_for_the_first(lead: User) -> None:
    run = start_run(files=uploads(SOME), by=lead, at=NOW)

    seen = meanwhile(run, lambda: worked(ImportRun.objects.get()))

    assert isinstance(seen, ImportRun)
    assert (seen.state, seen.attempts) == (ImportState.CHECKING, 1)


def test_who_wants_it_applied_a_second_time_is_told_so(lead: User) -> None:
    run = checked(lead, uploads(applicants(Person())))

    results = at_once(*[lambda: request_apply(run=run, by=lead, at=NOW)] * 2)

    (refusal,) = (result for result in results if isinstance(result, ActionRefused))
    assert str(refusal) == "Das geht jetzt nicht. Stand der Einspielung: wird angewendet."
    assert worked(run).state == ImportState.APPLIED


def test_applying_and_discarding_at_once_leave_one_of_both(lead: User) -> None:
    run = checked(lead, uploads(applicants(Person())))

    results = at_once(lambda: request_apply(run=run, by=lead, at=NOW), lambda: discard_run(run=run, by=lead, at=NOW))

    assert [isinstance(result, ActionRefused) for result in results].count(True) == 1
    assert (worked(run).state == ImportState.APPLIED) == Applicant.objects.exists()
    assert run.state in {ImportState.APPLIED, ImportState.DISCARDED}
    assert files() == []


def test_applying_and_expiring_at_once_leave_one_of_both(lead: User) -> None:
    run = checked(lead, uploads(applicants(Person())))

    refusal, ended = at_once(lambda: request_apply(run=run, by=lead, at=THEN), lambda: expire_runs(at=THEN))

    assert isinstance(refusal, ActionRefused) == (ended == 1)
    assert worked(run).state == (ImportState.EXPIRED if ended else ImportState.APPLIED)
    assert files() == []


DOINGS: dict[str, Callable[[ImportRun, User], object]] = {
    "apply": lambda run, by: request_apply(run=run, by=by, at=NOW),
    "discard": lambda run, by: discard_run(run=run, by=by, at=NOW),
    "answer": lambda run, by: answer_all(run, FieldRule.FILE, by),
    "correct": lambda run, by: corrected(run, by, uploads(applicants(Person()))[:1]),
    "check again": again,
    "upload": lambda run, by: start_run(files=uploads(applicants(Person())), by=by, at=NOW),
}


@pytest.mark.parametrize("doing", sorted(DOINGS.keys() - {"discard"}))
def test_while_a_worker_checks_everybody_else_is_refused_without_waiting(lead: User, doing: str) -> None:
    run = start_run(files=uploads(SOME), by=lead, at=NOW)

    assert isinstance(meanwhile(run, lambda: DOINGS[doing](run, lead)), ActionRefused)

    run.refresh_from_db()
    assert (run.state, run.entries.count(), len(files())) == (ImportState.READY, 3, 2)


@pytest.mark.parametrize("is_second", [False, True])
def test_any_lead_gives_a_dry_run_up_while_a_worker_makes_it_and_nothing_is_left(lead: User, is_second: bool) -> None:
    run = start_run(files=uploads(SOME), by=lead, at=NOW)
    if is_second:
        run = check_again(run=worked(run), by=lead)
    other = team_lead("u25")

    ended = meanwhile(run, lambda: discard_run(run=run, by=other, at=NOW))

    assert isinstance(ended, ImportRun)
    run.refresh_from_db()
    assert (run.state, run.ended_by, run.entries.count(), files()) == (ImportState.DISCARDED, other, 0, [])
    assert checked(lead, uploads(SOME)).state == ImportState.READY


def test_what_a_run_had_found_that_was_given_up_while_it_waited_for_a_worker_is_forgotten(lead: User) -> None:
    run = check_again(run=checked(lead, uploads(SOME)), by=lead)

    discard_run(run=run, by=lead, at=NOW)
    assert worked(run).state == ImportState.DISCARDED
    expire_runs(at=NOW)

    assert not run.entries.exists()


@pytest.mark.parametrize("doing", DOINGS)
def test_while_a_worker_applies_everybody_else_is_refused_without_waiting(lead: User, doing: str) -> None:
    run = request_apply(run=checked(lead, uploads(SOME)), by=lead, at=NOW)

    assert isinstance(meanwhile(run, lambda: DOINGS[doing](run, lead)), ActionRefused)

    run.refresh_from_db()
    assert (run.state, Applicant.objects.count(), files()) == (ImportState.APPLIED, 3, [])


def test_a_change_by_hand_and_applying_at_once_leave_one_of_both(lead: User) -> None:
    applied(lead, uploads(applicants(Person()), household(Member())))
    run = checked(lead, uploads(applicants(Person(nachname="Lang")), household(Member())))
    request_apply(run=run, by=lead, at=NOW)
    stored, by = applicant(), caseworker()

    refusal, _ = at_once(
        lambda: change(applicant=stored, revision=1, record=record_of(stored), by=by, on=TODAY, at=NOW),
        lambda: worked(ImportRun.objects.get(pk=run.pk)),
    )

    run.refresh_from_db()
    by_hand = not isinstance(refusal, ActionRefused)
    assert run.state == (ImportState.READY if by_hand else ImportState.APPLIED)
    assert (applicant().last_name, applicant().revision) == ("Albers" if by_hand else "Lang", 2)


def test_taking_in_and_applying_the_same_number_at_once_leave_one_of_both(lead: User) -> None:
    run = request_apply(run=checked(lead, uploads(applicants(Person()))), by=lead, at=NOW)
    by = caseworker()

    refusal, _ = at_once(
        lambda: take_in(record=record(customer_number="335A100001"), by=by, on=TODAY, at=NOW),
        lambda: worked(ImportRun.objects.get()),
    )

    run.refresh_from_db()
    by_hand = not isinstance(refusal, ActionRefused)
    assert run.state == (ImportState.READY if by_hand else ImportState.APPLIED)
    assert Decision.objects.get().occasion == (Occasion.TAKEN_IN if by_hand else Occasion.IMPORTED)
