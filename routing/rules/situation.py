"""One applicant on one day: what every rule is asked about, with what several rules need of it found once."""

from datetime import date
from typing import NamedTuple

from kit.days import Period, year_of_life_completed
from routing.rules.codes import Basis
from routing.rules.facts import Assessment, CaseManagementException, Facts
from routing.rules.policy import Policy
from routing.rules.single_parent import single_parent_basis


class Situation(NamedTuple):
    """The facts, the day, the policy of that day, and the single-parent status with its basis."""

    facts: Facts
    on: date
    policy: Policy
    basis: Basis | None

    @property
    def leaves_u25_on(self) -> date:
        """The first day on which the year of life that ends Team U25 is completed (Ziffer 3)."""
        return year_of_life_completed(self.facts.born, self.policy.u25_age)

    @property
    def assessment(self) -> Assessment | None:
        """The case-management assessment whose result stands on the day."""
        standing = (assessment for assessment in self.facts.assessments if assessment.period.covers(self.on))
        return next(standing, None)

    @property
    def exception(self) -> CaseManagementException | None:
        """The exception that is recorded for the day (Ziffer 3, "grds.")."""
        recorded = (exception for exception in self.facts.exceptions if exception.period.covers(self.on))
        return next(recorded, None)

    def any_covers(self, periods: tuple[Period, ...]) -> bool:
        """Whether one of the periods covers the day."""
        return bool(periods) and any(period.covers(self.on) for period in periods)


def situation(facts: Facts, on: date, policy: Policy) -> Situation:
    """The situation of one applicant on one day under the policy of that day."""
    return Situation(facts, on, policy, single_parent_basis(facts, on, policy))
