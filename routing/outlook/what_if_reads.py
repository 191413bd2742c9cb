"""Who sees which question about other values of the policy, and what it found."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from kit.charts import Amount, Load, LoadChart, load_chart, thousands
from routing.caselist.matrix import Matrix, Move, by_ladder, matrix_of
from routing.enums import PROPOSED_WHAT_IF_STATES, WhatIfState
from routing.models import WhatIfMove, WhatIfRun
from routing.permissions import desks_of
from routing.roles import PUTS_VALUES_IN_FORCE
from staff.models import Desk, User
from staff.roles import LEADS_A_TEAM, Role
from staff.staffing.queries import capacity

SEES_WHAT_IF = LEADS_A_TEAM | PUTS_VALUES_IN_FORCE


@dataclass(frozen=True)
class Findings:
    """What the values would change, exactly; ``moved`` of ``total`` cases would have another desk."""

    moved: str
    total: str
    matrix: Matrix | None
    loads: LoadChart


def visible_what_ifs(user: User) -> QuerySet[WhatIfRun]:
    """A team lead's own questions, and what anybody has asked to be put in force; of the Bereichsleitung only that."""
    proposed = Q(state__in=PROPOSED_WHAT_IF_STATES)
    seen = proposed | Q(requested_by=user) if user.role == Role.TEAM_LEAD else proposed
    return WhatIfRun.objects.filter(seen).select_related("requested_by", "decided_by")


def visible_what_if(user: User, key: UUID) -> WhatIfRun:
    """The question with this key; raises ``Http404`` alike for a missing and for a foreign one."""
    run = visible_what_ifs(user).filter(key=key).first()
    if run is None:
        raise Http404
    return run


def may_put_in_force(user: User, run: WhatIfRun) -> bool:
    """Whether the user may put in force, or reject, what a team lead has asked for: the Bereichsleitung. Her deputy has
    the same role.
    """
    is_hers = user.role in PUTS_VALUES_IN_FORCE and user.pk != run.requested_by_id
    return run.state == WhatIfState.PROPOSED and is_hers


def own_moves(run: WhatIfRun, user: User) -> QuerySet[WhatIfMove]:
    """The cases of the user's desks that another desk would be responsible for."""
    desks = [desk.pk for desk in desks_of(user)]
    return run.moves.filter(applicant__listed__desk__in=desks).order_by("applicant__sort_name", "pk")


def findings(run: WhatIfRun) -> Findings:
    """What the comparison found."""
    desks = _desks()
    found = _moves(run, desks)
    return Findings(
        moved=thousands(sum(move.number for move in found if not move.stays)),
        total=thousands(run.done),
        matrix=matrix_of(found, lambda _before, _after: ""),
        loads=_loads(run, desks, found),
    )


def _desks() -> list[Desk]:
    return sorted(Desk.objects.all(), key=lambda desk: by_ladder(desk.code, desk.label))


def _moves(run: WhatIfRun, desks: list[Desk]) -> list[Move]:
    labels = {desk.pk: desk.label for desk in desks}
    found = []
    for key, number in run.pairs.items():
        before, after = key.split(" ")
        found.append(Move(before, labels[before], after, labels[after], number))
    return found


def _loads(run: WhatIfRun, desks: list[Desk], found: list[Move]) -> LoadChart:
    """Two bars for each desk."""
    rooms = capacity([desk.pk for desk in desks], [run.on])
    rows = []
    for desk in desks:
        before = sum(move.number for move in found if move.source == desk.pk)
        after = sum(move.number for move in found if move.target == desk.pk)
        for words, number in (("jetzt", before), ("dann", after)):
            rows.append(Load(f"{desk.label} {words}", Amount(number), rooms[desk.pk, run.on] or None))
    return load_chart(rows)
