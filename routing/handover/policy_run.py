"""After new values are put in force: everybody with an open case is decided anew, so that what is stored says what the
rules say, days to come included.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from kit.runs import begin, under_way
from routing.assignment.deciding import decide_many
from routing.enums import Occasion
from routing.handover.review import Reviewed, apart
from routing.models import ListedCase, PolicyRun


def begin_deciding(*, run_id: int) -> bool:
    """Begin, or go on where somebody stopped. Whether there is anybody to decide; not when it is given up."""
    return begin(_locking(run_id), PolicyRun.fail) is not None


@transaction.atomic
def decide_some(*, run_id: int, on: date, at: datetime) -> bool:
    """Decide the next chunk, and end the run with the last one. Whether there is more to do."""
    run = under_way(_locking(run_id)).first()
    if run is None:
        return False
    ids = list(run.next_chunk(ListedCase.objects.all()).values_list("pk", flat=True))
    apart(applicants=ids, do=lambda some: _decide(some, on, at), on=on, at=at)
    return run.advance(ids, at=at)


@transaction.atomic
def _decide(applicants: Sequence[int], on: date, at: datetime) -> Reviewed:
    decide_many(applicants=applicants, occasion=Occasion.NEW_POLICY, by=None, on=on, at=at)
    return Reviewed(reviewed=len(applicants))


def _locking(run_id: int) -> QuerySet[PolicyRun]:
    return PolicyRun.objects.select_for_update(of=("self",)).filter(pk=run_id)
