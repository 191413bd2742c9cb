"""The two nights of the year on which the clock is changed, between two and three."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.core.management import call_command
from time_machine import TimeMachineFixture

from routing.models import Decision, Lapse, ReviewRun, Transfer, TransferStep
from routing.record import MemberRecord
from routing.rules.codes import Relation
from staff.models import User
from tests.factories import caseworker, make_applicant, record

BERLIN = ZoneInfo("Europe/Berlin")
BACK, FORWARD = date(2026, 10, 25), date(2027, 3, 28)
CHANGES = pytest.mark.parametrize("change", [BACK, FORWARD])
ONE_DAY = timedelta(days=1)
MINUTE, ONE_HOUR = timedelta(minutes=1), timedelta(hours=1)


def begin_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BERLIN).astimezone(UTC)


def sent(name: str, first: date, last: date, clock: TimeMachineFixture) -> list[datetime]:
    """When beat sends what stands in its schedule by this name, if it looks each minute."""
    schedule = settings.CELERY_BEAT_SCHEDULE[name]["schedule"]
    assert isinstance(schedule, crontab)
    moment = begin_of(first)
    clock.move_to(moment, tick=False)
    found, latest = [], schedule.now()
    while moment < begin_of(last + ONE_DAY):
        clock.move_to(moment, tick=False)
        if schedule.is_due(latest).is_due:
            latest = schedule.now()
            found.append(moment.astimezone(BERLIN))
        moment += MINUTE
    return found


@CHANGES
def test_beat_sends_the_night_once_a_day_at_five_past_midnight(change: date, time_machine: TimeMachineFixture) -> None:
    days = [change + number * ONE_DAY for number in (-1, 0, 1, 2)]
    nights = sent("review by night", days[0], days[-1], time_machine)
    assert [f"{night:%Y-%m-%d %H:%M}" for night in nights] == [f"{day} 00:05" for day in days]


@CHANGES
def test_the_next_chance_to_catch_up_a_night_is_never_far(change: date, time_machine: TimeMachineFixture) -> None:
    rounds = [moment.astimezone(UTC) for moment in sent("catch up a night", change, change, time_machine)]
    # Of the hour that comes twice, beat sees one.
    assert max(later - earlier for earlier, later in pairwise(rounds)) <= timedelta(minutes=90)
    assert rounds[0] - begin_of(change) == timedelta(minutes=20)


@pytest.mark.django_db
@CHANGES
def test_every_hour_twice_the_night_has_one_effect_on_its_day(change: date, time_machine: TimeMachineFixture) -> None:
    days = [change - ONE_DAY, change, change + ONE_DAY]
    keller = caseworker("ifk_aez")
    mothers = [mother_of_one_who_comes_of_age(day, keller) for day in days]
    moment = begin_of(days[0]) + 5 * MINUTE
    while moment < begin_of(days[-1] + ONE_DAY):
        time_machine.move_to(moment, tick=False)
        call_command("review")
        call_command("review")
        moment += ONE_HOUR

    lapses = Lapse.objects.order_by("pk").values_list("applicant", "since", "known_on")
    assert list(lapses) == [(mother, day, day) for mother, day in zip(mothers, days, strict=True)]
    for effects in (Decision.objects.filter(occasion="reviewed"), Transfer.objects, TransferStep.objects):
        assert effects.count() == len(mothers)
    runs = ReviewRun.objects.order_by("on").values_list("on", "lapsed")
    assert list(runs) == [(day, 1) for day in days]
    assert [run.finished_at for run in ReviewRun.objects.order_by("on")] == [begin_of(day) + 5 * MINUTE for day in days]


def mother_of_one_who_comes_of_age(day: date, by: User) -> int:
    child = MemberRecord(Relation.CHILD, day.replace(year=day.year - 18), "Mia")
    return make_applicant(by=by, record=record(members=(child,))).pk
