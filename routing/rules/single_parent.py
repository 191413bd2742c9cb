"""Who is a single parent, and on which basis (Fachkonzept, Ziffer 2)."""

from datetime import date

from kit.days import day_after, latest_birth_to_have_completed
from routing.rules.codes import Basis, Relation
from routing.rules.facts import Facts, Member, Pregnancy
from routing.rules.policy import Policy


def single_parent_basis(facts: Facts, on: date, policy: Policy) -> Basis | None:
    """What the single-parent status rests on ``on``: the household, else a pregnancy with proof; none without the
    status (Ziffer 2).
    """
    if household_holds(facts.members, on, policy):
        return Basis.HOUSEHOLD
    if any(pregnancy_holds(pregnancy, on, policy) for pregnancy in facts.pregnancies):
        return Basis.PREGNANCY
    return None


def household_holds(members: tuple[Member, ...], on: date, policy: Policy) -> bool:
    """Whether the household makes the applicant a single parent: no partner, an own unmarried child under age, and no
    other adult (Ziffer 2).
    """
    return (
        any(counts_as_child(member, on, policy.adult_age) for member in members)
        and not any(is_partner_there(member, on) for member in members)
        and not (
            policy.other_adults_count and any(counts_as_other_adult(member, on, policy.adult_age) for member in members)
        )
    )


def counts_as_child(member: Member, on: date, adult_age: int) -> bool:
    """Whether this person is, on ``on``, an own child of the household, unmarried and not of age (Ziffer 2)."""
    return (
        member.relation is Relation.CHILD
        and member.born is not None
        and member.born > latest_birth_to_have_completed(adult_age, on)
        and not member.is_married(on)
        and member.lives_there(on)
    )


def counts_as_other_adult(member: Member, on: date, adult_age: int) -> bool:
    """Whether this person is, on ``on``, of age, of the household, and neither partner nor own child (Ziffer 2)."""
    return (
        member.relation is Relation.OTHER
        and member.born is not None
        and member.born <= latest_birth_to_have_completed(adult_age, on)
        and member.lives_there(on)
    )


def is_partner_there(member: Member, on: date) -> bool:
    """Whether this person is a partner, of whatever age, who lives in the household on ``on`` (Ziffer 2)."""
    return member.relation is Relation.PARTNER and member.lives_there(on)


def pregnancy_holds(pregnancy: Pregnancy, on: date, policy: Policy) -> bool:
    """Whether this pregnancy makes the applicant a single parent: proof seen, expected to be one, the waiting time
    not over, the mark not ended; no look at the household (Ziffer 2).
    """
    last_day = last_day_of_waiting(pregnancy, policy)
    return (
        pregnancy.expected_single_parent
        and last_day is not None
        and on <= last_day
        and proof_was_seen(pregnancy, on)
        and mark_stands(pregnancy, on)
    )


def last_day_of_waiting(pregnancy: Pregnancy, policy: Policy) -> date | None:
    """The last day on which the basis pregnancy can hold; none without a due date."""
    return None if pregnancy.due_date is None else day_after(pregnancy.due_date, policy.waiting_days)


def proof_was_seen(pregnancy: Pregnancy, on: date) -> bool:
    """Whether proof of the pregnancy had been seen by ``on`` (Ziffer 2: "bei Vorlage eines entsprechenden
    Nachweises").
    """
    return pregnancy.proof_seen_on is not None and pregnancy.proof_seen_on <= on


def mark_stands(pregnancy: Pregnancy, on: date) -> bool:
    """Whether the pregnancy mark has not been ended by ``on``."""
    return pregnancy.ended_on is None or on < pregnancy.ended_on
