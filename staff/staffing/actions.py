"""Staffing is changed here: who serves a desk, who is absent, who stands in.

Each action locks the account concerned first, so that of two at once the second is checked against what the first did,
and raises `ValidationError` with the sentence for the form where the database would refuse.
"""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from psycopg2.extras import DateRange

from kit.days import Period, inclusive_period
from kit.history import acting_as
from kit.ranges import as_period, as_range
from staff.enums import Restriction
from staff.models import Deputyship, Desk, Staffing, Unavailability, User

Entry = TypeVar("Entry", bound=Staffing | Unavailability | Deputyship)


@transaction.atomic
def serve(*, user: User, desk: Desk, share: int, first: date, last: date | None, by: User) -> Staffing:
    """Somebody serves a desk from ``first`` to ``last`` with a share (per cent) of a full caseload."""
    _lock(user)
    if desk.team_id != user.team_id and desk.pk != user.desk_id:
        raise ValidationError({"desk": "Wählen Sie eine Stelle aus dem Team dieser Person."})
    return _stored(Staffing(user=user, desk=desk, share=share, period=_days(first, last)), by)


@transaction.atomic
def change_share(*, staffing: Staffing, share: int, first: date, by: User) -> Staffing:
    """From ``first`` on somebody serves the same desk with another share, up to the same last day."""
    _lock(staffing.user)
    staffing.refresh_from_db()
    period = as_period(staffing.period)
    if not period.covers(first):
        raise ValidationError({"first": "Wählen Sie einen Tag, an dem die Person die Stelle besetzt."})
    if first == period.start:
        staffing.share = share
        return _stored(staffing, by)
    staffing.period = as_range(Period(period.start, first))
    _stored(staffing, by)
    later = Staffing(user=staffing.user, desk=staffing.desk, share=share, period=as_range(Period(first, period.end)))
    return _stored(later, by)


@transaction.atomic
def note_unavailable(*, user: User, kind: Restriction, first: date, last: date | None, by: User) -> Unavailability:
    """Somebody is absent or takes no new cases from ``first`` to ``last``; without it until further notice."""
    _lock(user)
    return _stored(Unavailability(user=user, kind=kind, period=_days(first, last)), by)


@transaction.atomic
def stand_in(*, user: User, deputy: User, first: date, last: date, by: User) -> Deputyship:
    """``deputy`` works with the cases of ``user`` on the days on which she is absent, from ``first`` to ``last``."""
    _lock(user)
    if deputy.team_id != user.team_id or not deputy.is_active:
        raise ValidationError({"deputy": "Wählen Sie jemanden aus dem Team dieser Person."})
    return _stored(Deputyship(user=user, deputy=deputy, period=_days(first, last)), by)


@transaction.atomic
def move_end(*, entry: Staffing | Unavailability | Deputyship, last: date, by: User) -> bool:
    """Make ``last`` the last day of the entry, earlier or later than it was; one that had not begun by then is taken
    away. Whether anything of it is left.
    """
    _lock(entry.user)
    kept = type(entry)._default_manager.filter(pk=entry.pk).first()
    if kept is None:
        raise ValidationError("Diesen Eintrag gibt es nicht mehr. Gehen Sie zurück zur Besetzung.")
    start = as_period(kept.period).start
    if last < start:
        with acting_as(by.pk):
            kept.delete()
        return False
    kept.period = _days(start, last)
    _stored(kept, by)
    return True


def _days(first: date, last: date | None) -> DateRange:
    """The days of an entry; raises `ValidationError` where the last is before the first."""
    if last is not None and last < first:
        raise ValidationError({"last": "Der letzte Tag liegt vor dem ersten. Geben Sie einen späteren an."})
    return as_range(inclusive_period(first, last))


def _lock(user: User) -> None:
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _stored(entry: Entry, by: User) -> Entry:
    entry.full_clean()
    with acting_as(by.pk):
        entry.save()
    return entry
