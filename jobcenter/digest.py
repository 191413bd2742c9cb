"""The daily e-mail: how much there is to do and where, and nothing that says about whom."""

from datetime import datetime
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from frame.contracts import AgendaGroup
from frame.viewer import Viewer
from jobcenter.day import GROUPS, day_counts
from staff.digests import begin_digest, end_digest, put_back_digest
from staff.models import Digest

_WORDS = {
    AgendaGroup.OVERDUE: "überfällig",
    AgendaGroup.DUE: "zu erledigen",
    AgendaGroup.NEW: "neu",
    AgendaGroup.AHEAD: "demnächst",
}


class NotSent(Exception):
    """The mail server could not be reached or has refused; it is tried again."""


def send(*, digest: Digest, at: datetime) -> bool:
    """Send it unless somebody has begun to; whether it was sent. Raises `NotSent` where it certainly was not.

    What fails in the middle, or is killed there, may have arrived: that is not sent again.
    """
    if not begin_digest(digest=digest, at=at):
        return False
    connection = get_connection()
    mail = message(Viewer(digest.user, digest.on, at))
    mail.connection = connection
    try:
        connection.open()
    except OSError as problem:
        put_back_digest(digest=digest)
        raise NotSent(type(problem).__name__) from None
    try:
        mail.send()
    except (SMTPResponseException, SMTPRecipientsRefused) as problem:
        put_back_digest(digest=digest)
        raise NotSent(type(problem).__name__) from None
    finally:
        connection.close()
    end_digest(digest=digest, at=at)
    return True


def message(viewer: Viewer) -> EmailMessage:
    """The e-mail of a day: numbers and a link."""
    counts = day_counts(viewer)
    urgent = counts.get(AgendaGroup.OVERDUE, 0), counts.get(AgendaGroup.DUE, 0)
    lines = [f"{counts.get(group, 0):>4}  {_WORDS[group]}" for group in GROUPS]
    text = "\n".join(
        [
            f"Ihr Tag am {viewer.on:%d.%m.%Y}:",
            "",
            *lines,
            "",
            f"{settings.PUBLIC_URL}{reverse('my_day')}",
            "",
            f"Abbestellen: {settings.PUBLIC_URL}{reverse('digest_settings')}",
        ]
    )
    subject = f"Mein Tag: {urgent[0]} überfällig, {urgent[1]} zu erledigen"
    return EmailMessage(subject=subject, body=text, to=[viewer.user.email])
