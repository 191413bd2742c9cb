"""A command of `manage.py` as a process of its own: how long it takes, and how much memory it needs at most."""

import os
import subprocess
import sys
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import connection

from bench.measurement import seconds
from jobcenter.local.paths import LOCAL_DATABASE_URL

IDLE = "manage.py ohne Arbeit"

_ROOT = Path(__file__).resolve().parent.parent
# Linux counts what a process had before it began its program, which is all that its parent has: so the parent is small.
_PARENT = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
"""


class Usage(NamedTuple):
    """What a process took."""

    seconds: float
    megabytes: float


def manage(*arguments: object) -> Usage:
    """Run a command with these arguments on the database of this process. Raises `CalledProcessError` when it fails."""
    command = [sys.executable, "-S", "-c", _PARENT, sys.executable, "manage.py", *map(str, arguments)]
    printed: list[str] = []
    run = partial(subprocess.run, command, cwd=_ROOT, env=_environment(), stdout=subprocess.PIPE, text=True)
    taken = seconds(lambda: printed.append(run(check=True).stdout))
    return Usage(taken, int(printed[0]) / 1024)


@cache
def idle() -> Usage:
    """What a process takes that sets Django up and does nothing."""
    return manage("shell", "--command", "pass")


def _environment() -> dict[str, str]:
    server = urlsplit(os.environ.get("DATABASE_URL") or LOCAL_DATABASE_URL)
    url = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "jobcenter.settings.test", "DATABASE_URL": url}
