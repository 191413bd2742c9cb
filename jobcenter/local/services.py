"""Holds PostgreSQL and Valkey up for as long as somebody needs them.

`python -m jobcenter.local.services COMMAND …` runs one command with them. What DATABASE_URL or REDIS_URL name is used
as it is, and nothing is started for it.

`make run`, tests and single commands share the servers. Each holds a shared lock while it works; whoever can turn his
into an exclusive one is the last and stops them. The system drops the lock of a killed process, so no count goes stale.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobcenter.local import postgres, valkey
from jobcenter.local.paths import RUN, VAR
from jobcenter.local.problems import LocalError

_TURNSTILE = VAR / "services.turnstile"
_USERS = VAR / "services.users"
# The servers that this process started; as their parent it has to bury them.
_children: "list[subprocess.Popen[bytes]]" = []


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time through."""
    with path.open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _start() -> list[str]:
    """Start what is not configured and does not run; return its names."""
    started = []
    for variable, name, server in (("DATABASE_URL", "PostgreSQL", postgres), ("REDIS_URL", "Valkey", valkey)):
        if not os.environ.get(variable) and (process := server.start()):
            _children.append(process)
            started.append(name)
    return started


def revive() -> list[str]:
    """Start what should run and has died; return its names. Raises LocalError when it does not come up."""
    with _locked(_TURNSTILE):
        return _start()


def _stop() -> None:
    valkey.stop()
    postgres.stop()
    for child in _children:
        child.wait()
    _children.clear()


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def own_folder(folder: Path) -> None:
    """Make the folder of the sockets. Raises LocalError when somebody else has made it: in the system's temporary
    directory anybody can, and whoever owns it could put sockets of his own there.
    """
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    if folder.lstat().st_uid != os.geteuid():
        raise LocalError(f"{folder} gehört einem anderen Konto. Bitte unter diesem starten oder den Ordner löschen.")


@contextmanager
def running() -> Iterator[None]:
    """Keep the servers up while the block runs, then stop them unless somebody else still uses them.

    Raises LocalError when a server does not come up.
    """
    VAR.mkdir(exist_ok=True)
    own_folder(RUN)
    with _USERS.open("ab") as users:
        try:
            with _locked(_TURNSTILE):
                fcntl.flock(users, fcntl.LOCK_SH)
                _start()
            yield
        finally:
            with _locked(_TURNSTILE):
                if _is_last(users.fileno()):
                    _stop()


def main(command: list[str]) -> int:
    """Run `command` with the servers up and return its exit status."""
    try:
        with running():
            return subprocess.run(command, check=False).returncode
    except LocalError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
