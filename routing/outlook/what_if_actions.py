"""Other values of the policy: compared over the whole caseload, asked for, and put in force by a second person."""

import logging
from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kit.history import acting_as
from kit.refusals import ActionRefused
from kit.runs import begin, under_way
from routing.enums import WhatIfState
from routing.models import Applicant, ListedCase, PolicyVersion, WhatIfMove, WhatIfRun
from routing.outlook.what_if import compare
from routing.outlook.what_if_reads import may_put_in_force
from routing.policy_actions import put_in_force
from routing.queries import overrides_of, policy_schedule, record_of, rows_of
from routing.record import facts_of
from routing.rules.policy import Policy
from staff.models import User

LIST_KEPT = timedelta(days=28)
"""For how long a comparison names persons; its numbers stay."""

ALREADY_ASKED = "Ihre vorige Frage wird noch gerechnet. Warten Sie, bis sie fertig ist, oder brechen Sie sie ab."
NOT_AS_SHOWN = "Der Stand hat sich inzwischen geändert. Sehen Sie, was jetzt hier steht."
TOO_EARLY = "Vorgaben gelten frühestens ab morgen. Geben Sie einen späteren Tag ein."
TOO_LATE = (
    "Der beantragte Tag ist schon da oder vorbei. Lehnen Sie den Antrag ab; mit einem späteren Tag kann er neu "
    "gestellt werden."
)
DAY_TAKEN = "Für diesen Tag gibt es schon eine Vorgabe. Lehnen Sie den Antrag ab, oder wählen Sie einen anderen Tag."

_log = logging.getLogger(__name__)


@transaction.atomic
def request_what_if(*, asked: Policy, on: date, by: User, at: datetime) -> WhatIfRun:
    """Note what somebody wants to know. Raises `ActionRefused` while an earlier question of hers is not answered."""
    try:
        with transaction.atomic(), acting_as(by.pk):
            return WhatIfRun.objects.create(
                on=on,
                adult_age=asked.adult_age,
                u25_age=asked.u25_age,
                waiting_days=asked.waiting_days,
                other_adults_count=asked.other_adults_count,
                requested_by=by,
                requested_at=at,
            )
    except IntegrityError:
        raise ActionRefused(ALREADY_ASKED) from None


@transaction.atomic
def begin_comparing(*, run_id: int) -> bool:
    """Begin, or go on where somebody stopped. Whether there is anything to compare."""
    run = begin(_locking(run_id), partial(_give_up, state=WhatIfState.FAILED))
    if run is None:
        return False
    run.total = run.done + ListedCase.objects.filter(applicant__gt=run.through).count()
    run.save(update_fields=["total"])
    return True


@transaction.atomic
def compare_some(*, run_id: int, at: datetime) -> bool:
    """Compare the next chunk of open cases, and finish the run with the last one. Whether there is more to do: not when
    somebody has cancelled it. Nothing but the run is written.
    """
    run = under_way(_locking(run_id)).first()
    if run is None:
        return False
    ids = list(run.next_chunk(ListedCase.objects.all()).values_list("pk", flat=True))
    _compare(run, ids)
    run.done += len(ids)
    return run.advance(ids, at=at)


@transaction.atomic
def cancel_what_if(*, run: WhatIfRun, by: User) -> None:
    """Stop comparing; what was found so far goes. Raises `ActionRefused` when it is done already."""
    held = _held(run, WhatIfState.COMPUTING)
    with acting_as(by.pk):
        _give_up(held, WhatIfState.CANCELLED)


