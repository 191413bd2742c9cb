"""What the list puts on somebody's day: answers that ran out, and cases without a caseworker."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from kit.contracts import AgendaGroup, AgendaLine
from routing.caselist.filters import state
from routing.caselist.search import Filters, listed
from routing.permissions import cases_to_act_on, desks_of
from routing.rules.wording import german_date
from staff.models import User
from staff.roles import Role


def outdated_lines(user: User, on: date) -> Iterator[AgendaLine]:
    """Cases whose answer ran out and was not asked anew."""
    for case in cases_to_act_on(user).filter(holds_until__lt=on).select_related("applicant"):
        yield AgendaLine(
            key=f"answer:{case.applicant.key}",
            group=AgendaGroup.OVERDUE,
            subject=str(case.applicant),
            text=f"Die Antwort galt bis {german_date(case.holds_until)}; die Angaben prüfen und speichern",
            url=reverse("applicant_update", args=[case.applicant.key]),
            action="Angaben ändern",
            person=case.applicant.key,
        )


def without_caseworker_lines(user: User, on: date) -> Iterator[AgendaLine]:
    """One line for the open cases that nobody has: at her desk for a caseworker, in the team for its lead. The link
    shows exactly those that are counted.
    """
    desks = desks_of(user)
    is_lead = user.role == Role.TEAM_LEAD
    desk = "" if is_lead or len(desks) == 1 else user.desk_id or ""
    count = listed(user, Filters(desk=desk, without_caseworker=True), None, on, desks).count()
    if count:
        yield AgendaLine(
            key="without-caseworker",
            group=AgendaGroup.DUE if is_lead else AgendaGroup.NEW,
            subject=_cases(count),
            text=f"ohne IFK {'im Team' if is_lead else 'an Ihrer Stelle'}",
            url=reverse("applicant_list") + state({}, ohne_ifk="on", stelle=desk or None),
            action="Liste öffnen",
        )


def _cases(count: int) -> str:
    return "1 Fall" if count == 1 else f"{count:,} Fälle".replace(",", ".")
