"""Putting new values for the rules in force."""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Least

from kit.refusals import ActionRefused
from routing.models import Applicant, Case, CurrentDecision, PolicyRun, PolicyVersion


@transaction.atomic
def put_in_force(*, version: PolicyVersion, on: date, at: datetime) -> PolicyVersion:
    """Store a new version of the policy on the day ``on``, with a run that decides every open case anew
    (`routing.handover.policy_run`). Whom that does not reach is due on the version's first day.

    Raises `ActionRefused` unless it begins after ``on``: decisions of days gone by are not made again.
    """
    if version.valid_from <= on:
        raise ActionRefused("Vorgaben gelten frühestens ab morgen. Geben Sie einen späteren Tag ein.")
    _wait_for_decisions_in_progress()
    version.save(force_insert=True)
    open_cases = Case.objects.filter(period__upper_inf=True).values("applicant")
    # LEAST passes over NULL: an answer that held for ever is due on the first day of the version.
    CurrentDecision.objects.filter(applicant__in=open_cases).update(
        review_on=Least(F("review_on"), Value(version.valid_from))
    )
    PolicyRun.objects.create(version=version, started_at=at)
    return version


def _wait_for_decisions_in_progress() -> None:
    """A decision locks its applicant before it reads the policy. Without waiting for those under way, one that has read
    the versions up to now would set its day of review after the update here, and not know of this version.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Applicant._meta.db_table)} IN EXCLUSIVE MODE")
