"""The night in a large office: the time has to follow the number of those who are due, not the size of the office. And
the weekly reconciliation, which asks about everybody.
"""

from collections import deque
from collections.abc import Iterator
from functools import partial

from django.db import connection

from bench.measurement import Figure, alternately, grouped, timed
from bench.office import AT, LARGE, ON, add_facts, fill
from bench.rows import READING, WRITING, Written, beside_rows, copy_records
from routing.handover.reconcile import deviations
from routing.handover.review import due_chunks, review_chunk
from routing.models import CurrentDecision

_DUE = (100, 2_000)
_NIGHT_AT_MOST = 20.0
_RECONCILIATION_AT_MOST = 100.0


def measure(cases: int = LARGE, rounds: int = 3) -> Iterator[Figure]:
    """The same number of people due in an office and in one that is twenty times as large."""
    for size in (cases, 20 * cases):
        fill(size)
        CurrentDecision.objects.update(review_on=None, notice_on=None)
        for due in _DUE:
            nights = [_night(min(due, cases // 4)) for _ in range(rounds)]
            yield timed(
                f"Nachtlauf, {grouped(due)} fällig von {grouped(size)}",
                f"{grouped(nights[0].rows)} Zeilen",
                "s",
                [night.pair for night in nights],
                WRITING,
                at_most=_NIGHT_AT_MOST,
            )
    fill(cases)
    add_facts()
    pairs = alternately(rounds, _reconcile, copy_records)
    yield timed("Abgleich", f"{grouped(cases)} Fälle", "s", pairs, READING, at_most=_RECONCILIATION_AT_MOST)


def _night(due: int) -> Written:
    """A night for so many, none of whom an earlier one has reviewed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE routing_currentdecision SET review_on = %s WHERE decision_id IN"
            " (SELECT id FROM routing_decision JOIN routing_currentdecision ON decision_id = id"
            " WHERE occasion = 'taken_in' ORDER BY md5(id::text) LIMIT %s)",
            [ON, due],
        )
        cursor.execute("VACUUM ANALYZE routing_currentdecision")
    return beside_rows(partial(_review, due))


def _review(due: int) -> None:
    reviewed = sum(review_chunk(applicants=chunk, on=ON, at=AT).reviewed for chunk in due_chunks(ON))
    assert reviewed == due


def _reconcile() -> None:
    deque(deviations(ON), maxlen=0)
