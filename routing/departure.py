"""What somebody leaves behind whose account is shut or moved: numbers only, for whoever keeps the accounts."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from routing.enums import LIVE_TRANSFER_STATES
from routing.models import ListedCase, Transfer
from staff.models import Deputyship, User


def left_behind(user: User, on: date) -> Iterator[tuple[int, str]]:
    """How many cases, running hand-overs and deputyships are somebody's on a day, with the word for them; nothing of
    which there is none.
    """
    hers = Q(applicant__listed__caseworker=user) | Q(caseworker=user)
    deputyships = Deputyship.objects.filter(Q(user=user) | Q(deputy=user), period__endswith__gt=on)
    numbers = (
        (ListedCase.objects.filter(caseworker=user).count(), "Fall", "Fälle"),
        (Transfer.objects.filter(hers, state__in=LIVE_TRANSFER_STATES).count(), "Überstellung", "Überstellungen"),
        (deputyships.count(), "Vertretung", "Vertretungen"),
    )
    return ((number, one if number == 1 else many) for number, one, many in numbers if number)
