"""`make run`: the whole application on this machine until Ctrl-C. `python -m jobcenter.local.run --port 8000`."""

import argparse
import fcntl
import itertools
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jobcenter.local import processes, services
from jobcenter.local.paths import ROOT, VAR
from jobcenter.local.problems import LocalError

HOST = "127.0.0.1"
_GRACE_SECONDS = 10.0
_POLL_SECONDS = 0.2
# In polls: a step says once a minute that it is still at work; the servers are looked after every five seconds.
_STILL_AT_WORK = 150
_LOOK_AFTER = 25
_OWNER = VAR / "run.owner"
_CHILDREN = VAR / "run.children"
_PYTHON = sys.executable
_MANAGE = [_PYTHON, str(ROOT / "manage.py")]


class StopRequestedError(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or a closed terminal."""


class Supervisor:
    """Runs the steps of the start and then the servers, and listens for the wish to stop all the while."""

    def __init__(self, children: Path) -> None:
        """Take over the signals that end a program; notes on child processes go to the folder `children`."""
        self._notes = children
        self._stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stop.set())

    def finish(self, name: str, command: Sequence[str]) -> None:
        """Run a step to its end. Raises StopRequestedError, or LocalError when it fails."""
        print(f"{name} …", flush=True)
        child = processes.start(name, command, self._notes)
        try:
            for poll in itertools.count(1):
                if child.process.poll() is not None:
                    break
                if poll % _STILL_AT_WORK == 0:
                    print(f"  {name}: noch dabei …", flush=True)
                self._pause()
        finally:
            processes.stop([child], grace_seconds=_GRACE_SECONDS)
        if child.process.returncode != 0:
            raise LocalError(f"{name}: gescheitert, siehe oben.")

    def serve(self, port: int, began: float) -> None:
        """Run web server, worker and beat; `began` is when the start began. PostgreSQL and Valkey are started again
        when they die. Raises StopRequestedError, or LocalError when one of the three ends by itself.
        """
        children = [processes.start(name, command, self._notes) for name, command in _servers(port)]
        try:
            announced = False
            for poll in itertools.count(1):
                self._pause()
                for child in children:
                    if child.process.poll() is not None:
                        raise LocalError(f"{child.name} hat sich beendet, siehe oben.")
                if not announced and _answers(port):
                    seconds = round(time.monotonic() - began)
                    print(f"\nBereit nach {seconds} s: http://{HOST}:{port}  (Strg-C beendet alles)\n", flush=True)
                    announced = True
                if poll % _LOOK_AFTER == 0:
                    for name in services.revive():
                        print(f"{name} war beendet worden und läuft wieder.", flush=True)
        finally:
            processes.stop(children, grace_seconds=_GRACE_SECONDS)

    def _pause(self) -> None:
        if self._stop.wait(_POLL_SECONDS):
            raise StopRequestedError


def _servers(port: int) -> list[tuple[str, list[str]]]:
    # Celery warns of working as root, which a container or a lent machine cannot help.
    celery = [_PYTHON, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "--app", "jobcenter"]
    # It has no other workers to ask for news, and would wait for their answer.
    alone = ["--without-mingle", "--without-gossip"]
    schedule = ["--schedule", str(VAR / f"beat-{port}"), "--pidfile="]
    return [
        ("Webserver", [*_MANAGE, "runserver", "--skip-checks", f"{HOST}:{port}"]),
        ("Celery-Worker", [*celery, "worker", *alone, "--loglevel", "WARNING", "--concurrency", "1"]),
        ("Celery-Beat", [*celery, "beat", "--loglevel", "WARNING", *schedule]),
    ]


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def require_free_port(port: int) -> None:
    """Raise LocalError when somebody already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise LocalError(
                f"Port {port} ist nicht frei ({error.strerror}). Bitte einen anderen nehmen: make run PORT={port + 1}"
            ) from None


@contextmanager
def only_one(port: int) -> Iterator[None]:
    """Let one `make run` at a time work in this folder. Raises LocalError that says where the other one is."""
    VAR.mkdir(exist_ok=True)
    with _OWNER.open("a+", encoding="utf-8") as owner:
        try:
            fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner.seek(0)
            raise LocalError(
                f"In diesem Ordner läuft make run schon: {owner.read()}. Dort beendet es Strg-C."
            ) from None
        owner.truncate(0)
        owner.write(f"http://{HOST}:{port}")
        owner.flush()
        yield


def run(port: int, began: float) -> None:
    """Start everything, serve until somebody stops it, stop everything. Raises LocalError with what went wrong."""
    os.chdir(ROOT)
    # Whoever has imported the package has named the settings of production already, unless they were named before.
    os.environ["DJANGO_SETTINGS_MODULE"] = "jobcenter.settings.dev"
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    with only_one(port):
        _CHILDREN.mkdir(exist_ok=True)
        processes.end_leftovers(_CHILDREN)
        require_free_port(port)
        supervisor = Supervisor(_CHILDREN)
        try:
            print("PostgreSQL und Valkey werden gestartet …", flush=True)
            with services.running():
                supervisor.finish("Datenbank wird eingerichtet", [*_MANAGE, "migrate", "--verbosity", "0"])
                supervisor.finish("Demo-Amt", [*_MANAGE, "demo", "--if-empty"])
                print("Webserver und Hintergrundprozesse werden gestartet …", flush=True)
                supervisor.serve(port, began)
        except StopRequestedError:
            print("\nAlles beendet.")


def main() -> int:
    """Read the command line, run, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    began = time.monotonic()
    try:
        run(parser.parse_args().port, began)
    except LocalError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
