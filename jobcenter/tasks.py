"""Background work of the whole: the daily e-mails, each a row, so a lost message only costs time; ended sessions."""

from celery import shared_task
from celery.utils.log import get_task_logger
from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import localdate, now

from jobcenter.digest import NotSent, send
from kit.workdays import is_working_day
from staff.digests import plan_digests, waiting_digests
from staff.models import Digest

_log = get_task_logger(__name__)


@shared_task
def send_digests() -> None:
    """Have the e-mails of today sent that are not yet; on days without work there are none."""
    on = localdate()
    if not is_working_day(on):
        return
    plan_digests(on=on)
    for digest in waiting_digests(on).values_list("pk", flat=True):
        send_digest.delay(digest)


@shared_task
def send_digest(digest_id: int) -> None:
    """Send one; where the mail server could not take it, the next round tries again."""
    digest = Digest.objects.select_related("user").get(pk=digest_id)
    try:
        send(digest=digest, at=now())
    except NotSent as problem:
        _log.warning("Tägliche E-Mail %s nicht versandt: %s", digest_id, problem)


@shared_task
def forget_old_sessions() -> None:
    """Delete the sessions that have ended, and with them what was searched for."""
    SessionStore.clear_expired()
