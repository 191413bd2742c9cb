"""The safety net: every open case asked anew, and nothing changed. It must find nothing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from routing.assignment.deciding import answered, says_the_same_on
from routing.models import Applicant, Case, CurrentDecision
from routing.queries import overrides_of, policy_schedule, record_of, rows_of
from routing.record import facts_of

_AT_ONCE = 500


class Deviation(NamedTuple):
    """An open case whose stored answer is not that of the rules, by its key and the desks of both."""

    applicant: UUID
    stored: str
    rules: str


def deviations(on: date) -> Iterator[Deviation]:
    """Every open case whose stored answer is not what the rules say on ``on``: desk, basis, or open points."""
    policies = policy_schedule()
    open_cases = Case.objects.filter(period__upper_inf=True).order_by("applicant")
    last = 0
    while ids := list(open_cases.filter(applicant__gt=last).values_list("applicant", flat=True)[:_AT_ONCE]):
        last = ids[-1]
        standing = {
            current.applicant_id: current.decision
            for current in CurrentDecision.objects.filter(applicant__in=ids).select_related("decision")
        }
        overrides, rows = overrides_of(ids), rows_of(ids)
        for applicant in Applicant.objects.filter(pk__in=ids).order_by("pk"):
            stored = standing.get(applicant.pk)
            facts, named = facts_of(record_of(applicant, rows[applicant.pk])), overrides.get(applicant.pk, ())
            rules = answered(applicant.pk, facts, policies, on, named)
            if stored is None or not says_the_same_on(stored, rules):
                yield Deviation(applicant.key, stored.desk_id if stored else "", rules.desk_id)
