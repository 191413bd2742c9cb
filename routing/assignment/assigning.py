"""Making somebody responsible from a day on in place of whoever was before."""

from datetime import date
from typing import Any

from kit.days import Period
from kit.ranges import as_period, as_range
from routing.models import Assignment


def assign_from(standing: Assignment, on: date, **values: Any) -> Assignment:
    """End the standing assignment with the day before ``on`` and begin one with these values; one that itself began on
    ``on`` or later takes them instead, so that no day is left without a desk. Callers have locked the applicant.
    """
    values = {"reason": "", "ground": "", "deviation": "", **values}
    started = as_period(standing.period).start
    if started >= on:
        for name, value in values.items():
            setattr(standing, name, value)
        standing.save()
        return standing
    standing.period = as_range(Period(started, on))
    standing.save(update_fields=["period"])
    return Assignment.objects.create(
        applicant_id=standing.applicant_id, case_id=standing.case_id, period=as_range(Period(on)), **values
    )
