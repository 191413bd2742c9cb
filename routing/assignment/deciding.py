"""Asking the rules about applicants as stored, and keeping the answers."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from kit.bulk import write_changes
from kit.days import ONE_DAY
from routing.acts import Act
from routing.assignment.consequences import Acts, Asked, record_lapses, settle_transfers
from routing.assignment.stored import facts_as_json, policies_as_json, trace_as_json
from routing.casefile import CaseFile, held_files
from routing.enums import Occasion
from routing.models import Applicant, CurrentDecision, Decision
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

OPENS_CASE = frozenset({Occasion.TAKEN_IN, Occasion.REOPENED})
"""A case that is opened has a decision of its own, also where the answer is that of an earlier one."""

_AT_ONCE = 1000
_AHEAD = ["review_on", "notice_on", "next_desk"]


def decide_anew(*, applicant: Applicant, occasion: Occasion, by: User, on: date, at: datetime) -> Decision:
    """`decide_many` for one."""
    return decide_many(applicants=[applicant.pk], occasion=occasion, by=by, on=on, at=at)[applicant.pk].decision


@transaction.atomic
def decide_many(
    *, applicants: Collection[int], occasion: Occasion, by: User | None, on: date, at: datetime
) -> dict[int, Asked]:
    """Lock applicants, read what is stored about them, and `decide_held`. The answer for each id.

    ``on`` is the day asked about, ``at`` the moment of asking; without ``by``, nobody asked but the night.
    """
    files = held_files(applicants)
    return decide_held(files, occasion, dict.fromkeys(files, Act(by, on, at)))


def decide_held(files: Mapping[int, CaseFile], occasion: Occasion, acts: Acts) -> dict[int, Asked]:
    """Ask the rules about each of these applicants on the day of her act, keep the answers, and let follow what follows
    from them: lapses are recorded and hand-overs proposed. The answer for each id.

    An answer with the same facts, policy and result as the standing one is stored again only where it opens a case, and
    after new values none with the same result. The day of the next review is set in any case. The number of statements
    does not depend on the number of applicants.
    """
    asked = {pk: _ask(file, occasion, acts[pk]) for pk, file in files.items()}
    new = [answer.decision for answer in asked.values() if answer.decision._state.adding]
    Decision.objects.bulk_create(new, batch_size=_AT_ONCE)
    _keep_current(files, asked, acts)
    in_care = [file for file in files.values() if file.is_open]
    record_lapses(files=in_care, asked=asked, acts=acts)
    settle_transfers(in_care, acts)
    return asked


def _ask(file: CaseFile, occasion: Occasion, act: Act) -> Asked:
    """The answer, with the standing decision where that says the same already."""
    facts, known = facts_of(file.record), file.current.decision if file.current else None
    decision = answered(file.applicant.pk, facts, file.policies, act.on, file.overrides)
    is_same = says_the_same_on if occasion == Occasion.NEW_POLICY else _says_the_same
    if known is not None and occasion not in OPENS_CASE and is_same(known, decision):
        decision = known
    else:
        decision.occasion, decision.decided_at, decision.decided_by = occasion, act.at, act.by
    return Asked(decision, known, facts, file.overrides)


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


def says_the_same_on(standing: Decision, new: Decision) -> bool:
    """Whether two answers are the same to everybody who reads them, on whichever day each was given."""
    return _are_equal(standing, new, ("desk_id", "rule", "override_id", "basis", "open_points", "holds_until"))


def _says_the_same(standing: Decision, new: Decision) -> bool:
    return says_the_same_on(standing, new) and _are_equal(standing, new, ("facts", "policy"))


def _are_equal(standing: Decision, new: Decision, names: Iterable[str]) -> bool:
    return all(getattr(standing, name) == getattr(new, name) for name in names)


def _keep_current(files: Mapping[int, CaseFile], asked: Mapping[int, Asked], acts: Acts) -> None:
    """Store which decision stands, and what is known ahead, where that is not what is stored already. The decisions are
    stored by now and have their ids.
    """
    added, moved, put_off = [], [], []
    for pk, file in files.items():
        known, current = file.current, _current(file, asked[pk], acts[pk].on)
        if known is None:
            added.append(current)
        elif known.decision_id != current.decision_id:
            moved.append(current)
        elif any(getattr(known, name) != getattr(current, name) for name in ("review_on", "notice_on", "next_desk_id")):
            put_off.append(current)
        file.current = current
    CurrentDecision.objects.bulk_create(added, batch_size=_AT_ONCE)
    write_changes(moved, ["decision", *_AHEAD])
    write_changes(put_off, _AHEAD)


def _current(file: CaseFile, answer: Asked, on: date) -> CurrentDecision:
    """The decision that stands from now on, the day on which to ask again, that of the next announcement, and the desk
    that comes after.
    """
    facts, policies, overrides = answer.facts, file.policies, file.overrides
    review = overriding.review_on(review_on(facts, on, policies), overrides, on) if file.is_open else None
    return CurrentDecision(
        applicant_id=file.applicant.pk,
        decision=answer.decision,
        review_on=review,
        notice_on=_notice_on(facts, on, policies, overrides) if file.is_open else None,
        next_desk_id=_desk_after(answer.decision, facts, policies, overrides),
    )


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
