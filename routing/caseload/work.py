"""The long work on a run, by whoever comes first: a worker, another one after it was killed, or a command."""

from datetime import date, datetime
from functools import partial

from kit.locks import only_one
from kit.runs import begin
from routing.caseload.apply import apply
from routing.caseload.check import Tell, check
from routing.caseload.states import end, locking
from routing.enums import ImportState
from routing.models import ImportRun

_GIVEN_UP = (
    "Die Einspielung ist dreimal nacheinander abgebrochen. Es wurde nichts geändert. Bitte wenden Sie sich an die IT."
)


def work_on(*, run: ImportRun, on: date, at: datetime, tell: Tell) -> None:
    """Do what the run waits for, to its end. Does nothing while another process works on it."""
    give_up = partial(end, state=ImportState.FAILED, at=at, by=None, notice=_GIVEN_UP)
    with only_one(f"import {run.pk}") as is_mine:
        while is_mine and (begun := begin(locking(run), give_up)):
            tell(0.0)
            work = check if begun.state == ImportState.CHECKING else apply
            work(run=begun, on=on, at=at, tell=tell)
