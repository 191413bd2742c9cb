"""`make run`: the whole application on this machine until Ctrl-C. `python -m jobcenter.local.run --port 8000`."""

import argparse
import os
import signal
import socket
import sys
import threading
from collections.abc import Sequence

from jobcenter.local import processes, services
from jobcenter.local.paths import ROOT, VAR
from jobcenter.local.problems import LocalError

HOST = "127.0.0.1"
_GRACE_SECONDS = 10.0
_POLL_SECONDS = 0.2
_PYTHON = sys.executable
_MANAGE = [_PYTHON, str(ROOT / "manage.py")]


class StopRequestedError(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or a closed terminal."""


class Supervisor:
    """Runs the steps of the start and then the servers, and listens for the wish to stop all the while."""

    def __init__(self) -> None:
        """Take over the signals that end a program."""
        self._stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stop.set())

    def finish(self, name: str, command: Sequence[str]) -> None:
        """Run a step to its end. Raises StopRequestedError, or LocalError when it fails."""
        child = processes.start(name, command)
        try:
            while child.process.poll() is None:
                self._pause()
        finally:
            processes.stop([child], grace_seconds=_GRACE_SECONDS)
        if child.process.returncode != 0:
            raise LocalError(f"{name} ist gescheitert, siehe oben.")

    def serve(self, port: int) -> None:
        """Run web server, worker and beat. Raises StopRequestedError, or LocalError when one of them ends by itself."""
        children = [processes.start(name, command) for name, command in _servers(port)]
        try:
            announced = False
            while True:
                self._pause()
                for child in children:
                    if child.process.poll() is not None:
                        raise LocalError(f"{child.name} hat sich beendet, siehe oben.")
                if not announced and _answers(port):
                    print(f"\nBereit: http://{HOST}:{port}  (Strg-C beendet alles)\n", flush=True)
                    announced = True
        finally:
            processes.stop(children, grace_seconds=_GRACE_SECONDS)

    def _pause(self) -> None:
        if self._stop.wait(_POLL_SECONDS):
            raise StopRequestedError


def _servers(port: int) -> list[tuple[str, list[str]]]:
    # Celery warns of working as root, which a container or a lent machine cannot help.
    celery = [_PYTHON, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "--app", "jobcenter"]
    schedule = ["--schedule", str(VAR / f"beat-{port}"), "--pidfile="]
    return [
        ("Webserver", [*_MANAGE, "runserver", "--skip-checks", f"{HOST}:{port}"]),
        ("Celery-Worker", [*celery, "worker", "--loglevel", "WARNING", "--concurrency", "1"]),
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


def run(port: int) -> None:
    """Start everything, serve until somebody stops it, stop everything. Raises LocalError with what went wrong."""
    require_free_port(port)
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobcenter.settings.dev")
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    supervisor = Supervisor()
    try:
        with services.running():
            supervisor.finish("Die Migration", [*_MANAGE, "migrate", "--verbosity", "0"])
            supervisor.finish("Das Demo-Amt", [*_MANAGE, "demo", "--if-empty"])
            supervisor.serve(port)
    except StopRequestedError:
        print("\nAlles beendet.")


def main() -> int:
    """Read the command line, run, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    try:
        run(parser.parse_args().port)
    except LocalError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
