"""What each member of the household means for the single-parent status on a day (Fachkonzept, Ziffer 2)."""

from datetime import date
from typing import NamedTuple

from kit.codes import LabelledCode
from kit.days import year_of_life_completed
from routing.rules.codes import Relation
from routing.rules.facts import Member
from routing.rules.policy import Policy
from routing.rules.single_parent import counts_as_child, counts_as_other_adult, is_partner_there
from routing.rules.wording import german_date


class Weight(LabelledCode):
    """Whether a member speaks for the status, against it, or not at all."""

    FOR = "for", "zählt"
    AGAINST = "against", "schließt aus"
    NONE = "none", "zählt nicht"


class Standing(NamedTuple):
    """The weight of one member and, in German, why."""

    weight: Weight
    because: str


def standing(member: Member, on: date, policy: Policy) -> Standing:
    """What this member of the household means on ``on`` (Ziffer 2)."""
    absence = _absence(member, on)
    if absence:
        return Standing(Weight.NONE, absence)
    if is_partner_there(member, on):
        return Standing(Weight.AGAINST, "Partner/in im Haushalt")
    if member.born is None:
        return Standing(Weight.NONE, "Geburtsdatum fehlt")
    if member.relation is Relation.CHILD:
        return _child_standing(member, member.born, on, policy)
    if not counts_as_other_adult(member, on, policy.adult_age):
        return Standing(Weight.NONE, f"unter {policy.adult_age}")
    if policy.other_adults_count:
        return Standing(Weight.AGAINST, "weitere volljährige Person")
    return Standing(Weight.NONE, "weitere Volljährige zählen nach der Vorgabe nicht")


def _child_standing(child: Member, born: date, on: date, policy: Policy) -> Standing:
    if counts_as_child(child, on, policy.adult_age):
        return Standing(Weight.FOR, f"ledig, unter {policy.adult_age}")
    came_of_age_on = year_of_life_completed(born, policy.adult_age)
    if came_of_age_on <= on:
        return Standing(Weight.NONE, f"{policy.adult_age} seit {german_date(came_of_age_on)}")
    married_on = child.married_on
    return Standing(Weight.NONE, f"verheiratet seit {german_date(married_on)}" if married_on else "")


def _absence(member: Member, on: date) -> str:
    if member.lives_there(on):
        return ""
    if member.born is not None and member.born > on:
        return "noch nicht geboren"
    if member.moved_out is not None and member.moved_out <= on:
        return f"lebt seit {german_date(member.moved_out)} nicht mehr im Haushalt"
    return f"lebt erst ab {german_date(member.moved_in)} im Haushalt" if member.moved_in else ""
