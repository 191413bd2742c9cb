"""Background work as a row: asked for in a transaction, done by whichever worker comes first, and never for ever.

How far a run is stands in its row, so a lost message or a killed worker only costs time: beat finds the row and hands
it on again (`resume`).
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from celery import Task
from django.db import models, transaction

MOST_ATTEMPTS = 3
"""So often a run is begun without getting anywhere before it is given up."""

# Seconds between two times that beat asks (CELERY_BEAT_SCHEDULE): what nobody has taken by then must not pile up.
_ASKED_EVERY = 60


class RunState(models.TextChoices):
    """Where a run stands that only computes."""

    COMPUTING = "computing", "wird berechnet"
    FINISHED = "finished", "fertig"
    FAILED = "failed", "gescheitert"


class Run(models.Model):
    """Work that is done in the background. In the states of ``UNDER_WAY`` it waits for a worker, or has one.

    ``attempts`` counts how often somebody began without getting anywhere: a worker may have died in the middle.
    """

    UNDER_WAY: ClassVar[Collection[str]]

    state = models.CharField("Stand", max_length=16)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for a worker, or has one."""
        return self.state in self.UNDER_WAY


class ChunkedRun(Run):
    """Work on many rows, in chunks that each are one transaction with the progress in the run's row: a chunk whose
    worker is killed is not done, and one that two workers have is done once.

    ``through`` is the id of the last row that the run has got to.
    """

    UNDER_WAY = (RunState.COMPUTING.value,)
    CHUNK: ClassVar[int] = 500

    state = models.CharField("Stand", max_length=16, choices=RunState.choices, default=RunState.COMPUTING)
    through = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField("fertig am", null=True)

    class Meta:
        abstract = True

    def next_chunk(self, rows: "models.QuerySet[AnyModel]") -> "models.QuerySet[AnyModel]":
        """The next of these rows, in the order of their ids."""
        return rows.filter(pk__gt=self.through).order_by("pk")[: self.CHUNK]

    def advance(self, chunk: Collection[int], *, at: datetime) -> bool:
        """Note, in the transaction in which they were worked on, that the rows with these ids are done; a chunk that is
        not full was the last. Whether there is more to do.
        """
        self.attempts, self.through = 0, max(chunk, default=self.through)
        if len(chunk) < self.CHUNK:
            self.state, self.finished_at = RunState.FINISHED, at
        self.save()
        return self.is_under_way

    def fail(self) -> None:
        """Give the run up; what is done stays."""
        self.state = RunState.FAILED
        self.save(update_fields=["state"])


AnyModel = TypeVar("AnyModel", bound=models.Model)
AnyRun = TypeVar("AnyRun", bound=Run)


def under_way(runs: models.QuerySet[AnyRun]) -> models.QuerySet[AnyRun]:
    """Those of the runs that wait for a worker, or have one."""
    return runs.filter(state__in=runs.model.UNDER_WAY)


@transaction.atomic
def begin(runs: models.QuerySet[AnyRun], give_up: Callable[[AnyRun], object]) -> AnyRun | None:
    """The run, if it is under way; ``runs`` names it, and locks it in its own manner.

    The attempt is counted before the work, so that a run that kills its worker each time does not do so for ever: after
    `MOST_ATTEMPTS` it is given up instead.
    """
    run = under_way(runs).first()
    if run is None:
        return None
    if run.attempts >= MOST_ATTEMPTS:
        give_up(run)
        return None
    run.attempts += 1
    run.save(update_fields=["attempts"])
    return run


def resume(task: Task[Any, Any], keys: Iterable[object]) -> None:
    """Hand runs on again whose message was lost, or whose worker was killed; ``keys`` are what the task takes."""
    for key in keys:
        task.apply_async((key,), expires=_ASKED_EVERY)
