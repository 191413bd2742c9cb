"""Asking the rules and keeping the answer; opening, taking over, closing and reopening cases."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from kit.days import ONE_DAY, Period
from kit.history import acting_as
from kit.ranges import as_period, as_range
from routing.assignment.assigning import assign_from
from routing.assignment.consequences import Asked, end_overrides, end_transfers, record_lapses, settle_transfers
from routing.assignment.stored import facts_as_json, policies_as_json, trace_as_json
from routing.enums import AccessReason, AssignmentOrigin, ClosingReason, Occasion
from routing.models import AccessGrant, Applicant, Assignment, Case, CurrentDecision, Decision
from routing.permissions import may_take_over
from routing.problems import ActionRefused
from routing.queries import open_assignment, open_case, overrides_of, policy_schedule, record_of, with_record
from routing.record import facts_of
from routing.rules import override as overriding
from routing.rules.decision import decide, explain
from routing.rules.facts import Facts
from routing.rules.notices import next_note_on, notes_due
from routing.rules.override import Override, in_force, named_desk, reason_despite
from routing.rules.policy import PolicySchedule
from routing.rules.timeline import holds_until, review_on
from routing.rules.wording import reason
from staff.models import User
from staff.staffing.queries import serves

OPENS_CASE = frozenset({Occasion.TAKEN_IN, Occasion.REOPENED})
"""A case that is opened has a decision of its own, also where the answer is that of an earlier one."""

_AT_ONCE = 1000
_AHEAD = ["review_on", "notice_on", "next_desk"]


def locked(applicant: Applicant) -> Applicant:
    """The applicant as stored now, locked until the end of the transaction: whoever comes second waits."""
    return Applicant.objects.select_for_update(of=("self",)).get(pk=applicant.pk)


@transaction.atomic
def decide_anew(*, applicant: Applicant, occasion: Occasion, by: User, on: date, at: datetime) -> Decision:
    """Ask the rules about the applicant as stored and keep the answer, unless it is the one that stands already; see
    `decide_many`.
    """
    return decide_many(applicants=[applicant.pk], occasion=occasion, by=by, on=on, at=at)[applicant.pk].decision


@transaction.atomic
def decide_many(
    *, applicants: Collection[int], occasion: Occasion, by: User | None, on: date, at: datetime
) -> dict[int, Asked]:
    """Ask the rules about applicants as stored, keep the answers, and let follow what follows from them: lapses are
    recorded and hand-overs proposed. The answer for each id.

    ``on`` is the day asked about, ``at`` the moment of asking; without ``by``, nobody asked but the night. An answer
    with the same facts, policy and result as the standing one is stored again only where it opens a case; the day of
    the next review is set in any case. The number of statements does not depend on the number of applicants.
    """
    # Locked before the policy is read: whoever puts a new version in force waits for decisions in progress.
    locked_ones = list(
        with_record(Applicant.objects.select_for_update(of=("self",)).filter(pk__in=applicants)).order_by("pk")
    )
    policies, overrides = policy_schedule(), overrides_of(applicants)
    standing = {
        current.applicant_id: current
        for current in CurrentDecision.objects.filter(applicant__in=applicants).select_related("decision__desk")
    }
    in_care = set(
        Case.objects.filter(applicant__in=applicants, period__upper_inf=True).values_list("applicant", flat=True)
    )
    opens_case = occasion in OPENS_CASE
    answers: list[_Answer] = []
    asked: dict[int, Asked] = {}
    new: list[Decision] = []
    for applicant in locked_ones:
        facts = facts_of(record_of(applicant))
        named = overrides.get(applicant.pk, ())
        decision = answered(applicant.pk, facts, policies, on, named)
        known = standing.get(applicant.pk)
        if not opens_case and known is not None and _says_the_same(known.decision, decision):
            decision = known.decision
        else:
            decision.occasion, decision.decided_at, decision.decided_by = occasion, at, by
            new.append(decision)
        cares = applicant.pk in in_care
        review = overriding.review_on(review_on(facts, on, policies), named, on) if cares else None
        notice = _notice_on(facts, on, policies, named) if cares else None
        after = _desk_after(decision, facts, policies, named)
        answers.append(_Answer(applicant.pk, decision, review, notice, after))
        asked[applicant.pk] = Asked(decision, known.decision if known else None, facts, named)
    Decision.objects.bulk_create(new, batch_size=_AT_ONCE)
    _keep_current(answers, standing)
    record_lapses(asked=[asked[pk] for pk in asked if pk in in_care], policies=policies, on=on)
    settle_transfers(applicants=in_care, by=by, on=on, at=at)
    return asked


def _desk_after(
    decision: Decision, facts: Facts, policies: PolicySchedule, overrides: Collection[Override]
) -> str | None:
    """Which desk is named on the first day after the answer's last one; none where it holds for ever."""
    if decision.holds_until is None:
        return None
    day = decision.holds_until + ONE_DAY
    return named_desk(decide(facts, day, policies), in_force(overrides, day)).value


