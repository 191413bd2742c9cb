"""What the rules are told about an applicant, frozen. What must not change an answer (VerBIS mark, § 10 mark, gender,
name of the applicant, address) is not told to them at all.
"""

from datetime import date
from typing import NamedTuple

from kit.days import Period
from routing.rules.codes import Relation


class Member(NamedTuple):
    """Another person of the applicant's household. ``moved_out`` is the first day on which she no longer lives there;
    the name is for sentences only.
    """

    relation: Relation
    born: date | None
    married_on: date | None = None
    moved_in: date | None = None
    moved_out: date | None = None
    name: str = ""

    def lives_there(self, on: date) -> bool:
        """Whether this person lives in the household on ``on``; nobody does before birth."""
        return (
            (self.born is None or self.born <= on)
            and (self.moved_in is None or self.moved_in <= on)
            and (self.moved_out is None or on < self.moved_out)
        )

    def is_married(self, on: date) -> bool:
        """Whether this person is no longer unmarried (ledig) on ``on``."""
        return self.married_on is not None and self.married_on <= on


class Pregnancy(NamedTuple):
    """A pregnancy mark. ``ended_on`` is the first day without it; why it ended is neither asked nor stored."""

    due_date: date | None
    proof_seen_on: date | None = None
    ended_on: date | None = None
    expected_single_parent: bool = False


class Assessment(NamedTuple):
    """A case-management assessment, the days for which its result stands, and the day on which the criteria are to be
    looked at again (Ziffer 3).
    """

    period: Period
    criteria_met: bool
    next_due: date | None = None


class CaseManagementException(NamedTuple):
    """A recorded decision to keep a case although the criteria are met (Ziffer 3, "grds."), and whose it is."""

    period: Period
    by: str = ""


class Facts(NamedTuple):
    """Everything that routing reads about one applicant. ``assessments_known`` is false for sources that cannot say
    "assessed, not met"; then nobody is asked for an assessment.
    """

    born: date
    members: tuple[Member, ...] = ()
    self_employed: tuple[Period, ...] = ()
    severely_disabled: tuple[Period, ...] = ()
    equal_status: tuple[Period, ...] = ()
    rehabilitation: tuple[Period, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    exceptions: tuple[CaseManagementException, ...] = ()
    pregnancies: tuple[Pregnancy, ...] = ()
    assessments_known: bool = True
