"""ROUTING.md once more, told as plainly as possible, for the tests to compare the rules with.

It shares no code with the rules: ages by comparing calendar triples, the ladder as a table of which the smallest
number wins, no turning points.
"""

from datetime import date, timedelta
from typing import NamedTuple

from kit.days import Period
from routing.rules.codes import Basis, DeskCode, OpenPoint, Relation
from routing.rules.facts import Facts, Member, Pregnancy
from routing.rules.policy import Policy, PolicySchedule

DESKS = {
    1: DeskCode.SELF_EMPLOYED,
    2: DeskCode.U25_AEZ,
    3: DeskCode.U25,
    4: DeskCode.REHA_SB,
    5: DeskCode.CASE_MANAGEMENT,
    6: DeskCode.IFK_AEZ,
    7: DeskCode.PLACEMENT,
}


class Expected(NamedTuple):
    desk: DeskCode
    rule: int
    single_parent: bool
    basis: Basis | None


def expected(facts: Facts, on: date, policies: PolicySchedule) -> Expected:
    basis = expected_basis(facts, on, policies)
    met = ladder(facts, on, policies, basis)
    if any(within(exception.period, on) for exception in facts.exceptions):
        met[5] = False
    rule = min(number for number, holds in met.items() if holds)
    return Expected(DESKS[rule], rule, basis is not None, basis)


def ladder(facts: Facts, on: date, policies: PolicySchedule, basis: Basis | None) -> dict[int, bool]:
    young = not has_completed(facts.born, policy_on(policies, on).u25_age, on)
    handicaps = facts.severely_disabled + facts.equal_status + facts.rehabilitation
    return {
        1: any(within(period, on) for period in facts.self_employed),
        2: young and basis is not None,
        3: young,
        4: any(within(period, on) for period in handicaps),
        5: any(item.criteria_met and within(item.period, on) for item in facts.assessments),
        6: basis is not None,
        7: True,
    }


def expected_basis(facts: Facts, on: date, policies: PolicySchedule) -> Basis | None:
    policy = policy_on(policies, on)
    if by_household(facts.members, on, policy):
        return Basis.HOUSEHOLD
    if any(by_pregnancy(item, on, policy) for item in facts.pregnancies):
        return Basis.PREGNANCY
    return None


def by_household(members: tuple[Member, ...], on: date, policy: Policy) -> bool:
    there = [member for member in members if lives_there(member, on)]
    minors = [m for m in there if m.born is not None and not has_completed(m.born, policy.adult_age, on)]
    adults = [m for m in there if m.born is not None and has_completed(m.born, policy.adult_age, on)]
    if [member for member in there if member.relation is Relation.PARTNER]:
        return False
    if policy.other_adults_count and [member for member in adults if member.relation is Relation.OTHER]:
        return False
    unmarried = [m for m in minors if m.married_on is None or on < m.married_on]
    return Relation.CHILD in [member.relation for member in unmarried]


def by_pregnancy(item: Pregnancy, on: date, policy: Policy) -> bool:
    if item.proof_seen_on is None or item.proof_seen_on > on:
        return False
    if item.ended_on is not None and item.ended_on <= on:
        return False
    if item.due_date is None or (on - item.due_date).days > policy.waiting_days:
        return False
    return item.expected_single_parent


def expected_open_points(facts: Facts, on: date, policies: PolicySchedule) -> list[OpenPoint]:
    """What is missing, by comparing the answer with the answers that the missing facts could give."""
    now = expected_basis(facts, on, policies)
    points = []
    if any(_proof_would_change(facts, item, on, policies) for item in facts.pregnancies):
        points.append(OpenPoint.PROOF_OUTSTANDING)
    if any(_birth_would_change(facts, item, on, policies) for item in facts.pregnancies):
        points.append(OpenPoint.BIRTH_NOT_ENTERED)
    never = facts.assessments_known and all(item.period.start > on for item in facts.assessments)
    kept = any(within(exception.period, on) for exception in facts.exceptions)
    if never and not kept and expected(facts, on, policies).rule == 6:
        points.append(OpenPoint.NEVER_ASSESSED)
    for index, member in enumerate(facts.members):
        guesses = [_with_member(facts, index, member._replace(born=born)) for born in (on, _years_before(on, 90))]
        if member.born is None and any(expected_basis(guess, on, policies) is not now for guess in guesses):
            points.append(OpenPoint.BIRTH_DATE_MISSING)
            break
    return points


def _proof_would_change(facts: Facts, item: Pregnancy, on: date, policies: PolicySchedule) -> bool:
    if item.proof_seen_on is not None and item.proof_seen_on <= on:
        return False
    proven = facts._replace(pregnancies=(*facts.pregnancies, item._replace(proof_seen_on=on)))
    return expected_basis(proven, on, policies) is not expected_basis(facts, on, policies)


def _birth_would_change(facts: Facts, item: Pregnancy, on: date, policies: PolicySchedule) -> bool:
    if item.due_date is None or item.due_date >= on or (item.ended_on is not None and item.ended_on <= on):
        return False
    births = [m.born for m in facts.members if m.relation is Relation.CHILD and m.born is not None]
    if any(born > item.due_date - timedelta(days=140) for born in births):
        return False
    born_on_time = facts._replace(members=(*facts.members, Member(Relation.CHILD, item.due_date)))
    return expected_basis(born_on_time, on, policies) is not expected_basis(facts, on, policies)


def _with_member(facts: Facts, index: int, member: Member) -> Facts:
    members = list(facts.members)
    members[index] = member
    return facts._replace(members=tuple(members))


def policy_on(policies: PolicySchedule, on: date) -> Policy:
    return max((version for version in policies.versions if version.valid_from <= on), key=lambda v: v.valid_from)


def has_completed(born: date, years: int, on: date) -> bool:
    return (on.year - years, on.month, on.day) >= (born.year, born.month, born.day)


def lives_there(member: Member, on: date) -> bool:
    after_start = all(day is None or day <= on for day in (member.born, member.moved_in))
    return after_start and (member.moved_out is None or member.moved_out > on)


def within(period: Period, on: date) -> bool:
    return period.start <= on < (period.end or date.max)


def _years_before(day: date, years: int) -> date:
    return day - timedelta(days=366 * years)