def _notice_on(facts: Facts, on: date, policies: PolicySchedule, overrides: Collection[Override]) -> date | None:
    """The next night that has something to announce: tonight, where something lies near already."""
    is_near = notes_due(facts, on, policies, overrides)
    return on if is_near else next_note_on(facts, on, policies, overrides)


def answered(
    applicant_id: int, facts: Facts, policies: PolicySchedule, on: date, overrides: Collection[Override] = ()
) -> Decision:
    """The answer as a decision that is not stored yet: who asked, when and why is still to be filled in. It is that of
    the rules, but for the desk while one of the ``overrides`` is in force.
    """
    explanation, override = explain(facts, on, policies), in_force(overrides, on)
    answer = explanation.answer
    return Decision(
        applicant_id=applicant_id,
        on=on,
        desk_id=named_desk(answer, override).value,
        rule=answer.rule,
        override_id=override.id if override else None,
        basis=answer.basis.value if answer.basis else "",
        open_points=[point.value for point in explanation.open_points],
        holds_until=overriding.holds_until(holds_until(facts, on, policies), overrides, on),
        reason=reason_despite(override, reason(explanation)),
        trace=trace_as_json(explanation, override),
        facts=facts_as_json(facts),
        policy=policies_as_json(policies),
    )


class _Answer(NamedTuple):
    """The decision that stands for an applicant from now on, the day on which to ask again, that of the next
    announcement, and the desk that comes after.
    """

    applicant_id: int
    decision: Decision
    review_on: date | None
    notice_on: date | None
    next_desk: str | None


def _keep_current(answers: Iterable[_Answer], standing: Mapping[int, CurrentDecision]) -> None:
    """Store which decision stands, and what is known ahead, where that is not what is stored already. The decisions are
    stored by now and have their ids.
    """
    added, moved, put_off = [], [], []
    for applicant_id, decision, review, notice, after in answers:
        known = standing.get(applicant_id)
        current = CurrentDecision(
            applicant_id=applicant_id,
            decision_id=decision.pk,
            review_on=review,
            notice_on=notice,
            next_desk_id=after,
        )
        if known is None:
            added.append(current)
        elif known.decision_id != decision.pk:
            moved.append(current)
        elif (known.review_on, known.notice_on, known.next_desk_id) != (review, notice, after):
            put_off.append(current)
    CurrentDecision.objects.bulk_create(added, batch_size=_AT_ONCE)
    CurrentDecision.objects.bulk_update(moved, ["decision", *_AHEAD], batch_size=_AT_ONCE)
    CurrentDecision.objects.bulk_update(put_off, _AHEAD, batch_size=_AT_ONCE)


@transaction.atomic
def open_new_case(*, applicant: Applicant, occasion: Occasion, by: User, on: date, at: datetime) -> Assignment:
    """Open a case on ``on``, decide, and make the desk of that first decision responsible.

    The person who opens it becomes the caseworker if it is her desk; else the desk's team finds one. Raises
    `ActionRefused` while a case is open.
    """
    applicant = locked(applicant)
    with acting_as(by.pk):
        if open_case(applicant):
            raise ActionRefused("Der Fall ist schon offen. Laden Sie die Seite neu.")
        last = Case.objects.filter(applicant=applicant).order_by("-period").first()
        start = max(on, as_period(last.period).end or on) if last else on
        case = Case.objects.create(applicant=applicant, period=as_range(Period(start)), opened_at=at, opened_by=by)
        decision = decide_anew(applicant=applicant, occasion=occasion, by=by, on=on, at=at)
        return Assignment.objects.create(
            applicant=applicant,
            case=case,
            desk_id=decision.desk_id,
            caseworker=by if serves(by, decision.desk_id, on) else None,
            period=as_range(Period(start)),
            origin=AssignmentOrigin.FIRST_DECISION,
            decision=decision,
            assigned_at=at,
            assigned_by=by,
        )


