"""Background work on runs: a run is a row, so a lost message only costs time."""

from functools import partial

from celery import shared_task
from django.utils.timezone import localdate, now

from kit.runs import resume, under_way
from routing.caseload.progress import tell
from routing.caseload.runs import expire_runs
from routing.caseload.work import work_on
from routing.models import ImportRun


@shared_task
def work_on_import(run_id: int) -> None:
    """Do what the run waits for."""
    run = ImportRun.objects.get(pk=run_id)
    work_on(run=run, on=localdate(), at=now(), tell=partial(tell, run))


@shared_task
def resume_imports() -> None:
    """Go on with runs whose message was lost, or whose worker was killed."""
    resume(work_on_import, under_way(ImportRun.objects.all()).values_list("pk", flat=True))


@shared_task
def expire_imports() -> None:
    """Delete uploads that nobody has applied for a day, and reports that are old."""
    expire_runs(at=now())
