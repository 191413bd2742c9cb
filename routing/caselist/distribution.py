"""Who sits where today, and where the rules would have them."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from routing.caselist.matrix import Matrix, Move, matrix_of
from routing.models import ListedCase
from routing.permissions import desks_of
from staff.models import User


class Distribution(NamedTuple):
    """The open cases of the user's desks by the desk that the rules name, and those of other teams' desks for which
    they name one of hers. Of the latter she sees numbers only. ``whole`` is both in one.
    """

    own: Matrix | None
    arriving: Matrix | None
    whole: Matrix | None


def distribution_for(user: User) -> Distribution:
    """The distribution as the user may see it; each number of her own desks leads to exactly the cases it counts."""
    desks = [desk.pk for desk in desks_of(user)]
    moves = _moves(ListedCase.objects.filter(Q(desk__in=desks) | Q(decided_desk__in=desks)))
    return Distribution(
        own=matrix_of((move for move in moves if move.source in desks), _list_url),
        arriving=matrix_of((move for move in moves if move.source not in desks), _no_url),
        whole=matrix_of(moves, _no_url),
    )


def _moves(cases: QuerySet[ListedCase]) -> list[Move]:
    grouped = cases.order_by().values_list("desk", "desk__label", "decided_desk", "decided_desk__label")
    return [Move(*row) for row in grouped.annotate(number=Count("pk"))]


def _no_url(_desk: str, _decided: str) -> str:
    return ""


def _list_url(desk: str, decided: str) -> str:
    return f"{reverse('applicant_list')}?{urlencode({'stelle': desk, 'soll': decided})}"