@transaction.atomic
def take_over_case(*, applicant: Applicant, by: User, on: date, at: datetime) -> Assignment:
    """Make ``by`` the caseworker from ``on``, of a case that is with her desk, when the rules name that desk on ``on``.

    They are asked anew, because the standing decision may be older than a birthday. Raises `ActionRefused` when the
    case is closed or with another desk, another desk is responsible by the rules, or it is hers already.
    """
    applicant = locked(applicant)
    responsible = open_assignment(applicant)
    if responsible is None:
        raise ActionRefused("Der Fall ist geschlossen. Nehmen Sie ihn zuerst wieder auf.")
    if responsible.caseworker_id == by.pk:
        raise ActionRefused("Sie sind für diesen Fall schon zuständig.")
    if not serves(by, responsible.desk_id, on):
        raise ActionRefused(
            f"Der Fall ist bei der Stelle {responsible.desk}. Zu einer anderen kommt er nur durch eine Überstellung."
        )
    decision = decide_anew(applicant=applicant, occasion=Occasion.TAKEN_OVER, by=by, on=on, at=at)
    if not may_take_over(by, responsible, decision.desk_id, on):
        raise ActionRefused(
            f"Die Entscheidung nennt die Stelle {decision.desk}. Der Fall geht mit einer Überstellung dorthin."
        )
    with acting_as(by.pk):
        return assign_from(
            responsible,
            on,
            desk_id=decision.desk_id,
            caseworker=by,
            origin=AssignmentOrigin.TAKEN_OVER,
            decision=decision,
            assigned_at=at,
            assigned_by=by,
        )


@transaction.atomic
def close_case(*, applicant: Applicant, reason: ClosingReason, by: User, on: date, at: datetime) -> Case:
    """Close the open case: from ``on`` on no desk is responsible, and nothing is reviewed any more.

    A case opened on ``on`` itself or later still counts for its first day. Raises `ActionRefused` without open case.
    """
    applicant = locked(applicant)
    case = open_case(applicant)
    if case is None:
        raise ActionRefused("Der Fall ist schon geschlossen. Laden Sie die Seite neu.")
    with acting_as(by.pk):
        responsible = open_assignment(applicant)
        if responsible is not None:
            started = as_period(responsible.period).start
            end = max(on, started + timedelta(days=1))
            responsible.period = as_range(Period(started, end))
            responsible.save(update_fields=["period"])
        else:
            end = max(on, as_period(case.period).start + timedelta(days=1))
        case.period = as_range(Period(as_period(case.period).start, end))
        case.closed_at, case.closed_by, case.closing_reason = at, by, reason
        case.save()
        CurrentDecision.objects.filter(applicant=applicant).update(review_on=None, notice_on=None)
        end_transfers(applicant_id=applicant.pk, by=by, at=at)
        end_overrides(applicant_id=applicant.pk, by=by, on=on, at=at)
    return case


@transaction.atomic
def grant_access(*, applicant: Applicant, reason: AccessReason, by: User, on: date, at: datetime) -> AccessGrant:
    """Open a foreign applicant's record to ``by`` for the day ``on``; asking twice is one grant."""
    with acting_as(by.pk):
        grant, _ = AccessGrant.objects.get_or_create(
            user=by, applicant=applicant, reason=reason, on=on, defaults={"granted_at": at}
        )
    return grant


def says_the_same_on(standing: Decision, new: Decision) -> bool:
    """Whether two answers are the same to everybody who reads them, on whichever day each was given."""
    return _are_equal(standing, new, ("desk_id", "rule", "override_id", "basis", "open_points", "holds_until"))


def _says_the_same(standing: Decision, new: Decision) -> bool:
    return says_the_same_on(standing, new) and _are_equal(standing, new, ("facts", "policy"))


def _are_equal(standing: Decision, new: Decision, names: Iterable[str]) -> bool:
    return all(getattr(standing, name) == getattr(new, name) for name in names)
