"""Background work on runs: a run is a row, so a lost message only costs time."""

from functools import partial

from celery import shared_task
from django.utils.timezone import localdate, now

from routing.caseload.progress import tell
from routing.caseload.runs import expire_runs
from routing.caseload.work import WORKING, work_on
from routing.models import ImportRun

# Seconds between two times that beat asks (CELERY_BEAT_SCHEDULE): what nobody has taken by then must not pile up.
_ASKED_EVERY = 60


@shared_task
def work_on_import(run_id: int) -> None:
    """Do what the run waits for."""
    run = ImportRun.objects.get(pk=run_id)
    work_on(run=run, on=localdate(), at=now(), tell=partial(tell, run))


@shared_task
def resume_imports() -> None:
    """Go on with runs whose message was lost, or whose worker was killed."""
    for run_id in ImportRun.objects.filter(state__in=WORKING).values_list("pk", flat=True):
        work_on_import.apply_async((run_id,), expires=_ASKED_EVERY)


@shared_task
def expire_imports() -> None:
    """Delete uploads that nobody has applied for a day, and reports that are old."""
    expire_runs(at=now())
