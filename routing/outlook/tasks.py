"""The forecast and the questions "what if" as background work: how far each is stands in its row, so a lost message
only costs time.
"""

from celery import shared_task
from django.utils.timezone import localdate, now

from kit.locks import only_one
from kit.runs import resume, under_way
from routing.models import WhatIfRun
from routing.outlook.actions import begin_forecast, compute_some, is_reviewed
from routing.outlook.what_if_actions import begin_comparing, compare_some, forget_persons


@shared_task
def forecast_night() -> None:
    """Compute the forecast of today once the night's review is over, or go on where somebody stopped."""
    with only_one("forecast") as is_mine:
        if not is_mine or not is_reviewed(localdate()):
            return
        run = begin_forecast(on=localdate(), at=now())
        while compute_some(run=run, at=now()):
            pass


@shared_task
def what_if(run_id: int) -> None:
    """Compare the whole caseload, or what is left of it."""
    with only_one(f"what if {run_id}") as is_mine:
        if is_mine and begin_comparing(run_id=run_id):
            while compare_some(run_id=run_id, at=now()):
                pass


@shared_task
def resume_what_ifs() -> None:
    """Go on with questions whose message was lost, or whose worker was killed."""
    resume(what_if, under_way(WhatIfRun.objects.all()).values_list("pk", flat=True))


@shared_task
def forget_old_what_ifs() -> None:
    """Delete the lists of old comparisons."""
    forget_persons(at=now())
