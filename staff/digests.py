"""Who asks for the e-mail of each working day."""

from django.db import transaction
from django.db.models import QuerySet

from kit.history import acting_as
from staff.models import User
from staff.roles import BELONGS_TO_A_TEAM


@transaction.atomic
def choose_digest(*, user: User, wants: bool) -> None:
    """Ask for the e-mail of each working day, or no longer."""
    with acting_as(user.pk):
        User.objects.filter(pk=user.pk).update(wants_digest=wants)


def digest_readers() -> QuerySet[User]:
    """Those who ask for it and may see what it counts."""
    return User.objects.filter(wants_digest=True, role__in=BELONGS_TO_A_TEAM)
