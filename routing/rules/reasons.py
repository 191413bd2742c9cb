"""Which facts settled a rule, met or not (Fachkonzept, Ziffer 2 and 3). Whether it is met is decided elsewhere
(`routing.rules.hierarchy`); here is found what to say about it.
"""

from datetime import date

from kit.days import Period, age_on, year_of_life_completed
from routing.rules.codes import Basis, Relation
from routing.rules.facts import Assessment, Member, Pregnancy
from routing.rules.findings import Fact, FactCode
from routing.rules.single_parent import (
    counts_as_child,
    counts_as_other_adult,
    is_partner_there,
    last_day_of_waiting,
    mark_stands,
    pregnancy_holds,
)
from routing.rules.situation import Situation

NO_ENTRY = Fact(FactCode.NO_ENTRY)


def self_employment(asked: Situation) -> tuple[Fact, ...]:
    """The periods of self-employment that hold, else the nearest one (Ziffer 3)."""
    return _status_facts((("Selbstständigkeit", asked.facts.self_employed),), asked.on)


def age(asked: Situation) -> tuple[Fact, ...]:
    """The birthday that ends Team U25, ahead or past (Ziffer 3)."""
    code = FactCode.TURNS if asked.on < asked.leaves_u25_on else FactCode.TURNED
    return (Fact(code, (asked.policy.u25_age, asked.leaves_u25_on)),)


def age_and_single_parent(asked: Situation) -> tuple[Fact, ...]:
    """The age, and where it does not settle the matter, the single-parent status (Ziffer 3)."""
    return age(asked) + single_parent(asked) if asked.on < asked.leaves_u25_on else age(asked)


def reha_or_disability(asked: Situation) -> tuple[Fact, ...]:
    """The statuses that hold, else the nearest one (Ziffer 3)."""
    facts = asked.facts
    return _status_facts(
        (
            ("Schwerbehinderung", facts.severely_disabled),
            ("Gleichstellung", facts.equal_status),
            ("Rehabilitation", facts.rehabilitation),
        ),
        asked.on,
    )


def case_management(asked: Situation) -> tuple[Fact, ...]:
    """The assessment that stands, with a recorded exception; else the nearest one (Ziffer 3)."""
    assessment, exception = asked.assessment, asked.exception
    if assessment is None:
        return (_no_assessment_stands(asked),)
    start, last_day = assessment.period.start, assessment.period.last_day
    if not assessment.criteria_met:
        return (Fact(FactCode.CRITERIA_NOT_MET, (start,)),)
    met = Fact(FactCode.CRITERIA_MET, (start, last_day))
    if exception is None:
        return (met,)
    return (met, Fact(FactCode.EXCEPTION, (exception.by, exception.period.last_day)))


def single_parent(asked: Situation) -> tuple[Fact, ...]:
    """What the status rests on, or what stands in its way in the household and in the pregnancy (Ziffer 2)."""
    if asked.basis is Basis.HOUSEHOLD:
        return (_counting_child(asked),)
    if asked.basis is Basis.PREGNANCY:
        return (_holding_pregnancy(asked),)
    obstacle = _household_obstacle(asked)
    if not asked.facts.pregnancies:
        return (obstacle,)
    return (obstacle, _pregnancy_obstacle(asked.facts.pregnancies[-1], asked))


def remainder(_asked: Situation) -> tuple[Fact, ...]:
    """The last rule asks for nothing (Ziffer 2 last but one paragraph)."""
    return (Fact(FactCode.REMAINDER),)


def _status_facts(statuses: tuple[tuple[str, tuple[Period, ...]], ...], on: date) -> tuple[Fact, ...]:
    entered = [(word, period) for word, periods in statuses for period in periods]
    if not entered:
        return (NO_ENTRY,)
    holding = [(word, period) for word, period in entered if period.covers(on)]
    if holding:
        return tuple(Fact(FactCode.STATUS_HOLDS, (word, period.start, period.last_day)) for word, period in holding)
    ended = [(period.last_day, word) for word, period in entered if period.last_day and period.last_day < on]
    if ended:
        last_day, word = max(ended)
        return (Fact(FactCode.STATUS_ENDED, (word, last_day)),)
    first, word = min((period.start, word) for word, period in entered)
    return (Fact(FactCode.STATUS_NOT_YET, (word, first)),)


def _no_assessment_stands(asked: Situation) -> Fact:
    facts = asked.facts
    past = [assessment for assessment in facts.assessments if assessment.period.start <= asked.on]
    if past:
        return _assessment_ended(max(past, key=_start))
    announced = [assessment for assessment in facts.assessments if assessment.criteria_met]
    if announced:
        return Fact(FactCode.CRITERIA_NOT_YET, (_start(min(announced, key=_start)),))
    return Fact(FactCode.NEVER_ASSESSED) if facts.assessments_known else NO_ENTRY


