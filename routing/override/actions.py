"""An override step by step: asked for, approved or rejected, ended before its time.

Every step locks the applicant first, so that of two at once the second sees what the first did.
"""

from datetime import date, datetime

from django.db import transaction

from kit.days import Period
from kit.history import acting_as
from kit.ranges import as_period, as_range
from kit.refusals import ActionRefused
from routing.acts import Act
from routing.assignment.actions import locked
from routing.assignment.consequences import end_override
from routing.assignment.deciding import decide_anew
from routing.enums import STANDING_OVERRIDE_STATES, Occasion, OverrideReason, OverrideState
from routing.models import Applicant, Override
from routing.permissions import may_decide_override, may_end_override, may_request_override
from routing.queries import open_assignment, open_case, policy_schedule, record_of
from routing.record import facts_of
from routing.rules.decision import decide
from routing.rules.wording import german_date
from staff.models import Desk, User


@transaction.atomic
def request_override(
    *,
    applicant: Applicant,
    desk: Desk,
    period: Period,
    reason: OverrideReason,
    sentence: str,
    by: User,
    at: datetime,
) -> Override:
    """Ask that ``desk`` be responsible on the days of ``period``, whatever the rules say. Nothing changes until a
    second person approves. Raises `ActionRefused` without an open case, for days that are taken, and where the rules
    name that desk anyway on the first day.
    """
    applicant = locked(applicant)
    responsible = open_assignment(applicant)
    if responsible is None:
        raise ActionRefused("Der Fall ist geschlossen. Nehmen Sie ihn zuerst wieder auf.")
    if not may_request_override(by, responsible):
        raise ActionRefused("Übersteuern kann nur die zuständige Stelle, ihr Team oder die Teamleitung.")
    _refuse_taken(applicant, period)
    if _desk_of_rules(applicant, period.start) == desk.pk:
        raise ActionRefused(
            f"Am {german_date(period.start)} ist nach den Regeln ohnehin {desk.label} zuständig. "
            "Wählen Sie eine andere Stelle oder einen anderen ersten Tag."
        )
    with acting_as(by.pk):
        return Override.objects.create(
            applicant=applicant,
            source=responsible.desk,
            desk=desk,
            period=as_range(period),
            reason=reason,
            sentence=sentence,
            requested_at=at,
            requested_by=by,
        )


@transaction.atomic
def approve_override(*, override: Override, by: User, on: date, at: datetime) -> Override:
    """Say yes: from its first day on, at the earliest from ``on``, its desk is responsible. Where that is another one
    than now, a hand-over is proposed. Raises `ActionRefused` unless it still waits for that, and its days are to come.
    """
    override = _held(override, OverrideState.REQUESTED)
    if not may_decide_override(by, override):
        raise ActionRefused("Genehmigen kann nur eine Teamleitung, die den Antrag nicht selbst gestellt hat.")
    if open_case(override.applicant) is None:
        raise ActionRefused("Der Fall ist geschlossen. Eine Übersteuerung hätte keine Wirkung.")
    start, end = as_period(override.period)
    if end is None or end <= on:
        raise ActionRefused("Der letzte Tag ist vorbei. Lehnen Sie den Antrag ab; es braucht einen neuen.")
    with acting_as(by.pk):
        override.state, override.decided_by, override.decided_at = OverrideState.APPROVED, by, at
        override.period = as_range(Period(max(start, on), end))
        override.save(update_fields=["state", "decided_by", "decided_at", "period"])
        decide_anew(applicant=override.applicant, occasion=Occasion.OVERRIDDEN, by=by, on=on, at=at)
    return override


@transaction.atomic
def reject_override(*, override: Override, answer: str, by: User, at: datetime) -> Override:
    """Say no, and why in a sentence. Raises `ActionRefused` unless it still waits for that."""
    override = _held(override, OverrideState.REQUESTED)
    if not may_decide_override(by, override):
        raise ActionRefused("Ablehnen kann nur eine Teamleitung, die den Antrag nicht selbst gestellt hat.")
    with acting_as(by.pk):
        override.state, override.decided_by, override.decided_at = OverrideState.REJECTED, by, at
        override.answer = answer
        override.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    return override


@transaction.atomic
def end_early(*, override: Override, by: User, on: date, at: datetime) -> Override:
    """Take the request back, or end what was approved: from ``on`` the rules name the desk again. Raises
    `ActionRefused` when it is over already.
    """
    override = _held(override, *STANDING_OVERRIDE_STATES)
    if not may_end_override(by, override, open_assignment(override.applicant)):
        raise ActionRefused("Beenden kann nur, wer die Übersteuerung beantragt hat, das Team oder die Teamleitung.")
    was_approved = override.state == OverrideState.APPROVED
    if was_approved and is_over(override, on):
        raise ActionRefused("Der letzte Tag ist schon vorbei.")
    with acting_as(by.pk):
        end_override(override, Act(by, on, at))
        if was_approved:
            decide_anew(applicant=override.applicant, occasion=Occasion.OVERRIDDEN, by=by, on=on, at=at)
    return override


def is_over(override: Override, on: date) -> bool:
    """Whether its last day lies before ``on``."""
    return override.last_day is not None and override.last_day < on


def _refuse_taken(applicant: Applicant, period: Period) -> None:
    others = Override.objects.filter(applicant=applicant, state__in=STANDING_OVERRIDE_STATES)
    taken = others.filter(period__overlap=as_range(period)).select_related("desk").order_by("period").first()
    if taken is not None:
        until = german_date(taken.last_day or taken.first_day)
        raise ActionRefused(
            f"In dieser Zeit ist schon eine Übersteuerung {taken.get_state_display()}: {taken.desk.label} bis {until}. "
            "Beenden Sie jene zuerst, oder wählen Sie andere Tage."
        )


def _desk_of_rules(applicant: Applicant, on: date) -> str:
    stored = Applicant.objects.get(pk=applicant.pk)
    return decide(facts_of(record_of(stored)), on, policy_schedule()).desk.value


def _held(override: Override, *states: str) -> Override:
    """The override as it stands, its applicant locked; raises `ActionRefused` unless it is in one of these states."""
    locked(override.applicant)
    override = Override.objects.select_related("applicant", "source", "desk", "requested_by", "decided_by").get(
        pk=override.pk
    )
    if override.state not in states:
        who = override.decided_by
        by = f" ({who.short_name})" if who else ""
        raise ActionRefused(f"Die Übersteuerung ist inzwischen {override.get_state_display()}{by}. Laden Sie neu.")
    return override
