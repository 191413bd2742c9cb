"""What the night and the hand-overs put on somebody's day.

The change of an applicant's desk is one thing: her hand-over, the lapse behind it and the first contact after it have
the same key.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from routing.enums import LIVE_TRANSFER_STATES, TransferState, TransferStepKind
from routing.models import Applicant, Assignment, Lapse, Notice, SetAside, Transfer, TransferStep
from routing.permissions import cases_to_act_on, visible_transfers
from routing.queries import policy_schedule, record_of, rows_of
from routing.record import facts_of
from routing.rules.codes import LapseCause, NoticeKind
from routing.rules.notices import SOON_DAYS, notes_due
from routing.rules.wording import german_date
from staff.models import User
from staff.roles import Role

NEW_FOR = timedelta(days=7)
"""So long a lapse is told as news."""

AHEAD = timedelta(days=SOON_DAYS)
"""So far ahead a day looks."""

RETURNED_TWICE = 3
"""The attempt that follows a second return."""

_COLUMNS = {
    "caseworker_now": F("applicant__listed__caseworker"),
    "caseworker_name": F("applicant__listed__caseworker__last_name"),
    "source_team": F("source__team"),
    "target_team": F("target__team"),
    "source_label": F("source__label"),
    "target_label": F("target__label"),
    "cause": F("decision__lapse__cause"),
    "person": F("applicant__key"),
    "last_name": F("applicant__last_name"),
    "first_name": F("applicant__first_name"),
}
_NAMES = ("key", "state", "attempt", "due_on", "answer_changed", "effective_on", "caseworker", "target", *_COLUMNS)


class _Told(NamedTuple):
    """What a hand-over is to somebody today: what she reads, and what she clicks."""

    text: str
    action: str
    group: AgendaGroup = AgendaGroup.DUE


def transfer_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """The hand-overs on which it is the user's turn: to initiate, to accept, to clear up; a team lead's also where a
    term of her team is over, or a case came back twice.
    """
    user, on = viewer.user, viewer.on
    for row in _running(viewer):
        told = _told_lead(user, row, on) if user.role == Role.TEAM_LEAD else _told_caseworker(viewer, row)
        if told is not None:
            yield _line(row, told, on)


def first_contact_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """Cases that were handed over to the user and with whom nobody has spoken yet; to a team lead where the term is
    over.
    """
    user, on = viewer.user, viewer.on
    waiting = Transfer.objects.filter(
        state=TransferState.COMPLETED, first_contact_on__isnull=True, applicant__listed__desk=F("target")
    )
    if user.role == Role.TEAM_LEAD:
        waiting = waiting.filter(target__team=user.team_id, due_on__lt=on)
    else:
        waiting = waiting.filter(caseworker=user, applicant__listed__caseworker=user)
    for row in _rows(waiting):
        yield _line(
            row, _Told(f"Erstkontakt nach der Überstellung von {row.source_label}", "Erstkontakt festhalten"), on
        )


def accepted_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To whoever gave a case away, who accepted it in the last days, and from when it is whose. Once the case has gone
    over she may not see it, so it is not named.
    """
    user, on = viewer.user, viewer.on
    until_then = Q(period__upper_inf=True) | Q(period__endswith=OuterRef("transfer__effective_on"))
    given = Assignment.objects.filter(
        until_then, case=OuterRef("transfer__case"), desk=OuterRef("transfer__source"), caseworker=user
    )
    lately = TransferStep.objects.filter(
        Exists(given),
        kind=TransferStepKind.ACCEPTED,
        at__date__gt=on - NEW_FOR,
        at__date__lte=on,
        transfer__state__in=[TransferState.ACCEPTED, TransferState.COMPLETED],
    ).exclude(by=user)
    steps = list(lately.select_related("by", "transfer__applicant", "transfer__target", "transfer__caseworker"))
    seen = set(visible_transfers(user).filter(steps__in=steps).values_list("pk", flat=True))
    for step in steps:
        yield _accepted(step, may_open=step.transfer_id in seen)


