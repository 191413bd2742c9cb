"""The forecast as background work: how far it is stands in its row, so a lost message only costs time."""

from celery import shared_task
from django.utils.timezone import localdate, now

from kit.locks import only_one
from routing.outlook.actions import begin_forecast, compute_some, is_reviewed


@shared_task
def forecast_night() -> None:
    """Compute the forecast of today once the night's review is over, or go on where somebody stopped."""
    with only_one("forecast") as is_mine:
        if not is_mine or not is_reviewed(localdate()):
            return
        run = begin_forecast(on=localdate(), at=now())
        while compute_some(run=run, at=now()):
            pass
