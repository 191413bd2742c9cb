"""The forecast in the database: once a day, in chunks, readable when it is whole."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from kit.runs import RunState
from routing.assignment.actions import close_case
from routing.assignment.deciding import decide_anew
from routing.enums import ClosingReason, Occasion
from routing.models import Applicant, DatedStatus, ForecastMove, ForecastRun
from routing.outlook import actions
from routing.outlook.actions import begin_forecast, compute_some
from routing.outlook.forecast import ALREADY
from routing.outlook.reads import last_forecast
from routing.queries import record_of
from routing.record import ApplicantRecord
from routing.tests.outlook.office import BIRTHDAY, forecast, mother, under_25
from routing.tests.override.office import DAY_AFTER, overridden
from tests.factories import NOW, TODAY, caseworker, make_applicant

pytestmark = pytest.mark.django_db


def moves() -> list[tuple[object, ...]]:
    return list(ForecastMove.objects.values_list("day", "source", "target", "why", "is_confirmed"))


def test_each_open_case_is_counted_where_it_is_and_moves_on_its_days() -> None:
    mother()
    under_25()
    run = forecast()
    assert run.stock == {"ifk_aez": 1, "u25": 1}
    assert [move[:4] for move in moves()] == [
        (TODAY.replace(month=4, day=14), "u25", "placement", "wird 25"),
        (BIRTHDAY, "ifk_aez", "placement", "jüngstes Kind wird volljährig"),
    ]


def test_a_case_whose_desk_has_changed_already_moves_on_the_day_of_the_forecast() -> None:
    by = caseworker("placement")
    applicant = make_applicant(by=by)
    DatedStatus.objects.create(applicant=applicant, kind="self_employed", period=(TODAY, None))
    decide_anew(applicant=applicant, occasion=Occasion.FACTS_CHANGED, by=by, on=TODAY, at=NOW)
    forecast()
    assert moves()[0][:4] == (TODAY, "placement", "self_employed", ALREADY)


def test_an_approved_override_ends_and_a_closed_case_is_nobody_s_any_more() -> None:
    overridden()
    gone = mother()
    close_case(applicant=gone, reason=ClosingReason.MOVED, by=caseworker("ifk_aez"), on=TODAY, at=NOW)
    run = forecast()
    assert run.stock == {"placement": 1}
    assert [move[:3] for move in moves()] == [
        (TODAY, "placement", "reha_sb"),
        (DAY_AFTER, "reha_sb", "placement"),
    ]


def test_the_last_whole_forecast_stays_until_the_new_one_is_whole_and_then_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mother()
    under_25()
    old = forecast()
    monkeypatch.setattr(ForecastRun, "CHUNK", 1)
    new = begin_forecast(on=TODAY + timedelta(days=1), at=NOW)

    assert compute_some(run=new, at=NOW)
    assert last_forecast() == old
    assert old.moves.count() == 2
    while compute_some(run=new, at=NOW):
        pass

    assert last_forecast() == new
    assert list(ForecastRun.objects.all()) == [new]
    assert ForecastMove.objects.count() == 2


def test_a_forecast_that_an_earlier_day_left_unfinished_goes_when_the_next_one_begins() -> None:
    begin_forecast(on=TODAY, at=NOW)
    forecast(TODAY + timedelta(days=1))
    assert [run.on for run in ForecastRun.objects.all()] == [TODAY + timedelta(days=1)]


def test_computing_twice_is_computing_once() -> None:
    mother()
    forecast()
    forecast()
    assert ForecastMove.objects.count() == 1


def test_one_whom_the_rules_cannot_be_asked_about_keeps_the_forecast_from_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, fine = mother(), mother()

    def fails(applicant: Applicant, rows: Any) -> ApplicantRecord:
        if applicant == broken:
            raise KeyError(broken.last_name)
        return record_of(applicant, rows)

    monkeypatch.setattr(actions, "record_of", fails)
    run = forecast()

    assert (run.state, run.left_out, run.stock) == (RunState.FINISHED, 1, {"ifk_aez": 2})
    assert [move.applicant for move in ForecastMove.objects.all()] == [fine]
    assert str(broken.key) in caplog.text
    assert broken.last_name not in caplog.text


def test_a_chunk_takes_the_same_number_of_statements_however_many_it_holds(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        mother()
    run = begin_forecast(on=TODAY, at=NOW)
    with django_assert_max_num_queries(16):
        compute_some(run=run, at=NOW)
