"""The night as background work: who is due stands in the database, so a lost message only costs time."""

from datetime import date

from celery import Task, shared_task
from celery.utils.log import get_task_logger
from django.utils.timezone import localdate, now

from kit.locks import only_one
from kit.runs import resume, under_way
from routing.handover.carrying_out import complete_due
from routing.handover.policy_run import begin_deciding, decide_some
from routing.handover.reconcile import deviations
from routing.handover.review import begin_night, due_chunks, end_night, review_chunk, set_aside, was_set_aside
from routing.models import PolicyRun
from routing.queries import still_to_decide

logger = get_task_logger(__name__)


@shared_task
def review_night() -> None:
    """Hand out everybody who is due, in chunks that any number of workers share; nights that were missed included."""
    on = localdate()
    with only_one(f"review {on.isoformat()}") as is_mine:
        if not is_mine:
            return
        complete_due(on=on, at=now())
        if begin_night(on=on, at=now()).finished_at is not None:
            return
        for chunk in due_chunks(on):
            review_some.delay(chunk, on.isoformat())
        end_night(on=on, at=now())


@shared_task(bind=True)
def review_some(self: Task[[list[int], str], None], applicants: list[int], day: str) -> None:
    """Review one chunk, and note the end of the night if it was the last.

    A message that comes back has cost a process its life, by chance or by whom it names. Its chunk is taken apart; who
    is alone is set aside first and then tried once more, so that nobody can occupy a worker for good.
    """
    on = date.fromisoformat(day)
    if not _comes_back(self):
        review_chunk(applicants=applicants, on=on, at=now())
    elif len(applicants) > 1:
        half = len(applicants) // 2
        review_some.delay(applicants[:half], day)
        review_some.delay(applicants[half:], day)
    elif not was_set_aside(applicants[0], on):
        set_aside(applicant=applicants[0], reason="Der Prozess brach ab", on=on, at=now())
        review_chunk(applicants=applicants, on=on, at=now())
    end_night(on=on, at=now())


@shared_task
def decide_anew(run_id: int) -> None:
    """Decide every open case anew after new values were put in force, or go on where somebody stopped."""
    with only_one(f"policy {run_id}") as is_mine:
        if is_mine and begin_deciding(run_id=run_id):
            while decide_some(run_id=run_id, on=localdate(), at=now()):
                pass


@shared_task
def resume_policy_runs() -> None:
    """Go on with runs whose message was lost, or whose worker was killed."""
    resume(decide_anew, under_way(PolicyRun.objects.all()).values_list("pk", flat=True))


@shared_task
def reconcile_all() -> None:
    """Ask the rules about every open case; whoever deviates stands in the log, by the opaque key. While cases are
    decided anew after new values, their answers deviate: then next time.
    """
    if (recalculation := still_to_decide()) is not None:
        if not recalculation.has_failed:
            logger.info("reconcile: %d cases are still to be decided anew", recalculation.left)
            return
        logger.error("reconcile: deciding anew has failed, %d cases are left", recalculation.left)
    found = list(deviations(localdate()))
    for case in found:
        logger.error("reconcile: %s stored %s, rules %s", case.applicant, case.stored, case.rules)
    logger.info("reconcile: %d deviations", len(found))


@shared_task
def complete_transfers() -> None:
    """Carry out the hand-overs that were agreed for today."""
    complete_due(on=localdate(), at=now())


def _comes_back(task: Task[[list[int], str], None]) -> bool:
    return bool((task.request.delivery_info or {}).get("redelivered"))