def _accepted(step: TransferStep, *, may_open: bool) -> AgendaLine:
    transfer = step.transfer
    assert transfer.effective_on is not None
    assert transfer.caseworker is not None
    by = f" von {step.by.short_name}" if step.by else ""
    return AgendaLine(
        key=f"accepted:{transfer.key}",
        group=AgendaGroup.NEW,
        subject=str(transfer.applicant) if may_open else "Abgegebener Fall",
        text=f"Überstellung an {transfer.target}{by} angenommen; ab {german_date(transfer.effective_on)} betreut "
        f"{transfer.caseworker.short_name} den Fall",
        url=reverse("transfer_detail", args=[transfer.key]) if may_open else reverse("applicant_list"),
        action="Überstellung ansehen" if may_open else "Nach der Nummer suchen",
        person=transfer.applicant.key if may_open else None,
    )


def lapse_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """Whose single-parent status was found ended in the last days and is so still: a correction may have healed it."""
    user, on = viewer.user, viewer.on
    user, on = viewer.user, viewer.on
    ended = cases_to_act_on(user).filter(basis="")
    lapses = Lapse.objects.filter(
        known_on__gt=on - NEW_FOR, known_on__lte=on, applicant__listed__in=ended
    ).select_related("applicant")
    for lapse in lapses:
        yield AgendaLine(
            key=_change_of(lapse.applicant.key),
            group=AgendaGroup.NEW,
            subject=str(lapse.applicant),
            text=f"Merkmal entfallen seit {german_date(lapse.since)}: {LapseCause(lapse.cause).label}",
            url=reverse("applicant_detail", args=[lapse.applicant.key]),
            action="Fall öffnen",
            person=lapse.applicant.key,
        )


def set_aside_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To a team lead the cases that no night can review."""
    user = viewer.user
    if user.role != Role.TEAM_LEAD:
        return
    for aside in SetAside.objects.filter(applicant__listed__desk__team=user.team_id).select_related("applicant"):
        yield AgendaLine(
            key=f"answer:{aside.applicant.key}",
            group=AgendaGroup.DUE,
            subject=str(aside.applicant),
            text=f"Der Nachtlauf kann den Fall seit {german_date(aside.since)} nicht prüfen; die Angaben durchsehen",
            url=reverse("applicant_update", args=[aside.applicant.key]),
            action="Angaben ändern",
            person=aside.applicant.key,
        )


def set_aside_key_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To the administration the same cases by their key, with the reason, and without a person."""
    user = viewer.user
    if user.role != Role.ADMINISTRATION:
        return
    for aside in SetAside.objects.select_related("applicant"):
        yield AgendaLine(
            key=f"answer:{aside.applicant.key}",
            group=AgendaGroup.DUE,
            subject=str(aside.applicant.key),
            text=f"Der Nachtlauf kann den Datensatz seit {german_date(aside.since)} nicht prüfen: {aside.reason}",
            url=reverse("admin:routing_setaside_change", args=[aside.pk]),
            action="Ansehen",
        )


def notice_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """What comes up in the next days and is still so by the facts of today; the end of an override is told by
    `routing.override`, with the way to its page.
    """
    user, on = viewer.user, viewer.on
    rows = (
        Notice.objects.filter(day__gt=on, day__lte=on + AHEAD, applicant__listed__in=cases_to_act_on(user))
        .exclude(kind=NoticeKind.OVERRIDE_ENDS)
        .values_list("applicant", "kind", "day")
    )
    noted = sorted(set(rows), key=lambda row: (row[2], row[0]))
    applicants = _still_ahead({applicant for applicant, _, _ in noted}, on)
    for applicant_id, kind, day in noted:
        applicant, ahead = applicants[applicant_id]
        if (kind, day) in ahead:
            yield AgendaLine(
                key=f"notice:{applicant.key}:{kind}:{day}",
                group=AgendaGroup.AHEAD,
                subject=str(applicant),
                text=NoticeKind(kind).label,
                url=reverse("applicant_detail", args=[applicant.key]),
                action="Fall öffnen",
                due_on=day,
                person=applicant.key,
            )


def _still_ahead(ids: Iterable[int], on: date) -> dict[int, tuple[Applicant, set[tuple[str, date]]]]:
    """The applicants with what lies ahead by what is known today: a status may have been prolonged since."""
    policies, applicants = policy_schedule(), Applicant.objects.in_bulk(list(ids))
    return {
        pk: (
            applicants[pk],
            {
                (note.upcoming.kind.value, note.upcoming.day)
                for note in notes_due(facts_of(record_of(applicants[pk], rows)), on, policies)
            },
        )
        for pk, rows in rows_of(applicants).items()
    }