@transaction.atomic
def propose_values(*, run: WhatIfRun, valid_from: date, by: User, on: date, at: datetime) -> None:
    """Ask for the values to be in force from a day to come. Only who made the comparison may; raises `ActionRefused`
    else, and where a version begins on that day already.
    """
    held = _held(run, WhatIfState.FINISHED)
    if held.requested_by_id != by.pk:
        raise ActionRefused("In Kraft zu setzen beantragt, wer die Frage gestellt hat.")
    if valid_from <= on:
        raise ActionRefused(TOO_EARLY, field="valid_from")
    if PolicyVersion.objects.filter(valid_from=valid_from).exists():
        raise ActionRefused(DAY_TAKEN, field="valid_from")
    with acting_as(by.pk):
        held.state, held.valid_from, held.proposed_at = WhatIfState.PROPOSED, valid_from, at
        held.save(update_fields=["state", "valid_from", "proposed_at"])


@transaction.atomic
def end_proposal(*, run: WhatIfRun, by: User) -> None:
    """Take the request back, or say no to it; the comparison stays. Raises `ActionRefused` when somebody was faster."""
    held = _held(run, WhatIfState.PROPOSED)
    with acting_as(by.pk):
        held.state, held.valid_from, held.proposed_at = WhatIfState.FINISHED, None, None
        held.save(update_fields=["state", "valid_from", "proposed_at"])


@transaction.atomic
def put_values_in_force(*, run: WhatIfRun, by: User, on: date, at: datetime) -> PolicyVersion:
    """Make a version of the policy of them, from the day that was asked for. Raises `ActionRefused` for who asked, when
    the day has come meanwhile, and where a version begins on it already.
    """
    held = _held(run, WhatIfState.PROPOSED)
    if not may_put_in_force(by, held):
        raise ActionRefused("In Kraft setzt es die Bereichsleitung.")
    assert held.valid_from is not None
    if held.valid_from <= on:
        raise ActionRefused(TOO_LATE)
    version = PolicyVersion(
        valid_from=held.valid_from,
        adult_age=held.adult_age,
        u25_age=held.u25_age,
        waiting_days=held.waiting_days,
        other_adults_count=held.other_adults_count,
    )
    try:
        with transaction.atomic():
            put_in_force(version=version, on=on, at=at)
    except IntegrityError:
        raise ActionRefused(DAY_TAKEN) from None
    with acting_as(by.pk):
        held.state, held.version, held.decided_by, held.decided_at = WhatIfState.IN_FORCE, version, by, at
        held.save(update_fields=["state", "version", "decided_by", "decided_at"])
    return version


@transaction.atomic
def forget_persons(*, at: datetime) -> None:
    """Delete the lists of old comparisons."""
    WhatIfMove.objects.filter(run__finished_at__lte=at - LIST_KEPT).delete()


def _compare(run: WhatIfRun, applicants: list[int]) -> None:
    policies, overrides, rows = policy_schedule(), overrides_of(applicants), rows_of(applicants)
    pairs, moves = Counter(run.pairs), []
    for applicant in Applicant.objects.filter(pk__in=applicants).order_by("pk"):
        try:
            facts, named = facts_of(record_of(applicant, rows[applicant.pk])), overrides.get(applicant.pk, ())
            found = compare(facts, policies, run.policy, named, run.on)
        except Exception as problem:
            _log.error("what if: %s %s", applicant.key, type(problem).__name__)
            run.left_out += 1
            continue
        pairs[f"{found.before.value} {found.after.value}"] += 1
        if found.moves:
            moves.append(
                WhatIfMove(run=run, applicant=applicant, before_id=found.before.value, after_id=found.after.value)
            )
    run.pairs = dict(pairs)
    WhatIfMove.objects.bulk_create(moves, batch_size=1_000)


def _give_up(run: WhatIfRun, state: WhatIfState) -> None:
    run.state, run.pairs = state, {}
    run.save(update_fields=["state", "pairs"])
    run.moves.all().delete()


def _locking(run_id: int) -> QuerySet[WhatIfRun]:
    return WhatIfRun.objects.select_for_update(of=("self",)).filter(pk=run_id)


def _held(run: WhatIfRun, state: WhatIfState) -> WhatIfRun:
    held = _locking(run.pk).filter(state=state).first()
    if held is None:
        raise ActionRefused(NOT_AS_SHOWN)
    return held
