"""What a single cell of these lists means, beside the cells of every list (`kit.lists.cells`)."""

from kit.lists.cells import meant
from kit.lists.problems import UnreadableCell
from routing import values
from routing.intake.files.problems import ListReason
from routing.rules.codes import Relation

RELATIONS = {"kind": Relation.CHILD, "partner": Relation.PARTNER, "sonstige": Relation.OTHER}
_GENDERS = frozenset(("w", "m", "d", "x"))


def customer_number(text: str) -> str:
    """A customer number with its letter as a capital."""
    return meant(values.customer_number, text, ListReason.CUSTOMER_NUMBER_FORM)


def bg_number(text: str) -> str:
    """The number of a Bedarfsgemeinschaft."""
    return meant(values.bg_number, text, ListReason.BG_NUMBER_FORM)


def gender(text: str) -> str:
    """``w``, ``m``, ``d`` or ``x``, in any case."""
    code = text.lower()
    if code not in _GENDERS:
        raise UnreadableCell(ListReason.UNKNOWN_GENDER)
    return code


def relation(text: str) -> Relation:
    """What a member of the household is to the applicant."""
    found = RELATIONS.get(text.lower())
    if found is None:
        raise UnreadableCell(ListReason.UNKNOWN_RELATION)
    return found
