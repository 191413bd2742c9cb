"""A background run is begun so often and no more, advances chunk by chunk, and is handed on while it is under way."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from kit.runs import MOST_ATTEMPTS, ChunkedRun, begin, resume, under_way

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def model(db: None) -> Iterator[type[Any]]:
    """A chunked run with a table of its own. What it walks over are other rows of that table."""
    with isolate_apps("kit"):

        class Walk(ChunkedRun):
            CHUNK = 2

            class Meta:
                app_label = "kit"

        with connection.schema_editor() as editor:
            editor.create_model(Walk)
        yield Walk


def rows(model: type[Any], count: int) -> "models.QuerySet[Any]":
    model._default_manager.bulk_create(model(state="failed") for _ in range(count))
    made: models.QuerySet[Any] = model._default_manager.filter(state="failed")
    return made


def ids(rows: "models.QuerySet[Any]") -> list[int]:
    return list(rows.values_list("pk", flat=True))


def begun(run: Any) -> Any:
    model: type[Any] = type(run)
    return begin(model._default_manager.select_for_update(of=("self",)).filter(pk=run.pk), model.fail)


def test_an_attempt_is_counted_before_the_work_and_after_the_last_one_the_run_is_given_up(model: type[Any]) -> None:
    run = model._default_manager.create()
    counted = []
    while found := begun(run):
        counted.append(found.attempts)

    run.refresh_from_db()
    assert counted == list(range(1, MOST_ATTEMPTS + 1))
    assert (run.state, run.attempts) == ("failed", MOST_ATTEMPTS)


@pytest.mark.parametrize("state", ["finished", "failed"])
def test_what_is_over_is_not_begun(model: type[Any], state: str) -> None:
    run = model._default_manager.create(state=state)

    assert begun(run) is None

    run.refresh_from_db()
    assert (run.state, run.attempts) == (state, 0)


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (3, [2, 1]), (4, [2, 2, 0])])
def test_every_row_is_in_one_chunk_and_the_run_is_finished_with_the_last(
    model: type[Any], count: int, sizes: list[int]
) -> None:
    walked = rows(model, count)
    run = model._default_manager.create()
    chunks = []
    is_more = True
    while is_more:
        run.refresh_from_db()
        chunks.append(ids(run.next_chunk(walked)))
        is_more = run.advance(chunks[-1], at=NOW)

    run.refresh_from_db()
    assert [len(chunk) for chunk in chunks] == sizes
    assert [row for chunk in chunks for row in chunk] == sorted(ids(walked))
    assert (run.state, run.finished_at, run.is_under_way) == ("finished", NOW, False)


def test_attempts_that_got_on_do_not_count(model: type[Any]) -> None:
    walked = rows(model, 5)
    run = model._default_manager.create()
    for _ in range(MOST_ATTEMPTS):
        assert begun(run)

    run.refresh_from_db()
    assert run.advance(ids(run.next_chunk(walked)), at=NOW)

    run.refresh_from_db()
    assert (run.attempts, run.is_under_way) == (0, True)


def test_what_is_under_way_is_handed_on_in_messages_that_do_not_pile_up(model: type[Any]) -> None:
    waiting = model._default_manager.create()
    model._default_manager.create(state="finished")
    sent: list[tuple[object, ...]] = []
    task: Any = SimpleNamespace(apply_async=lambda keys, expires: sent.append((*keys, expires)))

    resume(task, ids(under_way(model._default_manager.all())))

    assert sent == [(waiting.pk, 60)]
