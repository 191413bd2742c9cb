"""A command of `manage.py` as a process of its own: how long it takes, and how much memory it needs at most."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import connection

from bench.measurement import seconds
from jobcenter.local.paths import LOCAL_DATABASE_URL

IDLE = "manage.py ohne Arbeit"

_ROOT = Path(__file__).resolve().parent.parent


class Usage(NamedTuple):
    """What a process took."""

    seconds: float
    megabytes: float


def manage(*arguments: object) -> Usage:
    """Run a command with these arguments on the database of this process. Raises `SystemExit` when it fails."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=_ROOT, env=_environment(), stdout=subprocess.DEVNULL)
    peaks: list[float] = []
    taken = seconds(lambda: peaks.append(_peak(process)))
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return Usage(taken, peaks[0])


@cache
def idle() -> Usage:
    """What a process takes that sets Django up and does nothing."""
    return manage("shell", "--command", "pass")


def _peak(process: "subprocess.Popen[bytes]") -> float:
    """The most memory that the process has had in its life, in megabytes."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / 1024


def _environment() -> dict[str, str]:
    server = urlsplit(os.environ.get("DATABASE_URL") or LOCAL_DATABASE_URL)
    url = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "jobcenter.settings.test", "DATABASE_URL": url}
