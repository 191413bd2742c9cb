"""The long work on a run, by whoever comes first: a worker, another one after it was killed, or a command."""

from datetime import date, datetime

from django.db import transaction

from kit.locks import only_one
from routing.caseload.apply import apply
from routing.caseload.check import Tell, check
from routing.caseload.states import end, locked
from routing.enums import ImportState
from routing.models import ImportRun

WORKING = (ImportState.CHECKING, ImportState.APPLYING)
"""States in which the run waits for a worker, or has one."""

_MOST_ATTEMPTS = 3
_GIVEN_UP = (
    "Die Einspielung ist dreimal nacheinander abgebrochen. Es wurde nichts geändert. Bitte wenden Sie sich an die IT."
)


def work_on(*, run: ImportRun, on: date, at: datetime, tell: Tell) -> None:
    """Do what the run waits for, to its end. Does nothing while another process works on it."""
    with only_one(f"import {run.pk}") as is_mine:
        while is_mine and (begun := _begin(run, at)):
            tell(0.0)
            work = check if begun.state == ImportState.CHECKING else apply
            work(run=begun, on=on, at=at, tell=tell)


@transaction.atomic
def _begin(run: ImportRun, at: datetime) -> ImportRun | None:
    """The run, if there is something to do; each beginning is counted before it, so that one that kills its worker
    each time does not do so for ever.
    """
    run = locked(run)
    if run.state not in WORKING:
        return None
    if run.attempts == _MOST_ATTEMPTS:
        end(run, ImportState.FAILED, at=at, by=None, notice=_GIVEN_UP)
        return None
    run.attempts += 1
    run.save(update_fields=["attempts"])
    return run
