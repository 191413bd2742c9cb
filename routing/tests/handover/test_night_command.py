"""`manage.py review` and `manage.py reconcile`."""

import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from time_machine import TimeMachineFixture

from kit.days import ONE_DAY
from routing.handover.reconcile import deviations
from routing.models import Decision, Lapse, Notice, ReviewRun, Transfer
from routing.tests.handover.office import BIRTHDAY, mother_of_a_minor, night
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def review(*arguments: str) -> dict[str, Any]:
    output = io.StringIO()
    call_command("review", *arguments, stdout=output)
    (line,) = output.getvalue().splitlines()
    answer: dict[str, Any] = json.loads(line)
    return answer


def test_it_does_what_the_night_does_and_ends_with_one_line_of_json(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(BIRTHDAY, tick=False)
    mother_of_a_minor()
    answer = review("--on", BIRTHDAY.isoformat())
    assert answer.pop("seconds") >= 0
    assert answer == {"reviewed": 1, "lapsed": 1, "desk_changed": 1, "set_aside": 0}
    assert Lapse.objects.count() == Transfer.objects.count() == 1
    assert ReviewRun.objects.get().reviewed == 1


def test_a_day_to_come_is_refused_because_no_night_would_mend_what_was_stored_too_early(
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(BIRTHDAY - ONE_DAY, tick=False)
    mother_of_a_minor()
    with pytest.raises(CommandError, match="Der Stichtag ist noch nicht da"):
        review("--on", BIRTHDAY.isoformat())
    assert not ReviewRun.objects.exists()
    assert Decision.objects.count() == 1


def test_a_dry_run_says_the_same_of_a_day_to_come_and_changes_nothing(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(BIRTHDAY - ONE_DAY, tick=False)
    mother_of_a_minor()
    answer = review("--on", BIRTHDAY.isoformat(), "--dry-run")
    assert (answer["reviewed"], answer["lapsed"], answer["desk_changed"]) == (1, 1, 1)
    for effects in (Lapse, Transfer, Notice, ReviewRun):
        assert not effects.objects.exists()
    assert Decision.objects.count() == 1


def test_a_day_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="--on ist kein gültiges Datum"):
        review("--on", "10.06.2026")


def test_after_each_night_reconciliation_finds_nothing() -> None:
    mother_of_a_minor()
    for on in (TODAY, BIRTHDAY, BIRTHDAY + timedelta(days=400)):
        night(on)
        assert list(deviations(on)) == []


def test_reconciliation_names_whom_a_missed_night_left_behind_and_changes_nothing() -> None:
    mother = mother_of_a_minor()
    (found,) = deviations(BIRTHDAY)
    assert (found.applicant, found.stored, found.rules) == (mother.key, "ifk_aez", "placement")
    assert Decision.objects.count() == 1


def test_reconciliation_sees_a_record_that_was_changed_past_every_door() -> None:
    mother = mother_of_a_minor()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM routing_householdmember")
    assert [found.applicant for found in deviations(date(2026, 3, 3))] == [mother.key]
