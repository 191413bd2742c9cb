"""Exports in the background: the long ones, those whose dispatch was lost, and those whose day is over."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from kit.runs import resume, under_way
from routing.exports.actions import expire_exports, write_export
from routing.models import ExportRun

# How long a requested export is left to whoever began it.
PATIENCE = timedelta(minutes=2)


@shared_task
def write(key: str) -> None:
    """Write the file of an export."""
    write_export(key=UUID(key), on=timezone.localdate(), at=timezone.now())


@shared_task
def pick_up_lost() -> None:
    """Hand on again what was asked for and is still not written."""
    lost = under_way(ExportRun.objects.filter(requested_at__lt=timezone.now() - PATIENCE)).order_by("requested_at")
    resume(write, map(str, lost.values_list("key", flat=True)))


@shared_task
def delete_old() -> None:
    """Delete the files of yesterday."""
    expire_exports(at=timezone.now())
