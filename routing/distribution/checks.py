"""Whether each case of a plan is still as the plan saw it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from routing.models import Assignment, DistributionItem, DistributionRun
from staff.staffing.queries import serving


class Failure(NamedTuple):
    """A case that cannot be given as planned, and why, with what to do about it."""

    item: DistributionItem
    why: str


def failures_of(
    run: DistributionRun, items: Iterable[DistributionItem], standing: Mapping[int, Assignment], on: date
) -> list[Failure]:
    """The cases that are not as the plan saw them, in its order. ``standing``: who is responsible for whom now."""
    serve = {each.user.pk for each in serving([run.desk_id], on)}
    return [
        Failure(item, why) for item in items if (why := _why_not(run, item, standing.get(item.applicant_id), serve))
    ]


def _why_not(run: DistributionRun, item: DistributionItem, now: Assignment | None, serve: set[int]) -> str:
    if now is None:
        return "Der Fall ist inzwischen geschlossen. Nehmen Sie ihn aus dem Plan."
    if now.desk_id != run.desk_id:
        return f"Der Fall ist inzwischen bei der Stelle {now.desk}. Nehmen Sie ihn aus dem Plan."
    if now.caseworker_id != item.before_id:
        who = now.caseworker.short_name if now.caseworker else "niemand"
        return f"Inzwischen betreut ihn {who}. Nehmen Sie ihn aus dem Plan, oder planen Sie neu."
    if item.chosen_id not in serve:
        return f"{item.chosen.short_name} besetzt die Stelle nicht mehr. Geben Sie ihn jemand anderem."
    return ""
