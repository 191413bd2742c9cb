"""What other values of the policy put on somebody's day: to put them in force, or not."""

from collections.abc import Iterator

from django.urls import reverse

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from kit.days import ONE_DAY
from routing.enums import WhatIfState
from routing.outlook.what_if_reads import SEES_WHAT_IF, may_put_in_force, visible_what_ifs
from routing.rules.wording import german_date


def what_if_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To the Bereichsleitung the values that a team lead wants to be in force."""
    user, on = viewer.user, viewer.on
    if user.role not in SEES_WHAT_IF:
        return
    for run in visible_what_ifs(user).filter(state=WhatIfState.PROPOSED):
        if run.valid_from is not None and may_put_in_force(user, run):
            last_chance = run.valid_from - ONE_DAY
            yield AgendaLine(
                key=f"what-if:{run.key}",
                group=AgendaGroup.OVERDUE if last_chance < on else AgendaGroup.DUE,
                subject="Vorgaben",
                text=f"{run.requested_by.short_name} beantragt andere Vorgaben ab {german_date(run.valid_from)}",
                url=reverse("what_if_detail", args=[run.key]),
                action="In Kraft setzen oder ablehnen",
                due_on=last_chance,
            )
