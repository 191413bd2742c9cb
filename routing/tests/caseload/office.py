"""Lists for an import, and the run made of them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.files.base import ContentFile

from routing.caseload.receiving import Uploaded
from routing.caseload.runs import answer_questions, request_apply, start_run
from routing.caseload.work import work_on
from routing.fields import FieldRule
from routing.intake.files.layouts import STOCK
from routing.models import ImportEntry, ImportQuestion, ImportRun
from routing.tests.files.building import Member, Person, applicants, household, table
from staff.models import User
from tests.factories import NOW, TODAY

Row = Mapping[str, str]


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


__all__ = ["Member", "Person", "applicants", "household"]
