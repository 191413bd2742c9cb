"""The daily e-mail: how much there is to do and where, and nothing that says about whom."""

from datetime import date, datetime, time

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import make_aware

from frame.contracts import AgendaGroup
from frame.viewer import Viewer
from jobcenter.day import GROUPS, day_counts
from staff.digests import digest_readers
from staff.enums import MailKind
from staff.models import OutgoingMail, User
from staff.outbox import queue_mail

_UNTIL = time(12)
"""From noon on nobody needs the numbers of the morning any more."""
_WORDS = {
    AgendaGroup.OVERDUE: "überfällig",
    AgendaGroup.DUE: "zu erledigen",
    AgendaGroup.NEW: "neu",
    AgendaGroup.AHEAD: "demnächst",
}


def awaiting_digest(on: date) -> QuerySet[User]:
    """Who asks for the e-mail of each day and has none of ``on`` yet."""
    written = OutgoingMail.objects.filter(kind=MailKind.DIGEST, occasion=on.isoformat())
    return digest_readers().filter(is_active=True).exclude(email="").exclude(pk__in=written.values("recipient"))


def write_digest(*, user: User, on: date, at: datetime) -> None:
    """Queue the e-mail of a day: numbers and a link."""
    counts = day_counts(Viewer(user, on, at))
    urgent = counts.get(AgendaGroup.OVERDUE, 0), counts.get(AgendaGroup.DUE, 0)
    lines = [f"{counts.get(group, 0):>4}  {_WORDS[group]}" for group in GROUPS]
    text = "\n".join(
        [
            f"Ihr Tag am {on:%d.%m.%Y}:",
            "",
            *lines,
            "",
            f"{settings.PUBLIC_URL}{reverse('my_day')}",
            "",
            f"Abbestellen: {settings.PUBLIC_URL}{reverse('digest_settings')}",
        ]
    )
    queue_mail(
        recipient=user,
        kind=MailKind.DIGEST,
        occasion=on.isoformat(),
        subject=f"Mein Tag: {urgent[0]} überfällig, {urgent[1]} zu erledigen",
        body=text,
        at=at,
        until=make_aware(datetime.combine(on, _UNTIL)),
    )
