"""The night in a large office: the time has to follow the number of those who are due, not the size of the office."""

import time

from bench.lists import ON, scratch_office
from bench.measurement import Measurement

SIZES = (25_000, 500_000)
DUE = (100, 2_000)


def measure() -> list[Measurement]:
    """The same number of people due in a small and in a large office."""
    return [measurement for size in SIZES for measurement in _measured(size)]


def _measured(size: int) -> list[Measurement]:
    with scratch_office(size):
        return [Measurement(f"Nachtlauf, {due:,} fällig", f"{size:,} Fälle", _seconds(due), "s") for due in DUE]


def _seconds(due: int) -> float:
    from django.db import connection
    from django.utils.timezone import now

    from routing.handover.review import due_chunks, review_chunk

    with connection.cursor() as cursor:
        cursor.execute("UPDATE routing_currentdecision SET review_on = NULL, notice_on = NULL")
        cursor.execute(
            "UPDATE routing_currentdecision SET review_on = %s WHERE applicant_id IN"
            " (SELECT applicant_id FROM routing_currentdecision ORDER BY md5(applicant_id::text) LIMIT %s)",
            [ON, due],
        )
        cursor.execute("VACUUM ANALYZE routing_currentdecision")
    started = time.perf_counter()
    reviewed = 0
    for chunk in due_chunks(ON):
        reviewed += review_chunk(applicants=chunk, on=ON, at=now()).reviewed
    assert reviewed == due
    return time.perf_counter() - started
