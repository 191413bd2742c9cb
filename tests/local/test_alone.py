"""Two set-ups in one folder do not get in each other's way, and a long one says that it is alive."""

import fcntl
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jobcenter.local import alone


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "_VAR", tmp_path)


@pytest.fixture
def read(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Wait until this has been printed."""

    def read_until(words: str) -> None:
        printed = ""
        while words not in printed:
            printed += capfd.readouterr().out

    return read_until


def test_the_status_is_that_of_the_command() -> None:
    assert alone.main([sys.executable, "-c", "raise SystemExit(3)"]) == 3


def test_a_second_set_up_says_that_it_waits_and_begins_when_the_first_is_over(
    tmp_path: Path, read: Callable[[str], None]
) -> None:
    with ThreadPoolExecutor() as pool:
        with (tmp_path / "setup.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            second = pool.submit(alone.main, ["touch", str(tmp_path / "made")])
            read("diese hier wartet auf ihr Ende")
            assert not (tmp_path / "made").exists()

        assert second.result() == 0
    assert (tmp_path / "made").exists()


def test_a_long_one_says_now_and_then_that_it_is_still_at_work(
    tmp_path: Path, read: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "_STILL_AT_WORK_SECONDS", 0.01)
    os.mkfifo(tmp_path / "end")

    with ThreadPoolExecutor() as pool:
        long = pool.submit(alone.main, ["cat", str(tmp_path / "end")])
        read("noch dabei")
        (tmp_path / "end").write_text("")

        assert long.result() == 0
