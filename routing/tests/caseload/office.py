"""Lists for an import, and the run made of them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.core.files.base import ContentFile

from kit.files import private_storage
from routing.caseload.receiving import Uploaded
from routing.caseload.runs import add_corrections, answer_questions, check_again, request_apply, start_run
from routing.caseload.work import work_on
from routing.fields import FieldRule, ImportField
from routing.intake.actions import change
from routing.intake.files.layouts import STOCK
from routing.models import Applicant, ImportedRecord, ImportEntry, ImportFieldRule, ImportQuestion, ImportRun
from routing.queries import record_of
from routing.record import ApplicantRecord
from routing.tests.files.building import Member, Person, applicants, household, table
from staff.models import User
from tests.factories import NOW, TODAY

Row = Mapping[str, str]

NEXT_WEEK, THEN = TODAY + timedelta(days=7), NOW + timedelta(days=7)
LATER = NOW + timedelta(hours=1)


class Stock(dict[str, str]):
    """A line of the present stock: at the desk IFK AEZ unless told otherwise."""

    def __init__(self, number: str = "335A100001", **cells: str) -> None:
        super().__init__({"kundennummer": number, "stelle": "ifk_aez"} | cells)


def uploads(people: str, members: str = household(), stock: str | None = None) -> list[Uploaded]:
    """The lists as uploaded files."""
    texts = {"bewerber.csv": people, "haushalt.csv": members, "bestand.csv": stock}
    return [Uploaded(name, ContentFile(text.encode())) for name, text in texts.items() if text is not None]


def stock(*rows: Stock) -> str:
    """The text of `bestand.csv`."""
    return table(STOCK.columns, rows)


def checked(by: User, files: list[Uploaded], on: date = TODAY, at: datetime = NOW) -> ImportRun:
    """A run after its dry run."""
    run = start_run(files=files, by=by, at=at)
    return worked(run, on=on, at=at)


def applied(by: User, files: list[Uploaded], on: date = TODAY, at: datetime = NOW) -> ImportRun:
    """A run after it was applied."""
    return apply_run(checked(by, files, on=on, at=at), by, on=on, at=at)


def apply_run(run: ImportRun, by: User, on: date = TODAY, at: datetime = NOW) -> ImportRun:
    """The run after somebody had it applied."""
    return worked(request_apply(run=run, by=by, at=at), on=on, at=at)


def worked(run: ImportRun, on: date = TODAY, at: datetime = NOW) -> ImportRun:
    """The run after a worker did what it waits for."""
    work_on(run=run, on=on, at=at, tell=lambda _: None)
    run.refresh_from_db()
    return run


def outcomes(run: ImportRun) -> dict[str, str]:
    """What the dry run says of each customer number."""
    return dict(run.entries.values_list("customer_number", "outcome"))


def answer_all(run: ImportRun, rule: FieldRule, by: User, at: datetime = NOW) -> None:
    """The same answer to every question."""
    questions = ImportQuestion.objects.filter(entry__run=run).values_list("pk", flat=True)
    answer_questions(run=run, answers=dict.fromkeys(questions, rule), by=by, at=at)


def entry(run: ImportRun, number: str = "335A100001") -> ImportEntry:
    """What the dry run says of one applicant."""
    return run.entries.get(customer_number=number)


def corrected(run: ImportRun, by: User, files: list[Uploaded], on: date = TODAY, at: datetime = NOW) -> ImportRun:
    """The run after corrections of it were checked too."""
    return worked(add_corrections(run=run, files=files, by=by), on=on, at=at)


def again(run: ImportRun, by: User, on: date = TODAY, at: datetime = NOW) -> ImportRun:
    """The run after its dry run was made anew."""
    return worked(check_again(run=run, by=by), on=on, at=at)


def decided_by(rule: FieldRule, field: ImportField) -> None:
    """Let the office decide so about contradictions in this field."""
    ImportFieldRule.objects.filter(field=field).update(rule=rule)


def applicant(number: str = "335A100001") -> Applicant:
    """The stored applicant."""
    return Applicant.objects.get(customer_number=number)


def edit(
    by: User, changed: Callable[[ApplicantRecord], ApplicantRecord], number: str = "335A100001", on: date = TODAY
) -> None:
    """Somebody changes what is stored of an applicant, with the form."""
    found = applicant(number)
    change(applicant=found, revision=found.revision, record=changed(record_of(found)), by=by, on=on, at=NOW)


def questions(run: ImportRun) -> dict[str, str]:
    """The questions of a run by key, with what was answered."""
    return dict(ImportQuestion.objects.filter(entry__run=run).values_list("key", "answer"))


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All that is stored but the runs themselves: every applicant, every version of her, and what is remembered."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_app_config("routing").get_models()
        if not model.__name__.startswith("Import") or model is ImportedRecord
    }


def files() -> list[Path]:
    """What lies where uploads are kept."""
    return [path for path in Path(private_storage().location).rglob("*") if path.is_file()]


__all__ = ["Member", "Person", "applicants", "household"]
