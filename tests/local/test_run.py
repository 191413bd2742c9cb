"""`make run` says what is wrong, and takes everything down with it."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psutil
import pytest
from django.conf import settings

from jobcenter.local import processes
from jobcenter.local.paths import VAR

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


def test_a_port_in_use_is_one_clear_sentence_and_starts_nothing(taken_port: int) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "jobcenter.local.run", "--port", str(taken_port)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"Port {taken_port} ist nicht frei")
    assert f"make run PORT={taken_port + 1}" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_stubborn_child_and_its_own_child_are_killed() -> None:
    stubborn = "trap '' TERM INT; sleep 600 & echo $!; while true; do sleep 0.1; done"
    child = processes.start("Starrkopf", ["bash", "-c", stubborn])
    wait_until(lambda: len(psutil.Process(child.process.pid).children()) > 0)
    family = [psutil.Process(child.process.pid), *psutil.Process(child.process.pid).children(recursive=True)]

    processes.stop([child], grace_seconds=0.2)

    assert child.process.returncode == -signal.SIGKILL
    wait_until(lambda: not any(member.is_running() and member.status() != psutil.STATUS_ZOMBIE for member in family))


def test_ctrl_c_leaves_no_process_behind(local_services: None, free_port: int) -> None:
    supervisor = subprocess.Popen(
        [sys.executable, "-c", f"from jobcenter.local.run import Supervisor; Supervisor().serve({free_port})"],
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
