"""What overrides put on somebody's day: to decide, decided lately, about to end."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from kit.days import ONE_DAY
from routing.enums import OverrideState
from routing.models import Override
from routing.override.lists import running, waiting
from routing.permissions import cases_to_act_on, may_decide_override, visible_overrides
from routing.rules.notices import SOON_DAYS
from routing.rules.wording import german_date
from staff.roles import Role

NEW_FOR = timedelta(days=7)
"""So long a decision is told as news."""

AHEAD = timedelta(days=SOON_DAYS)
"""So long before its last day the end is told, as a night announces it for the last time."""


def request_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To a team lead the requests about which she may decide; overdue from the second day for which they ask on."""
    user, on = viewer.user, viewer.on
    if user.role != Role.TEAM_LEAD:
        return
    asked = visible_overrides(user).filter(waiting()).select_related("applicant", "source", "desk", "requested_by")
    for override in asked:
        if may_decide_override(user, override):
            who = override.requested_by.short_name
            yield _line(
                override,
                key=f"override:{override.key}",
                group=AgendaGroup.OVERDUE if override.first_day < on else AgendaGroup.DUE,
                text=f"{who} beantragt eine Übersteuerung: {override.desk.label} {_days(override)}",
                action="Genehmigen oder ablehnen",
                due_on=override.first_day,
            )


def decided_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To whoever asked, what was decided in the last days. A yes changes the applicant's desk, so where a hand-over
    follows from it, that is told instead.
    """
    user, on = viewer.user, viewer.on
    decided = visible_overrides(user).filter(
        requested_by=user,
        state__in=[OverrideState.APPROVED, OverrideState.REJECTED],
        decided_at__date__gt=on - NEW_FOR,
        decided_at__date__lte=on,
    )
    for override in decided.select_related("applicant", "desk", "decided_by"):
        was_approved = override.state == OverrideState.APPROVED
        what = f"genehmigt: {override.desk.label} {_days(override)}" if was_approved else "abgelehnt"
        who = f" von {override.decided_by.short_name}" if override.decided_by else ""
        yield _line(
            override,
            key=f"desk:{override.applicant.key}" if was_approved else f"override:{override.key}",
            group=AgendaGroup.NEW,
            text=f"Ihr Antrag auf Übersteuerung ist{who} {what}",
            action="Übersteuerung ansehen" if was_approved else "Begründung lesen",
        )


def ending_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To whoever looks after the case an override that ends in the next days; not while its approval is her news."""
    user, on = viewer.user, viewer.on
    user, on = viewer.user, viewer.on
    ending = Override.objects.filter(
        running(on),
        period__endswith__gt=on + ONE_DAY,
        period__endswith__lte=on + AHEAD + ONE_DAY,
        applicant__listed__in=cases_to_act_on(user),
    ).exclude(requested_by=user, decided_at__date__gt=on - NEW_FOR)
    for override in ending.select_related("applicant", "desk"):
        yield _line(
            override,
            key=f"override:{override.key}",
            group=AgendaGroup.AHEAD,
            text=f"Die Übersteuerung ({override.desk.label}) endet; danach gilt wieder die Stelle nach den Regeln",
            action="Übersteuerung ansehen",
            due_on=override.last_day,
        )


def _line(
    override: Override, *, key: str, group: AgendaGroup, text: str, action: str, due_on: date | None = None
) -> AgendaLine:
    return AgendaLine(
        key=key,
        group=group,
        subject=str(override.applicant),
        text=text,
        url=reverse("override_detail", args=[override.key]),
        action=action,
        due_on=due_on,
        person=override.applicant.key,
    )


def _days(override: Override) -> str:
    assert override.last_day is not None
    return f"vom {german_date(override.first_day)} bis {german_date(override.last_day)}"
