"""New values for the rules reach everybody with an open case on their first day."""

from datetime import date

import pytest
from django.db import connection

from kit.refusals import ActionRefused
from routing.assignment.actions import close_case
from routing.enums import ClosingReason
from routing.models import CurrentDecision, PolicyVersion
from routing.policy_actions import put_in_force
from tests.factories import NOW, TODAY, caseworker, make_applicant, record

FIRST_DAY = date(2026, 7, 1)


def review_days() -> set[date | None]:
    return set(CurrentDecision.objects.values_list("review_on", flat=True))


@pytest.mark.django_db
def test_an_answer_that_held_for_ever_is_due_on_the_first_day() -> None:
    make_applicant(by=caseworker())
    assert review_days() == {None}

    put_in_force(version=PolicyVersion(valid_from=FIRST_DAY), on=TODAY, at=NOW)

    assert review_days() == {FIRST_DAY}


@pytest.mark.django_db
def test_an_answer_that_is_due_earlier_stays_due_then() -> None:
    make_applicant(by=caseworker(), record=record(birth_date=date(2001, 4, 10)))

    put_in_force(version=PolicyVersion(valid_from=FIRST_DAY), on=TODAY, at=NOW)

    assert review_days() == {date(2026, 4, 10)}


@pytest.mark.django_db
def test_a_closed_case_is_not_due() -> None:
    by = caseworker()
    applicant = make_applicant(by=by)
    close_case(applicant=applicant, reason=ClosingReason.MOVED, by=by, on=TODAY, at=NOW)

    put_in_force(version=PolicyVersion(valid_from=FIRST_DAY), on=TODAY, at=NOW)

    assert review_days() == {None}


@pytest.mark.django_db
@pytest.mark.parametrize("valid_from", [TODAY, date(2020, 1, 1)])
def test_values_for_today_or_earlier_are_refused(valid_from: date) -> None:
    with pytest.raises(ActionRefused, match="frühestens ab morgen"):
        put_in_force(version=PolicyVersion(valid_from=valid_from), on=TODAY, at=NOW)

    assert not PolicyVersion.objects.exists()


@pytest.mark.django_db
def test_it_waits_for_decisions_under_way_which_may_have_read_the_old_values() -> None:
    put_in_force(version=PolicyVersion(valid_from=FIRST_DAY), on=TODAY, at=NOW)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mode FROM pg_locks WHERE relation = 'routing_applicant'::regclass AND pid = pg_backend_pid()"
        )
        # Every decision locks its applicant's row, for which it needs a lock on the table that this one excludes.
        assert ("ExclusiveLock",) in cursor.fetchall()
