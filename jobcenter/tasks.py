"""Background work of the whole: the daily e-mails are written, and sessions that have ended are forgotten."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import localdate, now

from jobcenter.digest import awaiting_digest, write_digest
from kit.workdays import is_working_day
from staff.models import User

# Seconds between two times that beat asks (CELERY_BEAT_SCHEDULE): what nobody has taken by then must not pile up.
_ASKED_EVERY = 600


@shared_task
def write_digests() -> None:
    """Have the e-mails of today written that are not yet; on days without work there are none."""
    on = localdate()
    if not is_working_day(on):
        return
    for user in awaiting_digest(on).values_list("pk", flat=True):
        write_digest_of.apply_async((user,), expires=_ASKED_EVERY)


@shared_task
def write_digest_of(user_id: int) -> None:
    """Write one; the outbox sends it."""
    write_digest(user=User.objects.get(pk=user_id), on=localdate(), at=now())


@shared_task
def forget_old_sessions() -> None:
    """Delete the sessions that have ended, and with them what was searched for."""
    SessionStore.clear_expired()
