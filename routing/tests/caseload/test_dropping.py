"""Lines that are dropped from a run and taken back: by whom, when, and what the dry run then says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from kit.refusals import ActionRefused
from kit.tests.lists.workbooks import workbook
from routing.caseload.dropping import drop_lines, take_back_lines
from routing.caseload.receiving import Uploaded
from routing.caseload.runs import discard_run, request_apply
from routing.enums import ImportState
from routing.models import Applicant, ImportDroppedLine, ImportProblem, ImportRun
from routing.queries import record_of
from routing.tests.at_once import at_once
from routing.tests.caseload.office import (
    Member,
    Person,
    Stock,
    applicant,
    applicants,
    apply_run,
    checked,
    corrected,
    entry,
    household,
    outcomes,
    stock,
    uploads,
    worked,
)
from staff.models import User
from tests.factories import NOW, caseworker, make_applicant, record, team_lead

pytestmark = pytest.mark.django_db

GONE = "Die Auswahl passt nicht mehr zu diesen Zeilen. Wählen Sie neu aus."


@pytest.fixture
def run(lead: User) -> ImportRun:
    """One who is left out for a line of her household, one for a line of the stock, and one for her own."""
    make_applicant(by=caseworker(), record=record(customer_number="335A100003"))
    people = applicants(Person(), Person("335A100002"), Person("335A100003", geburtsdatum="x", bg_nummer="x"))
    members = household(Member(geburtsdatum="x"), Member())
    return checked(lead, uploads(people, members, stock(Stock("335A100002", stelle="x"))))


def problems(run: ImportRun, kind: str) -> set[int]:
    """The ids of everything that is wrong with a list itself."""
    found = ImportProblem.objects.filter(file__run=run, list_kind=kind)
    return set(found.exclude(reason__in=("household_unreadable", "stock_unreadable")).values_list("pk", flat=True))


def dropped(run: ImportRun) -> set[int]:
    return set(ImportDroppedLine.objects.filter(file__run=run).values_list("pk", flat=True))


def steps(run: ImportRun, by: User, found: set[int], taken: set[int]) -> list[Callable[[], int]]:
    """To drop lines of the run, and to take some back."""
    return [
        lambda: drop_lines(run=run, problems=found, by=by, at=NOW),
        lambda: take_back_lines(run=run, dropped=taken, by=by),
    ]


def without(run: ImportRun, by: User, *kinds: str) -> ImportRun:
    """The run after everything that is wrong with these lists was dropped."""
    ids = {each for kind in kinds for each in problems(run, kind)}
    drop_lines(run=run, problems=ids, by=by, at=NOW)
    return worked(run)


def test_whose_household_line_is_dropped_counts_with_the_others_of_it(lead: User, run: ImportRun) -> None:
    assert outcomes(run) == {}

    run = without(run, lead, "household")

    assert outcomes(run) == {"335A100001": "new"}
    apply_run(run, lead)
    assert len(record_of(applicant()).members) == 1


def test_whose_stock_line_is_dropped_counts_and_sits_nowhere(lead: User, run: ImportRun) -> None:
    run = without(run, lead, "stock")

    assert outcomes(run) == {"335A100002": "new"}
    assert entry(run, "335A100002").seat is None


def test_who_is_dropped_herself_is_left_alone_and_not_proposed_for_closing(lead: User, run: ImportRun) -> None:
    before = record_of(applicant("335A100003"))

    run = without(run, lead, "applicants")

    assert outcomes(run) == {}
    apply_run(run, lead)
    assert record_of(applicant("335A100003")) == before


def test_a_line_that_is_wrong_in_two_columns_is_one(lead: User, run: ImportRun) -> None:
    both = problems(run, "applicants")
    assert len(both) == 2

    assert drop_lines(run=run, problems=both, by=lead, at=NOW) == 1

    line = ImportDroppedLine.objects.get()
    assert (line.file.name, line.line, line.dropped_by, line.dropped_at) == ("bewerber.csv", 4, lead, NOW)


def test_what_is_dropped_is_no_problem_any_more_and_one_again_once_it_is_taken_back(lead: User, run: ImportRun) -> None:
    at_first = list(ImportProblem.objects.values_list("file", "list_kind", "line", "column", "reason"))

    run = without(run, lead, "applicants", "household", "stock")
    assert (run.state, ImportProblem.objects.count(), run.counts["read"]) == (ImportState.READY, 0, 2)

    assert take_back_lines(run=run, dropped=dropped(run), by=lead) == 3
    run = worked(run)
    assert list(ImportProblem.objects.values_list("file", "list_kind", "line", "column", "reason")) == at_first
    assert (dropped(run), outcomes(run)) == (set(), {})


def test_a_line_whose_applicant_is_left_out_because_of_another_list_cannot_be_dropped(
    lead: User, run: ImportRun
) -> None:
    of_household = ImportProblem.objects.get(reason="household_unreadable")

    with pytest.raises(ActionRefused, match=GONE):
        drop_lines(run=run, problems={of_household.pk}, by=lead, at=NOW)


def test_ids_of_another_run_and_of_none_change_nothing_at_all(lead: User, run: ImportRun) -> None:
    other = without(run, lead, "household")
    of_other = problems(other, "applicants"), dropped(other)
    discard_run(run=other, by=lead, at=NOW)
    lists = uploads(applicants(Person(geburtsdatum="x")), household(Member("y")))
    run = without(checked(lead, lists), lead, "household")
    own = problems(run, "applicants"), dropped(run)

    for ids in (own[0] | of_other[0], own[0] | {0}, {10**17}, set(range(1, 5000))):
        with pytest.raises(ActionRefused, match=GONE):
            drop_lines(run=run, problems=ids, by=lead, at=NOW)
    for ids in (own[1] | of_other[1], own[1] | {0}, set(range(1, 5000))):
        with pytest.raises(ActionRefused, match=GONE):
            take_back_lines(run=run, dropped=ids, by=lead)

    run.refresh_from_db()
    assert (run.state, problems(run, "applicants"), dropped(run)) == (ImportState.READY, *own)


def test_nothing_chosen_is_said_and_makes_no_dry_run(lead: User, run: ImportRun) -> None:
    for step in steps(run, lead, set(), set()):
        with pytest.raises(ActionRefused, match="Wählen Sie mindestens eine Zeile aus"):
            step()
    run.refresh_from_db()
    assert run.state == ImportState.READY


def test_another_team_lead_neither_drops_nor_takes_back(lead: User, run: ImportRun) -> None:
    run, other = without(run, lead, "household"), team_lead("u25")

    for step in steps(run, other, problems(run, "stock"), dropped(run)):
        with pytest.raises(ActionRefused, match="Das kann nur, wer die Listen hochgeladen hat"):
            step()
    assert len(dropped(run)) == 1


@pytest.mark.parametrize(
    ("busy", "state"),
    [
        (lambda run, by: drop_lines(run=run, problems=problems(run, "stock"), by=by, at=NOW), "Probelauf läuft"),
        (lambda run, by: request_apply(run=run, by=by, at=NOW), "wird angewendet"),
        (apply_run, "angewendet"),
        (lambda run, by: discard_run(run=run, by=by, at=NOW), "verworfen"),
    ],
)
def test_only_a_run_that_is_ready_loses_or_gets_back_lines(
    lead: User, run: ImportRun, busy: Callable[[ImportRun, User], object], state: str
) -> None:
    run = without(run, lead, "household")
    tried = steps(run, lead, problems(run, "applicants"), dropped(run))
    busy(run, lead)
    before = dropped(run)

    for step in tried:
        with pytest.raises(ActionRefused, match=state):
            step()
    assert dropped(run) == before


def test_a_correction_that_turns_out_to_be_no_list_leaves_what_was_dropped_before(lead: User, run: ImportRun) -> None:
    run = without(run, lead, "household")
    bad = uploads(applicants(Person(), columns=("kundennummer", "nachname")))[:1]

    run = corrected(run, lead, bad)

    assert (run.state, run.files.count(), outcomes(run)) == (ImportState.READY, 3, {"335A100001": "new"})


def test_what_was_dropped_of_a_correction_goes_with_its_file(lead: User, run: ImportRun) -> None:
    run = corrected(run, lead, uploads(applicants(Person("335A100003", geburtsdatum="y")))[:1])
    run = without(run, lead, "applicants")
    assert ImportDroppedLine.objects.get().file.number == 1

    run.files.filter(number=1).delete()

    assert dropped(run) == set()


def test_of_a_workbook_the_line_of_the_sheet_is_dropped(lead: User, tmp_path: Path) -> None:
    people, members = [[*Person().values()]], [[*Member(geburtsdatum="x").values()], [*Member().values()]]
    book = workbook(tmp_path / "a.xlsx", bewerber=[[*Person()], *people], haushalt=[[*Member()], *members])
    run = checked(lead, [Uploaded("liste.xlsx", ContentFile(book.read_bytes()))])
    assert outcomes(run) == {}

    run = without(run, lead, "household")

    assert outcomes(run) == {"335A100001": "new"}
    assert ImportDroppedLine.objects.values_list("list_kind", "line").get() == ("household", 2)


def test_the_database_keeps_no_line_twice_and_none_of_no_list(lead: User, run: ImportRun) -> None:
    line = ImportDroppedLine(file=run.files.all()[0], list_kind="household", line=2, dropped_at=NOW, dropped_by=lead)
    line.save()
    for kind in ("household", "workbook"):
        line.pk, line.list_kind = None, kind
        with pytest.raises(IntegrityError), transaction.atomic():
            line.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_dropping_and_applying_at_once_leave_one_of_both() -> None:
    lead = team_lead()
    run = checked(lead, uploads(applicants(Person(), Person("335A100002")), household(Member(geburtsdatum="x"))))
    ids = problems(run, "household")

    results = at_once(
        lambda: drop_lines(run=run, problems=ids, by=lead, at=NOW), lambda: request_apply(run=run, by=lead, at=NOW)
    )

    assert [isinstance(result, ActionRefused) for result in results].count(True) == 1
    run = worked(run)
    was_dropped = not isinstance(results[0], ActionRefused)
    assert (run.state, len(dropped(run))) == ((ImportState.READY, 1) if was_dropped else (ImportState.APPLIED, 0))
    assert (len(outcomes(run)), Applicant.objects.count()) == ((2, 0) if was_dropped else (1, 1))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_drop_the_same_line_at_once_one_does_it() -> None:
    lead = team_lead()
    run = checked(lead, uploads(applicants(Person()), household(Member(geburtsdatum="x"))))
    ids = problems(run, "household")

    results = at_once(*[lambda: drop_lines(run=run, problems=ids, by=lead, at=NOW)] * 2)

    assert [isinstance(result, ActionRefused) for result in results].count(True) == 1
    assert (outcomes(worked(run)), len(dropped(run))) == ({"335A100001": "new"}, 1)
