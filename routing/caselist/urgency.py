"""How urgent a case is: five groups in the words of the list, and one for those that are closed."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual, LessThan, LessThanOrEqual

from routing.caselist.columns import Columns
from routing.rules.notices import SOON_DAYS


class Urgency(models.IntegerChoices):
    """The groups from the most urgent down. An applicant stands in the first that fits.

    First what is wrong already, then what a person has to do, then what comes by itself, then what is only missing.
    """

    OVERDUE = 1, "überfällig"
    DESK_CHANGED = 2, "Zuständigkeit hat sich geändert"
    ENDS_SOON = 3, f"Stelle stimmt, Antwort endet in den nächsten {SOON_DAYS} Tagen"
    OPEN_POINTS = 4, "offene Punkte"
    NO_HURRY = 5, "ohne Eile"
    CLOSED = 6, "Fall geschlossen"


def ends_within(columns: Columns, on: date, days: int) -> Q:
    """Answers whose last day is ``on`` or one of the next ``days``."""
    last = on + timedelta(days=days)
    return Q(GreaterThanOrEqual(columns.holds_until, on), LessThanOrEqual(columns.holds_until, last))


def urgency(columns: Columns, on: date) -> Case:
    """The number of the group on the day ``on``.

    No index helps with it, and none is missed: the first page of the 10,000 open cases of a large desk takes 13 ms with
    it, that of 200,000 takes 120 ms. Asking for group after group in the order of an index is no
    quicker where a team has several desks, and few cases in the first groups.
    """
    closed = [When(~columns.is_open, then=Value(Urgency.CLOSED))] if columns.is_open else []
    return Case(
        *closed,
        When(LessThan(columns.holds_until, on), then=Value(Urgency.OVERDUE)),
        When(~Q(**{columns.decided_desk: F(columns.desk)}), then=Value(Urgency.DESK_CHANGED)),
        When(ends_within(columns, on, SOON_DAYS), then=Value(Urgency.ENDS_SOON)),
        When(Q(**{f"{columns.open_points}__len__gt": 0}), then=Value(Urgency.OPEN_POINTS)),
        default=Value(Urgency.NO_HURRY),
        output_field=IntegerField(),
    )
