"""What the list puts on somebody's day: answers that ran out, what is due in a record, cases without a caseworker."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from routing.caselist.filters import state
from routing.caselist.search import Filters, listed
from routing.models import Applicant, CaseManagementAssessment, Pregnancy
from routing.permissions import cases_to_act_on, desks_of
from routing.rules.codes import NoticeKind, OpenPoint
from routing.rules.wording import german_date
from staff.roles import Role


def outdated_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """Cases whose answer ran out and was not asked anew."""
    user, on = viewer.user, viewer.on
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


def due_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """What is due in a record since a day: a birth to be entered, an assessment of case management to be made."""
    user, on = viewer.user, viewer.on
    cases = cases_to_act_on(user)
    not_entered = cases.filter(open_points__contains=[OpenPoint.BIRTH_NOT_ENTERED])
    stands = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    births = Pregnancy.objects.filter(stands, applicant__listed__in=not_entered, due_date__lt=on)
    for birth in births.select_related("applicant"):
        url = reverse("applicant_update", args=[birth.applicant.key])
        yield _due(birth.applicant, OpenPoint.BIRTH_NOT_ENTERED.label, url, "Angaben ändern", birth.due_date)
    assessments = CaseManagementAssessment.objects.filter(
        applicant__listed__in=cases, period__contains=on, next_due__lte=on
    )
    for assessment in assessments.select_related("applicant"):
        url = reverse("applicant_assess", args=[assessment.applicant.key])
        yield _due(assessment.applicant, NoticeKind.ASSESSMENT_DUE.label, url, "Prüfen", assessment.next_due)


def _due(applicant: Applicant, text: str, url: str, action: str, day: date | None) -> AgendaLine:
    return AgendaLine(
        key=f"due:{url}",
        group=AgendaGroup.OVERDUE,
        subject=str(applicant),
        text=text,
        url=url,
        action=action,
        due_on=day,
        person=applicant.key,
    )


def without_caseworker_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """One line for the open cases that nobody has: at her desk for a caseworker, in the team for its lead. The link
    shows exactly those that are counted.
    """
    user, on = viewer.user, viewer.on
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
