"""Handing an e-mail of the outbox to the mail server."""

from datetime import datetime
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage, get_connection

from staff.models import OutgoingMail
from staff.outbox import begin_mail, end_mail, put_back_mail, refuse_mail

# Answers from here on are for good (RFC 5321, 4.2.1).
_FOR_GOOD = 500


class NotSent(Exception):
    """The mail server has refused, but not for good; it is tried again."""


class NoMailServer(NotSent):
    """The mail server could not be reached, which holds for the next e-mail too."""


def send(*, mail: OutgoingMail, at: datetime) -> bool:
    """Send it unless somebody has begun to; whether it was sent. Raises `NotSent` where it certainly was not and is to
    be tried again; a recipient who is refused for good is noted.

    What fails in the middle, or is killed there, may have arrived: that is not sent again.
    """
    connection = get_connection()
    try:
        connection.open()
    except OSError as problem:
        raise NoMailServer(type(problem).__name__) from None
    message = EmailMessage(mail.subject, mail.body, to=[mail.recipient.email], connection=connection)
    try:
        return begin_mail(mail=mail, at=at) and _hand_over(mail, message, at)
    finally:
        connection.close()


def _hand_over(mail: OutgoingMail, message: EmailMessage, at: datetime) -> bool:
    try:
        message.send()
    except (SMTPResponseException, SMTPRecipientsRefused) as problem:
        if isinstance(problem, SMTPRecipientsRefused):
            ((code, answer),) = problem.recipients.values()
            if code >= _FOR_GOOD:
                refuse_mail(mail=mail, answer=f"{code} {answer.decode(errors='replace')}", at=at)
                return False
        put_back_mail(mail=mail)
        raise NotSent(type(problem).__name__) from None
    end_mail(mail=mail, at=at)
    return True
