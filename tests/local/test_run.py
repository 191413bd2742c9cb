"""`make run` says what is wrong, and takes everything down with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from jobcenter.local import processes, run
from jobcenter.local.paths import VAR
from jobcenter.local.problems import LocalError

PATIENCE = 20.0


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "Das hätte längst geschehen sein sollen."
        time.sleep(0.02)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def test_a_port_in_use_is_one_clear_sentence_and_starts_nothing(
    taken_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "_OWNER", tmp_path / "run.owner")
    monkeypatch.setattr(run, "_CHILDREN", tmp_path / "run.children")
    monkeypatch.setattr(sys, "argv", ["run", "--port", str(taken_port)])

    status = run.main()

    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    assert said.err.startswith(f"Port {taken_port} ist nicht frei")
    assert f"make run PORT={taken_port + 1}" in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_it_takes_the_settings_of_development_although_the_package_names_those_of_production(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], taken_port: int
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "jobcenter.settings.production")
    monkeypatch.setattr(sys, "argv", ["run", "--port", str(taken_port)])

    run.main()

    assert os.environ["DJANGO_SETTINGS_MODULE"] == "jobcenter.settings.dev"


def test_a_second_start_in_the_same_folder_says_where_the_first_one_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_OWNER", tmp_path / "run.owner")

    said = pytest.raises(LocalError, match=r"läuft make run schon: http://127\.0\.0\.1:8123\.")
    with run.only_one(8123), said, run.only_one(9000):
        pass


def test_what_a_killed_start_has_left_is_ended_by_the_next(tmp_path: Path) -> None:
    left = processes.start("Webserver", ["sleep", "600"], tmp_path)

    processes.end_leftovers(tmp_path)

    assert left.process.wait() == -signal.SIGKILL


def test_what_ended_by_itself_is_left_alone_although_its_note_is_still_there(tmp_path: Path) -> None:
    processes.start("Webserver", ["true"], tmp_path).process.wait()
    (tmp_path / "Webserver").write_text(str(os.getpid()))

    processes.end_leftovers(tmp_path)


def test_a_stubborn_child_and_its_own_child_are_killed(tmp_path: Path) -> None:
    stubborn = "trap '' TERM INT; sleep 600 & echo $!; while true; do sleep 0.1; done"
    child = processes.start("Starrkopf", ["bash", "-c", stubborn], tmp_path)
    wait_until(lambda: len(psutil.Process(child.process.pid).children()) > 0)
    family = [psutil.Process(child.process.pid), *psutil.Process(child.process.pid).children(recursive=True)]

    processes.stop([child], grace_seconds=0.2)

    assert child.process.returncode == -signal.SIGKILL
    wait_until(lambda: not any(member.is_running() and member.status() != psutil.STATUS_ZOMBIE for member in family))


def test_ctrl_c_leaves_no_process_behind(local_services: None, free_port: int, tmp_path: Path) -> None:
    serve = (
        "from pathlib import Path; from jobcenter.local.run import Supervisor; "
        f"Supervisor(Path({str(tmp_path)!r})).serve({free_port}, 0)"
    )
    supervisor = subprocess.Popen(
        [sys.executable, "-c", serve],
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: answers(free_port))
        family = psutil.Process(supervisor.pid).children(recursive=True)

        supervisor.send_signal(signal.SIGINT)
        supervisor.wait(PATIENCE)
    finally:
        supervisor.kill()
        supervisor.wait()
        for schedule in VAR.glob(f"beat-{free_port}*"):
            schedule.unlink()

    assert len(family) >= 3
    assert [member for member in family if member.is_running()] == []
