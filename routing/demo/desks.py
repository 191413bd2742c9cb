"""What lies on the desks of the demo office today, so that every list has something to show: overrides, hand-overs that
wait for the other side, a reminder, a case note. Where a small office has no case for one of them, it is left out.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Case, QuerySet, Value, When

from kit.days import ONE_DAY, Period
from kit.workdays import is_working_day, working_days_after
from routing.assignment.choosing import Choice
from routing.demo.colleagues import CASEWORKERS, TEAM_LEADS
from routing.demo.playing import told_at
from routing.demo.states import STATES
from routing.enums import LIVE_TRANSFER_STATES, OverrideReason, ReturnReason, TransferState
from routing.followup.actions import make_reminder, write_note
from routing.handover.actions import accept, initiate, note_first_contact, send_back
from routing.models import Assignment, Transfer
from routing.override.actions import approve_override, reject_override, request_override
from routing.rules.codes import DeskCode
from staff.models import Desk, User

BERLIN = ZoneInfo("Europe/Berlin")
QUIET_FOR = timedelta(days=60)
"""So long nothing was decided about a case that is told of here: what is dated back does not come before it."""

PROPOSED_FOR = timedelta(days=12)
"""The same for a hand-over that somebody initiates here; longer than any row of days off before the last days."""

_SHOWN = CASEWORKERS[0].short_name
"""Whose desk has most to show: hers is the login for caseworkers."""


def fill_desks(*, users: Mapping[str, User], on: date) -> None:
    """Write all of it, dated on the working days before ``on``; ``users`` by their short names."""
    _override_waits(users, on)
    _override_rejected(users, on)
    _override_in_force(users, on)
    _returned_twice(users, on)
    _to_accept(users, on)
    _reminders_and_note(users, on)


def _override_waits(users: Mapping[str, User], on: date) -> None:
    case = _quiet_cases(users, DeskCode.IFK_AEZ, on).first()
    if case is None or case.caseworker is None:
        return
    moment = _moment(on, 2, 10)
    with told_at(moment):
        request_override(
            applicant=case.applicant,
            desk=Desk.objects.get(pk=DeskCode.CASE_MANAGEMENT),
            period=Period(working_days_after(on, 3), on + timedelta(days=180)),
            reason=OverrideReason.CASE_CONFERENCE,
            sentence="Die Fallkonferenz empfiehlt für ein halbes Jahr das Fallmanagement.",
            by=case.caseworker,
            at=moment,
        )


def _override_rejected(users: Mapping[str, User], on: date) -> None:
    case = _quiet_cases(users, DeskCode.IFK_AEZ, on).first()
    if case is None or case.caseworker is None:
        return
    asked, answered = _moment(on, 5, 11), _moment(on, 3, 9)
    with told_at(asked):
        override = request_override(
            applicant=case.applicant,
            desk=Desk.objects.get(pk=DeskCode.PLACEMENT),
            period=Period(asked.date(), on + timedelta(days=90)),
            reason=OverrideReason.CAPACITY,
            sentence="Während der Vertretung fehlt an unserer Stelle die Zeit für die Vermittlung.",
            by=case.caseworker,
            at=asked,
        )
    with told_at(answered):
        reject_override(
            override=override,
            answer="Die Vertretung ist inzwischen geregelt; der Fall bleibt bei der IFK AEZ.",
            by=_lead_of(users, case),
            at=answered,
        )


def _override_in_force(users: Mapping[str, User], on: date) -> None:
    """A case goes back for a while to where it came from, to the caseworker who has most to show; that ends soon."""
    before = _quiet_cases(users, DeskCode.PLACEMENT, on).filter(applicant__assignments__desk=DeskCode.IFK_AEZ)
    case = before.first()
    if case is None or case.caseworker is None:
        return
    giver, taker = case.caseworker, users[_SHOWN]
    asked, approved, initiated, accepted = (
        _moment(on, days, hour) for days, hour in ((32, 14), (30, 9), (30, 15), (28, 10))
    )
    with told_at(asked):
        override = request_override(
            applicant=case.applicant,
            desk=Desk.objects.get(pk=DeskCode.IFK_AEZ),
            period=Period(asked.date(), on + timedelta(days=24)),
            reason=OverrideReason.CONTINUITY,
            sentence="Die bei der IFK AEZ begonnene Beratung soll dort zu Ende geführt werden.",
            by=giver,
            at=asked,
        )
    with told_at(approved):
        approve_override(override=override, by=_lead_of(users, case), on=approved.date(), at=approved)
    transfer = Transfer.objects.get(applicant=case.applicant, state=TransferState.PROPOSED)
    with told_at(initiated):
        transfer = initiate(transfer=transfer, note="", by=giver, on=initiated.date(), at=initiated)
    day = accepted.date()
    with told_at(accepted):
        done = accept(transfer=transfer, choice=Choice(taker), effective_on=day, by=taker, on=day, at=accepted)
        note_first_contact(transfer=done, by=taker, on=day, at=accepted + timedelta(hours=1))


def _returned_twice(users: Mapping[str, User], on: date) -> None:
    """A case about which the team leads have to talk."""
    first = _proposals(users, on).filter(source=DeskCode.IFK_AEZ).first()
    if first is None:
        return
    giver = _caseworker(first)
    receiver = User.objects.filter(desk=first.target_id).order_by("username").first()
    if receiver is None:
        return
    for ago, note in ((5, "Im Bogen fehlen die Termine der Maßnahme."), (3, "Die Termine fehlen noch immer.")):
        transfer = Transfer.objects.get(applicant=first.applicant, state=TransferState.PROPOSED)
        given, returned = _moment(on, ago, 9), _moment(on, ago, 14)
        with told_at(given):
            sent = initiate(transfer=transfer, note="", by=giver, on=given.date(), at=given)
        with told_at(returned):
            send_back(
                transfer=sent,
                reason=ReturnReason.SHEET_INCOMPLETE,
                note=note,
                by=receiver,
                on=returned.date(),
                at=returned,
            )


def _to_accept(users: Mapping[str, User], on: date) -> None:
    """A hand-over that waits at the desk of the login for caseworkers."""
    transfer = _proposals(users, on).filter(target=DeskCode.IFK_AEZ).first()
    if transfer is None:
        return
    moment = _moment(on, 1, 13)
    with told_at(moment):
        initiate(
            transfer=transfer,
            note="Ein Erstgespräch wäre noch in diesem Monat gut.",
            by=_caseworker(transfer),
            on=moment.date(),
            at=moment,
        )


def _reminders_and_note(users: Mapping[str, User], on: date) -> None:
    cases = list(_quiet_cases(users, DeskCode.IFK_AEZ, on)[:2])
    by = users[_SHOWN]
    moment = _moment(on, 4, 15)
    with told_at(moment):
        for case, note, due_on in zip(
            cases,
            ("Nachweis über die Kinderbetreuung anfordern", "Ergebnis der Beratung erfragen"),
            (_working_day(on), working_days_after(on, 4)),
            strict=False,
        ):
            make_reminder(applicant=case.applicant, note=note, due_on=due_on, by=by, at=moment)
        for case in cases[:1]:
            write_note(
                applicant=case.applicant,
                text="Telefonat: Die Kinderbetreuung ist ab dem nächsten Monat gesichert, der Nachweis folgt.",
                noted_on=moment.date(),
                by=by,
                at=moment,
            )


def _quiet_cases(users: Mapping[str, User], desk: DeskCode, on: date) -> QuerySet[Assignment]:
    """Cases of a desk that are in order and in which nothing has happened lately, those of `_SHOWN` first."""
    before = _moment(on - QUIET_FOR, 0, 0)
    cases = Assignment.objects.filter(
        desk=desk,
        caseworker__isnull=False,
        period__upper_inf=True,
        assigned_at__lt=before,
        applicant__current__decision__desk=desk,
        applicant__current__decision__decided_at__lt=before,
        applicant__overrides__isnull=True,
    )
    quiet = cases.exclude(applicant__transfers__state__in=LIVE_TRANSFER_STATES).exclude(
        applicant__last_name__in=[state.last_name for state in STATES]
    )
    return quiet.select_related("applicant", "caseworker").order_by(
        Case(When(caseworker=users[_SHOWN], then=Value(0)), default=Value(1)), "applicant__customer_number"
    )


def _proposals(users: Mapping[str, User], on: date) -> QuerySet[Transfer]:
    """Hand-overs that have been proposed for a while, of cases with a caseworker, those of `_SHOWN` first."""
    proposed = Transfer.objects.filter(
        state=TransferState.PROPOSED,
        proposed_on__lt=on - PROPOSED_FOR,
        applicant__current__decision__on__lt=on - PROPOSED_FOR,
        applicant__listed__caseworker__isnull=False,
    ).exclude(applicant__last_name__in=[state.last_name for state in STATES])
    return proposed.order_by(
        Case(When(applicant__listed__caseworker=users[_SHOWN], then=Value(0)), default=Value(1)),
        "applicant__customer_number",
    )


def _caseworker(transfer: Transfer) -> User:
    by = transfer.applicant.listed.caseworker
    assert by is not None
    return by


def _lead_of(users: Mapping[str, User], case: Assignment) -> User:
    return next(users[lead.short_name] for lead in TEAM_LEADS if users[lead.short_name].team_id == case.desk.team_id)


def _moment(on: date, days_ago: int, hour: int) -> datetime:
    """A moment on the working day so many days before ``on``, or on the one before that."""
    return datetime.combine(_working_day(on - timedelta(days=days_ago)), time(hour, 10), BERLIN)


def _working_day(day: date) -> date:
    while not is_working_day(day):
        day -= ONE_DAY
    return day
