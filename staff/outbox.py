"""The outbox: an e-mail is written as a row with what it tells about, begun by one worker, and ended or put back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from staff.digests import digest_readers
from staff.enums import MailKind
from staff.models import OutgoingMail, User

KEPT = timedelta(days=28)
"""How long an e-mail is kept after the last moment at which it was worth sending."""


@transaction.atomic
def queue_mail(
    *, recipient: User, kind: MailKind, occasion: str, subject: str, body: str, at: datetime, until: datetime
) -> None:
    """Have an e-mail sent once the transaction is through. Of one kind there is one to each on an ``occasion``, however
    often it is queued. From ``until`` on nobody needs it any more.
    """
    mail = OutgoingMail(
        recipient=recipient, kind=kind, occasion=occasion, subject=subject, body=body, queued_at=at, until=until
    )
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)


def waiting_mails(at: datetime) -> QuerySet[OutgoingMail]:
    """Those that nobody has begun to send and that are still wanted, the oldest first."""
    return OutgoingMail.objects.filter(
        ~Q(kind=MailKind.DIGEST) | Q(recipient__in=digest_readers()),
        ~Q(recipient__email=""),
        begun_at__isnull=True,
        until__gt=at,
        recipient__is_active=True,
    ).order_by("queued_at", "pk")


@transaction.atomic
def begin_mail(*, mail: OutgoingMail, at: datetime) -> bool:
    """Whether it is the caller's to send: of many who begin it one does."""
    return bool(OutgoingMail.objects.filter(pk=mail.pk, begun_at__isnull=True).update(begun_at=at))


@transaction.atomic
def end_mail(*, mail: OutgoingMail, at: datetime) -> None:
    """The mail server has taken it."""
    _under_way(mail).update(sent_at=at)


@transaction.atomic
def refuse_mail(*, mail: OutgoingMail, answer: str, at: datetime) -> None:
    """The mail server has refused the recipient for good, with this answer."""
    _under_way(mail).update(refused_at=at, refusal=answer[:200])


@transaction.atomic
def put_back_mail(*, mail: OutgoingMail) -> None:
    """The mail server has certainly not taken it: it is to be tried again."""
    _under_way(mail).update(begun_at=None)


@transaction.atomic
def forget_mails(*, at: datetime) -> None:
    """Delete the e-mails whose time is long over, sent or not, with their texts."""
    OutgoingMail.objects.filter(until__lte=at - KEPT).delete()


def _under_way(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(
        pk=mail.pk, begun_at__isnull=False, sent_at__isnull=True, refused_at__isnull=True
    )
