"""Throttle and progress live in a server that may be missing, or stall."""

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from jobcenter.settings.redis import caches
from kit.optional_cache import OptionalCache

KEY = "attempts"


@pytest.fixture(autouse=True)
def _asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OptionalCache, "_silent_until", 0.0)


@pytest.fixture(params=["missing", "stalled"])
def deaf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OptionalCache]:
    """A cache whose server is not there, or takes the question and never answers."""
    address = tmp_path / "deaf.sock"
    with socket.socket(socket.AF_UNIX) as server:
        if request.param == "stalled":
            server.bind(str(address))
            server.listen()
        chosen = caches(f"unix://{address}", 0)["default"]
        yield OptionalCache(chosen["LOCATION"], {"OPTIONS": chosen["OPTIONS"]})


def test_without_its_server_nothing_is_kept_and_nobody_kept_out(
    deaf: OptionalCache, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="kit.optional_cache"):
        deaf.set(KEY, [1])
        assert deaf.get(KEY, []) == []
        assert deaf.add(f"{KEY}:lock", True) is True
        deaf.delete(KEY)

    assert len(caplog.records) == 1, "one line, and after it the server is left alone for a while"
    assert "Der Cache antwortet nicht" in caplog.text


@pytest.mark.usefixtures("local_services")
def test_it_is_asked_again_after_a_while(deaf: OptionalCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OptionalCache, "PAUSE", 0.0)
    deaf.set(KEY, [1])

    working = settings.CACHES["default"]
    there = OptionalCache(working["LOCATION"], {"OPTIONS": working["OPTIONS"]})
    there.set(KEY, [1])

    assert there.get(KEY) == [1]
    assert there.add(KEY, [2]) is False
    there.delete(KEY)
    assert cache.get(KEY) is None
