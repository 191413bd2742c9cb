"""Several people at the same moment: each in a thread with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from kit.refusals import ActionRefused

PATIENCE_SECONDS = 30


def at_once(*doings: Callable[[], object]) -> list[object]:
    """What each of them got, in their order: the result, or the refusal. Any other error is raised."""
    start = Barrier(len(doings), timeout=PATIENCE_SECONDS)

    def one(do: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            start.wait()
            return do()
        except ActionRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as people:
        futures = [people.submit(one, do) for do in doings]
        return [future.result(timeout=PATIENCE_SECONDS) for future in futures]