def _start(assessment: Assessment) -> date:
    return assessment.period.start


def _assessment_ended(assessment: Assessment) -> Fact:
    if assessment.criteria_met:
        return Fact(FactCode.CRITERIA_ENDED, (assessment.period.last_day,))
    return Fact(FactCode.CRITERIA_NOT_MET, (assessment.period.start,))


def _counting_child(asked: Situation) -> Fact:
    """The youngest child that counts, because the status ends with her."""
    on, adult_age = asked.on, asked.policy.adult_age
    born, name = max(
        (member.born or date.min, member.name)
        for member in asked.facts.members
        if counts_as_child(member, on, adult_age)
    )
    return Fact(FactCode.CHILD_COUNTS, (name, born, age_on(born, on)))


def _household_obstacle(asked: Situation) -> Fact:
    members, on, policy = asked.facts.members, asked.on, asked.policy
    partners = [member for member in members if is_partner_there(member, on)]
    if partners:
        partner = min(partners, key=_longest_there)
        return Fact(FactCode.PARTNER, (partner.name, partner.moved_in))
    if not any(counts_as_child(member, on, policy.adult_age) for member in members):
        return _why_no_child(asked)
    adults = [member for member in members if counts_as_other_adult(member, on, policy.adult_age)]
    adult = min(adults, key=_longest_there)
    return Fact(FactCode.OTHER_ADULT, (adult.name, adult.moved_in))


def _longest_there(member: Member) -> tuple[date, str]:
    return (member.moved_in or date.min, member.name)


def _why_no_child(asked: Situation) -> Fact:
    """The obstacle of the child that comes nearest to counting."""
    children = [member for member in asked.facts.members if member.relation is Relation.CHILD]
    if not children:
        return Fact(FactCode.NO_CHILD)
    return min((_why_child_does_not_count(child, asked) for child in children), key=_distance)


def _why_child_does_not_count(child: Member, asked: Situation) -> Fact:
    on, adult_age = asked.on, asked.policy.adult_age
    if child.born is None:
        return Fact(FactCode.CHILD_WITHOUT_BIRTH_DATE, (child.name,))
    came_of_age_on = year_of_life_completed(child.born, adult_age)
    if came_of_age_on <= on:
        return Fact(FactCode.CHILD_CAME_OF_AGE, (child.name, child.born, adult_age, came_of_age_on))
    if child.moved_out is not None and child.moved_out <= on:
        return Fact(FactCode.CHILD_MOVED_OUT, (child.name, child.born, child.moved_out))
    if not child.lives_there(on):
        return Fact(FactCode.CHILD_NOT_YET, (child.name, child.born, max(child.born, child.moved_in or child.born)))
    return Fact(FactCode.CHILD_MARRIED, (child.name, child.born, child.married_on))


_NEARNESS = (
    FactCode.CHILD_WITHOUT_BIRTH_DATE,
    FactCode.CHILD_NOT_YET,
    FactCode.CHILD_MARRIED,
    FactCode.CHILD_MOVED_OUT,
    FactCode.CHILD_CAME_OF_AGE,
)


def _distance(fact: Fact) -> tuple[int, int, str]:
    """The kind of obstacle; among equals the soonest to go or, where none goes, the last to have come; then the
    name, so that the order of entry does not matter.
    """
    name, day = str(fact.details[0]), fact.details[-1]
    ordinal = day.toordinal() if isinstance(day, date) else 0
    ahead = fact.code is FactCode.CHILD_NOT_YET
    return (_NEARNESS.index(fact.code), ordinal if ahead else -ordinal, name)


def _holding_pregnancy(asked: Situation) -> Fact:
    pregnancies = asked.facts.pregnancies
    holding = next(pregnancy for pregnancy in pregnancies if pregnancy_holds(pregnancy, asked.on, asked.policy))
    return Fact(FactCode.PREGNANT, (holding.due_date, holding.proof_seen_on))


def _pregnancy_obstacle(pregnancy: Pregnancy, asked: Situation) -> Fact:
    on, policy = asked.on, asked.policy
    last_day = last_day_of_waiting(pregnancy, policy)
    if not mark_stands(pregnancy, on):
        return Fact(FactCode.MARK_ENDED, (pregnancy.ended_on,))
    if last_day is None:
        return Fact(FactCode.DUE_DATE_MISSING)
    if on > last_day:
        return Fact(FactCode.WAITING_OVER, (last_day,))
    if not pregnancy.expected_single_parent:
        return Fact(FactCode.NOT_EXPECTED)
    if pregnancy.proof_seen_on is None:
        return Fact(FactCode.PROOF_MISSING)
    return Fact(FactCode.PROOF_LATER, (pregnancy.proof_seen_on,))
