"""The facts that settle a rule, as codes with their dates and names. `routing.rules.wording` turns them into German."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class FactCode(StrEnum):
    """Which fact settled a rule; the comment lists what travels with it."""

    NO_ENTRY = "no_entry"
    STATUS_HOLDS = "status_holds"  # word, first day, last day
    STATUS_ENDED = "status_ended"  # word, last day
    STATUS_NOT_YET = "status_not_yet"  # word, first day
    TURNS = "turns"  # age, day
    TURNED = "turned"  # age, day
    CRITERIA_MET = "criteria_met"  # first day, last day
    CRITERIA_NOT_MET = "criteria_not_met"  # assessed on
    CRITERIA_ENDED = "criteria_ended"  # last day
    CRITERIA_NOT_YET = "criteria_not_yet"  # first day
    NEVER_ASSESSED = "never_assessed"
    EXCEPTION = "exception"  # by, last day
    CHILD_COUNTS = "child_counts"  # name, born, age
    NO_CHILD = "no_child"
    CHILD_CAME_OF_AGE = "child_came_of_age"  # name, born, age, day
    CHILD_MARRIED = "child_married"  # name, born, day
    CHILD_MOVED_OUT = "child_moved_out"  # name, born, day
    CHILD_NOT_YET = "child_not_yet"  # name, born, day
    CHILD_WITHOUT_BIRTH_DATE = "child_without_birth_date"  # name
    PARTNER = "partner"  # name, since
    OTHER_ADULT = "other_adult"  # name, since
    PREGNANT = "pregnant"  # due date, proof seen on
    DUE_DATE_MISSING = "due_date_missing"
    PROOF_MISSING = "proof_missing"
    PROOF_LATER = "proof_later"  # proof seen on
    NOT_EXPECTED = "not_expected"
    WAITING_OVER = "waiting_over"  # last day
    MARK_ENDED = "mark_ended"  # first day without
    REMAINDER = "remainder"


class Fact(NamedTuple):
    """One fact with what its sentence needs."""

    code: FactCode
    details: tuple[str | int | date | None, ...] = ()
