"""The outbox as background work: each e-mail is a row, so a lost message only costs time."""

from celery import shared_task
from celery.utils.log import get_task_logger
from django.utils.timezone import now

from staff.delivery import NoMailServer, NotSent, send
from staff.outbox import forget_mails, waiting_mails

_log = get_task_logger(__name__)


@shared_task
def send_mails() -> None:
    """Send what waits; what the mail server could not take is tried again in the next round.

    Where sending breaks in the middle the round ends with it, and the next one goes on behind that e-mail.
    """
    for mail in waiting_mails(now()).select_related("recipient"):
        try:
            send(mail=mail, at=now())
        except NotSent as problem:
            _log.warning("E-Mail %s nicht versandt: %s", mail.pk, problem)
            if isinstance(problem, NoMailServer):
                return


@shared_task
def forget_old_mails() -> None:
    """Delete the e-mails of long ago."""
    forget_mails(at=now())
