"""After new values are put in force: everybody with an open case is decided anew, so that what is stored says what the
rules say, days to come included.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from routing.assignment.deciding import decide_many
from routing.enums import Occasion
from routing.handover.review import CHUNK, Reviewed, apart
from routing.models import ListedCase, PolicyRun


def decide_some(*, run_id: int, on: date, at: datetime) -> bool:
    """Decide the next chunk, and end the run with the last one. Whether there is more to do.

    How far the run is stands in its row. A chunk whose worker is killed is decided once more, which changes nothing.
    """
    run = PolicyRun.objects.filter(pk=run_id, finished_at__isnull=True).first()
    if run is None:
        return False
    cases = ListedCase.objects.filter(applicant__gt=run.through).order_by("applicant")
    ids = list(cases.values_list("applicant", flat=True)[:CHUNK])
    apart(applicants=ids, do=lambda some: _decide(some, on, at), on=on, at=at)
    is_last = len(ids) < CHUNK
    _note(run, max(ids, default=run.through), at if is_last else None)
    return not is_last


@transaction.atomic
def _decide(applicants: Sequence[int], on: date, at: datetime) -> Reviewed:
    decide_many(applicants=applicants, occasion=Occasion.NEW_POLICY, by=None, on=on, at=at)
    return Reviewed(reviewed=len(applicants))


@transaction.atomic
def _note(run: PolicyRun, through: int, finished_at: datetime | None) -> None:
    not_over = PolicyRun.objects.filter(pk=run.pk, finished_at__isnull=True, through__lte=through)
    not_over.update(through=through, finished_at=finished_at)
