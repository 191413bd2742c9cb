"""Exports in the background: the long ones, those whose dispatch was lost, and those whose day is over."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from routing.enums import ExportState
from routing.exports.actions import expire_exports, write_export
from routing.models import ExportRun

# How long a requested export is left to whoever began it. Beat asks every minute (CELERY_BEAT_SCHEDULE); what it has
# handed on and nobody has taken by then is handed on anew, and must not pile up.
PATIENCE = timedelta(minutes=2)
_ANEW_AFTER = 60


@shared_task
def write(key: str) -> None:
    """Write the file of an export."""
    write_export(key=UUID(key), on=timezone.localdate(), at=timezone.now())


@shared_task
def pick_up_lost() -> None:
    """Hand on again what was asked for and is still not written."""
    lost = ExportRun.objects.filter(state=ExportState.REQUESTED, requested_at__lt=timezone.now() - PATIENCE)
    for key in lost.order_by("requested_at").values_list("key", flat=True):
        write.apply_async((str(key),), expires=_ANEW_AFTER)


@shared_task
def delete_old() -> None:
    """Delete the files of yesterday."""
    expire_exports(at=timezone.now())
