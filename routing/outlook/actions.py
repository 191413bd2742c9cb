"""Computing the forecast: begun once a day, in chunks that each are one transaction, readable when it is whole."""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from kit.runs import RunState, begin, under_way
from routing.models import Applicant, ForecastMove, ForecastRun, ListedCase, ReviewRun
from routing.outlook.forecast import expected_moves
from routing.queries import overrides_of, policy_schedule, record_of, rows_of
from routing.record import facts_of
from routing.rules.codes import DeskCode

_log = logging.getLogger(__name__)


def is_reviewed(on: date) -> bool:
    """Whether the night of this day is over: only then do the answers stand on which the forecast builds."""
    return ReviewRun.objects.filter(on=on, finished_at__isnull=False).exists()


@transaction.atomic
def begin_forecast(*, on: date, at: datetime) -> ForecastRun:
    """The forecast of the day; however often it is begun, there is one. What an earlier day left unfinished goes. One
    that gets nowhere is given up until the next day.
    """
    ForecastRun.objects.exclude(on=on).exclude(state=RunState.FINISHED).delete()
    run, _ = ForecastRun.objects.get_or_create(on=on, defaults={"started_at": at})
    begin(_locking(run), ForecastRun.fail)
    return run


@transaction.atomic
def compute_some(*, run: ForecastRun, at: datetime) -> bool:
    """Compute the next chunk of open cases; with the last one finish the run, and delete all older ones. Whether there
    is more to do.
    """
    held = under_way(_locking(run)).first()
    if held is None:
        return False
    desks = dict(held.next_chunk(ListedCase.objects.all()).values_list("applicant", "desk"))
    if desks:
        _keep_moves(held, desks)
        held.stock = dict(Counter(held.stock) + Counter(desks.values()))
    if held.advance(desks, at=at):
        return True
    ForecastRun.objects.exclude(pk=held.pk).delete()
    return False


def compute_forecast(*, on: date, at: datetime) -> None:
    """The whole forecast of the day."""
    run = begin_forecast(on=on, at=at)
    while compute_some(run=run, at=at):
        pass


def _locking(run: ForecastRun) -> QuerySet[ForecastRun]:
    return ForecastRun.objects.select_for_update(of=("self",)).filter(pk=run.pk)


def _keep_moves(run: ForecastRun, desks: dict[int, str]) -> None:
    policies, overrides, rows = policy_schedule(), overrides_of(desks), rows_of(desks)

    def moves(applicant: Applicant) -> Iterator[ForecastMove]:
        named = overrides.get(applicant.pk, ())
        responsible = DeskCode(desks[applicant.pk])
        facts = facts_of(record_of(applicant, rows[applicant.pk]))
        for move in expected_moves(facts, policies, named, responsible, run.on):
            yield ForecastMove(
                run=run,
                applicant=applicant,
                day=move.day,
                source_id=move.source.value,
                target_id=move.target.value,
                why=move.why,
                is_confirmed=move.is_confirmed,
            )

    found: list[ForecastMove] = []
    for applicant in Applicant.objects.filter(pk__in=desks).order_by("pk"):
        try:
            found += list(moves(applicant))
        except Exception as problem:
            # One whom the rules cannot be asked about is set aside by the night, and keeps no forecast from the others.
            _log.error("forecast: %s %s", applicant.key, type(problem).__name__)
            run.left_out += 1
    ForecastMove.objects.bulk_create(found, batch_size=1_000)
