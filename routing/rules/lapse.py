"""Why and since when a single-parent status is gone (Fachkonzept, Ziffer 2 last but one paragraph)."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from kit.days import ONE_DAY, year_of_life_completed
from routing.rules.codes import LapseCause
from routing.rules.facts import Facts, Member, Pregnancy
from routing.rules.policy import DEFAULT_POLICIES, Policy, PolicySchedule
from routing.rules.single_parent import (
    counts_as_child,
    counts_as_other_adult,
    household_holds,
    is_partner_there,
    last_day_of_waiting,
    pregnancy_holds,
    single_parent_basis,
)
from routing.rules.timeline import turning_points


class Lapse(NamedTuple):
    """The end of a spell of the status: its cause, and the first day without the status."""

    cause: LapseCause
    since: date


class Turn(NamedTuple):
    """The first day without the status, seen with the policies of that day and of the day before."""

    facts: Facts
    day: date
    policy: Policy
    policy_before: Policy

    @property
    def day_before(self) -> date:
        """The last day with the status."""
        return self.day - ONE_DAY


def lapse(facts: Facts, on: date, policies: PolicySchedule = DEFAULT_POLICIES) -> Lapse | None:
    """The lapse that the present spell without the status began with; none while the status holds.

    To be asked when the last stored answer said yes. Where the facts as they are now never gave the status before
    ``on``, the record was corrected, and the lapse holds since ``on``.
    """
    if _has_status(facts, on, policies):
        return None
    for day in reversed([point for point in turning_points(facts, policies) if point <= on]):
        if _has_status(facts, day - ONE_DAY, policies):
            return Lapse(_cause(Turn(facts, day, policies.on(day), policies.on(day - ONE_DAY))), day)
    return Lapse(LapseCause.RECORD_CORRECTED, on)


def _has_status(facts: Facts, on: date, policies: PolicySchedule) -> bool:
    return single_parent_basis(facts, on, policies.on(on)) is not None


def _cause(turn: Turn) -> LapseCause:
    """The first of the causes that coincide; a new policy where nothing in the household or the pregnancy changed."""
    held_by_household = household_holds(turn.facts.members, turn.day_before, turn.policy_before)
    causes = _HOUSEHOLD_CAUSES + _PREGNANCY_CAUSES if held_by_household else _PREGNANCY_CAUSES
    return next((cause for cause, began in causes if began(turn)), LapseCause.POLICY_CHANGED)


def _partner_moved_in(turn: Turn) -> bool:
    return any(is_partner_there(member, turn.day) for member in turn.facts.members)


def _other_adults(turn: Turn) -> list[Member]:
    if not turn.policy.other_adults_count:
        return []
    age = turn.policy.adult_age
    return [member for member in turn.facts.members if counts_as_other_adult(member, turn.day, age)]


def _other_adult_moved_in(turn: Turn) -> bool:
    return any(not member.lives_there(turn.day_before) for member in _other_adults(turn))


def _minor_of_household_came_of_age(turn: Turn) -> bool:
    return any(_comes_of_age(member.born, turn) for member in _other_adults(turn))


def _comes_of_age(born: date | None, turn: Turn) -> bool:
    """Whether the birthday is that day, by the age of either policy where a new one begins with it."""
    ages = (turn.policy_before.adult_age, turn.policy.adult_age)
    return born is not None and any(year_of_life_completed(born, age) == turn.day for age in ages)


def _lost_children(turn: Turn) -> list[Member]:
    """The children that counted on the day before, when none does any more."""
    members, age_before = turn.facts.members, turn.policy_before.adult_age
    if any(counts_as_child(member, turn.day, turn.policy.adult_age) for member in members):
        return []
    return [member for member in members if counts_as_child(member, turn.day_before, age_before)]


def _youngest_child_came_of_age(turn: Turn) -> bool:
    youngest = max((member.born for member in _lost_children(turn) if member.born is not None), default=None)
    return _comes_of_age(youngest, turn)


def _last_child_moved_out(turn: Turn) -> bool:
    return any(not member.lives_there(turn.day) for member in _lost_children(turn))


def _child_married(turn: Turn) -> bool:
    return any(member.is_married(turn.day) for member in _lost_children(turn))


def _lost_pregnancies(turn: Turn) -> list[Pregnancy]:
    pregnancies = turn.facts.pregnancies
    return [pregnancy for pregnancy in pregnancies if pregnancy_holds(pregnancy, turn.day_before, turn.policy_before)]


def _waiting_time_over(turn: Turn) -> bool:
    last_days = (last_day_of_waiting(pregnancy, turn.policy_before) for pregnancy in _lost_pregnancies(turn))
    return any(last_day == turn.day_before for last_day in last_days)


def _pregnancy_mark_ended(turn: Turn) -> bool:
    return any(pregnancy.ended_on == turn.day for pregnancy in _lost_pregnancies(turn))


_HOUSEHOLD_CAUSES: tuple[tuple[LapseCause, Callable[[Turn], bool]], ...] = (
    (LapseCause.PARTNER_MOVED_IN, _partner_moved_in),
    (LapseCause.OTHER_ADULT_MOVED_IN, _other_adult_moved_in),
    (LapseCause.MINOR_OF_HOUSEHOLD_CAME_OF_AGE, _minor_of_household_came_of_age),
    (LapseCause.YOUNGEST_CHILD_CAME_OF_AGE, _youngest_child_came_of_age),
    (LapseCause.LAST_CHILD_MOVED_OUT, _last_child_moved_out),
    (LapseCause.CHILD_MARRIED, _child_married),
)
_PREGNANCY_CAUSES: tuple[tuple[LapseCause, Callable[[Turn], bool]], ...] = (
    (LapseCause.WAITING_TIME_OVER, _waiting_time_over),
    (LapseCause.PREGNANCY_MARK_ENDED, _pregnancy_mark_ended),
)