def _running(who: Viewer) -> list[Any]:
    """Live hand-overs that may concern somebody, at either end."""
    user = who.user
    if user.role == Role.TEAM_LEAD:
        own = Q(source__team=user.team_id) | Q(target__team=user.team_id)
    else:
        own = Q(applicant__listed__caseworker=user) | Q(target__in=who.desks) | Q(caseworker=user)
    return _rows(Transfer.objects.filter(own, state__in=LIVE_TRANSFER_STATES))


def _rows(transfers: QuerySet[Transfer]) -> list[Any]:
    """Plain values: a hand-over carries a whole sheet, which no line shows."""
    return list(transfers.annotate(**_COLUMNS).order_by("due_on", "pk").values_list(*_NAMES, named=True))


def _told_caseworker(who: Viewer, row: Any) -> _Told | None:
    is_hers = row.caseworker_now == who.user.pk and row.source_team == who.user.team_id
    is_to_be_hers = row.caseworker == who.user.pk and row.target_team == who.user.team_id
    receives = row.state == TransferState.INITIATED and row.target in who.desks
    if row.answer_changed and (is_hers or is_to_be_hers or receives):
        return _Told(_CHANGED, _CHECK)
    if row.state == TransferState.PROPOSED and is_hers:
        return _Told(_to_initiate(row), _INITIATE)
    if receives:
        return _Told(_to_accept(row), _ACCEPT)
    if row.state == TransferState.ACCEPTED and is_to_be_hers and row.effective_on <= who.on + AHEAD:
        return _Told(f"Der Fall kommt von {row.source_label} zu Ihnen", "Überstellung ansehen", AgendaGroup.AHEAD)
    return None


def _told_lead(user: User, row: Any, on: date) -> _Told | None:
    gives, receives = row.source_team == user.team_id, row.target_team == user.team_id
    is_overdue = row.due_on < on
    if row.answer_changed:
        return _Told(_CHANGED, _CHECK)
    if row.state == TransferState.PROPOSED and row.attempt >= RETURNED_TWICE:
        return _Told(f"Zweimal zurückgegeben: {row.source_label} und {row.target_label} klären es", _CHECK)
    if row.state == TransferState.PROPOSED and gives and (row.caseworker_now is None or is_overdue):
        return _Told(f"{_to_initiate(row)} (IFK: {row.caseworker_name or 'noch keine'})", _INITIATE)
    if row.state == TransferState.INITIATED and receives:
        return _Told(_to_accept(row), _ACCEPT)
    if row.state == TransferState.INITIATED and is_overdue:
        return _Told(f"Wartet bei {row.target_label} auf die Annahme", "Überstellung ansehen")
    return None


_CHANGED = "Die Entscheidung hat sich geändert, seit die Überstellung eingeleitet ist"
_CHECK = "Überstellung prüfen"
_INITIATE = "Überstellung einleiten"
_ACCEPT = "Annehmen oder zurückgeben"


def _to_initiate(row: Any) -> str:
    because = f"Merkmal entfallen ({LapseCause(row.cause).label})" if row.cause else "Zuständigkeit hat sich geändert"
    again = ", zweimal zurückgegeben" if row.attempt >= RETURNED_TWICE else ""
    return f"{because}: an {row.target_label} überstellen{again}"


def _to_accept(row: Any) -> str:
    return f"Überstellung von {row.source_label}"


def _line(row: Any, told: _Told, on: date) -> AgendaLine:
    is_agreed = row.state == TransferState.ACCEPTED
    due_on = row.effective_on if is_agreed else row.due_on
    return AgendaLine(
        key=_change_of(row.person),
        group=AgendaGroup.OVERDUE if not is_agreed and due_on < on else told.group,
        subject=f"{row.last_name}, {row.first_name}",
        text=told.text,
        url=_transfer_url(row),
        action=told.action,
        due_on=due_on,
        person=row.person,
    )


def _transfer_url(row: Any) -> str:
    try:
        return reverse("transfer_detail", args=[row.key])
    except NoReverseMatch:
        return reverse("applicant_detail", args=[row.person])


def _change_of(person: UUID) -> str:
    return f"desk:{person}"
