"""The e-mail of a day as rows: who asks for it, which is still to be sent, and that each is sent once."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from kit.history import acting_as
from staff.models import Digest, User
from staff.roles import BELONGS_TO_A_TEAM


@transaction.atomic
def choose_digest(*, user: User, wants: bool) -> None:
    """Ask for the e-mail of each working day, or no longer."""
    with acting_as(user.pk):
        User.objects.filter(pk=user.pk).update(wants_digest=wants)


@transaction.atomic
def plan_digests(*, on: date) -> None:
    """A row for everybody who asks for the e-mail of ``on``; however often it is planned, there is one each."""
    Digest.objects.bulk_create((Digest(user=user, on=on) for user in _readers()), ignore_conflicts=True)


def waiting_digests(on: date) -> QuerySet[Digest]:
    """Those of the day that nobody has begun to send, of people who still ask for them."""
    return Digest.objects.filter(on=on, begun_at__isnull=True, user__in=_readers())


@transaction.atomic
def begin_digest(*, digest: Digest, at: datetime) -> bool:
    """Whether it is the caller's to send: of many who begin it one does."""
    return bool(Digest.objects.filter(pk=digest.pk, begun_at__isnull=True).update(begun_at=at))


@transaction.atomic
def end_digest(*, digest: Digest, at: datetime) -> None:
    """The mail server has taken it."""
    Digest.objects.filter(pk=digest.pk, begun_at__isnull=False, sent_at__isnull=True).update(sent_at=at)


@transaction.atomic
def put_back_digest(*, digest: Digest) -> None:
    """The mail server has certainly not taken it: it is to be tried again."""
    Digest.objects.filter(pk=digest.pk, sent_at__isnull=True).update(begun_at=None)


def _readers() -> QuerySet[User]:
    return User.objects.filter(wants_digest=True, is_active=True, role__in=BELONGS_TO_A_TEAM).exclude(email="")
