"""What is missing in a record, named only where it could change the answer.

"Could change" is asked, not guessed: the missing fact is put in as it might turn out, and the single-parent status is
asked again.
"""

from datetime import date, timedelta

from routing.rules.codes import OpenPoint, Relation, RuleNumber
from routing.rules.facts import Facts, Member, Pregnancy
from routing.rules.hierarchy import Answer
from routing.rules.single_parent import mark_stands, pregnancy_holds, single_parent_basis
from routing.rules.situation import Situation

EARLIEST_BIRTH_BEFORE_DUE_DATE = timedelta(days=140)


def open_points(asked: Situation, answer: Answer) -> tuple[OpenPoint, ...]:
    """The open points of an answer, in the order of `OpenPoint`."""
    facts = asked.facts
    found = []
    if any(_proof_outstanding(pregnancy, asked) for pregnancy in facts.pregnancies):
        found.append(OpenPoint.PROOF_OUTSTANDING)
    if any(_birth_not_entered(pregnancy, asked) for pregnancy in facts.pregnancies):
        found.append(OpenPoint.BIRTH_NOT_ENTERED)
    if _never_assessed(asked, answer):
        found.append(OpenPoint.NEVER_ASSESSED)
    if any(_birth_date_missing(position, asked) for position in range(len(facts.members))):
        found.append(OpenPoint.BIRTH_DATE_MISSING)
    return tuple(found)


def _proof_outstanding(pregnancy: Pregnancy, asked: Situation) -> bool:
    with_proof = pregnancy._replace(proof_seen_on=asked.on)
    return asked.basis is None and pregnancy_holds(with_proof, asked.on, asked.policy)


def _birth_not_entered(pregnancy: Pregnancy, asked: Situation) -> bool:
    due_date = pregnancy.due_date
    if due_date is None or asked.on <= due_date or not mark_stands(pregnancy, asked.on):
        return False
    if any(_could_be_the_child(member, due_date) for member in asked.facts.members):
        return False
    child = Member(Relation.CHILD, due_date)
    return _basis_would_change(asked.facts._replace(members=(*asked.facts.members, child)), asked)


def _could_be_the_child(member: Member, due_date: date) -> bool:
    return (
        member.relation is Relation.CHILD
        and member.born is not None
        and member.born - due_date > -EARLIEST_BIRTH_BEFORE_DUE_DATE
    )


def _never_assessed(asked: Situation, answer: Answer) -> bool:
    facts = asked.facts
    return (
        facts.assessments_known
        and answer.rule is RuleNumber.SINGLE_PARENT
        and asked.exception is None
        and not any(assessment.period.start <= asked.on for assessment in facts.assessments)
    )


def _birth_date_missing(position: int, asked: Situation) -> bool:
    members = asked.facts.members
    member = members[position]
    if member.born is not None:
        return False
    # A partner counts at whatever age; a child matters if a minor, anybody else if an adult.
    as_it_might_be = member._replace(born=asked.on if member.relation is Relation.CHILD else date.min)
    members = (*members[:position], as_it_might_be, *members[position + 1 :])
    return _basis_would_change(asked.facts._replace(members=members), asked)


def _basis_would_change(supplemented: Facts, asked: Situation) -> bool:
    return single_parent_basis(supplemented, asked.on, asked.policy) is not asked.basis
