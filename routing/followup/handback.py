"""What others did with somebody's cases while she was away, for the day on which she is back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from kit.days import OPEN_END, Period
from kit.ranges import as_period, as_range
from routing.models import Applicant, Assignment, Case, CaseNote, Override, TransferStep
from routing.permissions import visible_applicants
from staff.enums import Restriction
from staff.models import Unavailability, User
from staff.roles import Role
from staff.staffing.queries import restrictions_on

TOLD_FOR = timedelta(days=14)
"""So long after somebody is back her day says what happened meanwhile."""

SHOWN_AT_MOST = 300

_ENTRIES = {
    "Applicant": "pgh_obj_id",
    "HouseholdMember": "applicant_id",
    "DatedStatus": "applicant_id",
    "Pregnancy": "applicant_id",
    "CaseManagementAssessment": "applicant_id",
}


class Deed(NamedTuple):
    """Something that somebody else did with a case. No ``person`` where the reader may not see the case any more."""

    at: datetime
    what: str
    by: str
    subject: str = "Fall abgegeben"
    person: UUID | None = None


class _Raw(NamedTuple):
    at: datetime
    applicant: int
    what: str
    by: int | None


def visible_absence(user: User, pk: int) -> Unavailability:
    """The absence with this id, for whoever was away and the lead of her team; raises ``Http404`` else."""
    own = Q(user=user)
    if user.role == Role.TEAM_LEAD:
        own |= Q(user__team=user.team_id)
    found = Unavailability.objects.filter(own, pk=pk, kind=Restriction.ABSENT).select_related("user").first()
    if found is None:
        raise Http404
    return found


def handback_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """On the first days after an absence the way to what happened meanwhile."""
    user, on = viewer.user, viewer.on
    back_lately = Unavailability.objects.filter(
        user=user, kind=Restriction.ABSENT, period__endswith__lte=on, period__endswith__gt=on - TOLD_FOR
    )
    lately = list(back_lately)
    if not lately or restrictions_on({user.pk}, on):
        return
    for absence in lately:
        first, last = as_period(absence.period).start, as_period(absence.period).last_day
        deeds = list(_raw_deeds(absence))
        cases = len({deed.applicant for deed in deeds})
        yield AgendaLine(
            key=f"absence:{absence.pk}",
            group=AgendaGroup.NEW,
            subject=f"Ihre Abwesenheit vom {first:%d.%m.%Y} bis {last:%d.%m.%Y}",
            text=f"{_counted(len(deeds), 'Vorgang', 'Vorgänge')} bei {_counted(cases, 'Fall', 'Fällen')}"
            if deeds
            else "An Ihren Fällen hat sich nichts geändert",
            url=reverse("handback", args=[absence.pk]),
            action="Nachlesen",
        )


def deeds_during(absence: Unavailability, reader: User, on: date) -> list[Deed]:
    """What others did with the cases of whoever was away, the night included, newest first."""
    deeds = sorted(_raw_deeds(absence), key=lambda deed: deed.at, reverse=True)[:SHOWN_AT_MOST]
    names = {user.pk: user.short_name for user in User.objects.filter(pk__in={deed.by for deed in deeds if deed.by})}
    seen = visible_applicants(reader, on).in_bulk({deed.applicant for deed in deeds})
    return [_shown(deed, names, seen.get(deed.applicant)) for deed in deeds]


def _shown(deed: _Raw, names: dict[int, str], applicant: Applicant | None) -> Deed:
    by = names.get(deed.by or 0, "Nachtlauf")
    if applicant is None:
        return Deed(deed.at, deed.what, by)
    return Deed(deed.at, deed.what, by, str(applicant), applicant.key)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _raw_deeds(absence: Unavailability) -> Iterator[_Raw]:
    """In a fixed number of queries, whoever has how many cases."""
    days = as_period(absence.period)
    cases = _cases_of(absence.user, days)
    moments = (_beginning(days.start), _beginning(days.end or OPEN_END))
    others = {"applicant__in": cases, "at__range": moments}
    steps = TransferStep.objects.filter(transfer__applicant__in=cases, at__range=moments).exclude(by=absence.user)
    for step in steps.select_related("transfer__source", "transfer__target").defer("transfer__sheet"):
        way = f"{step.transfer.source} an {step.transfer.target}"
        what = f"Überstellung {way}: {step.get_kind_display()}"
        yield _Raw(step.at, step.transfer.applicant_id, what, step.by_id)
    for note in CaseNote.objects.filter(**others).exclude(by=absence.user):
        yield _Raw(note.at, note.applicant_id, f"Vermerk: {note.text}", note.by_id)
    asked = Override.objects.filter(applicant__in=cases, requested_at__range=moments).exclude(requested_by=absence.user)
    for override in asked.select_related("desk"):
        what = f"Übersteuerung beantragt: {override.desk}"
        yield _Raw(override.requested_at, override.applicant_id, what, override.requested_by_id)
    for case in Case.objects.filter(applicant__in=cases, closed_at__range=moments).exclude(closed_by=absence.user):
        assert case.closed_at is not None
        yield _Raw(
            case.closed_at,
            case.applicant_id,
            f"Fall geschlossen: {case.get_closing_reason_display()}",
            case.closed_by_id,
        )
    yield from _assigned(absence.user, cases, moments)
    yield from _entered(absence.user, cases, moments)


def _assigned(user: User, cases: QuerySet[Applicant], moments: tuple[datetime, datetime]) -> Iterator[_Raw]:
    given = Assignment.objects.filter(applicant__in=cases, assigned_at__range=moments).exclude(assigned_by=user)
    for assignment in given.select_related("desk", "caseworker"):
        who = assignment.caseworker.short_name if assignment.caseworker else "noch keine IFK"
        yield _Raw(
            assignment.assigned_at,
            assignment.applicant_id,
            f"Zuständig: {assignment.desk}, {who}",
            assignment.assigned_by_id,
        )


def _entered(user: User, cases: QuerySet[Applicant], moments: tuple[datetime, datetime]) -> Iterator[_Raw]:
    """Whenever somebody saved the record: one deed for each time, whatever she changed."""
    saved: set[_Raw] = set()
    for model, column in _ENTRIES.items():
        events: Any = apps.get_model("routing", f"{model}Event")
        rows = events._default_manager.filter(**{f"{column}__in": cases.values("pk"), "pgh_created_at__range": moments})
        for applicant, at, context in rows.values_list(column, "pgh_created_at", "pgh_context"):
            by = (context or {}).get("user")
            if by != user.pk:
                saved.add(_Raw(at, applicant, "Angaben geändert", by))
    yield from saved


def _cases_of(user: User, days: Period) -> QuerySet[Applicant]:
    theirs = Assignment.objects.filter(caseworker=user, period__overlap=as_range(days))
    return Applicant.objects.filter(pk__in=theirs.values("applicant"))


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min)) if day < OPEN_END else datetime.max.replace(tzinfo=UTC)
