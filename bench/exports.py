"""The list of a large office as a file: how long it takes, and how much memory a process needs for it.

`python -m bench.exports xlsx …` is that process.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench.lists import APPLICANTS, ON, scratch_office
from bench.measurement import Measurement

MOST_SECONDS = 60.0
MOST_MEGABYTES = 250.0

_KINDS = (("list", "csv"), ("list", "xlsx"), ("exchange", "xlsx"))


def measure() -> list[Measurement]:
    """Everybody whom one caseworker can see, 25,000 people, as a worker writes them."""
    with scratch_office(APPLICANTS) as user:
        from django.db import connection

        from staff.models import Desk

        Desk.objects.update(team=user.team)
        database = str(connection.settings_dict["NAME"])
        measured = [_measured(database, user.pk, *kind) for kind in _KINDS]
    return [measurement for pair in measured for measurement in pair]


def write(database: str, user_id: int, content: str, file_format: str) -> None:
    """Write the file once and throw it away."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "jobcenter.settings.test"
    django.setup()
    from django.db import connection
    from django.http import QueryDict

    from routing.enums import ExportContent, ExportFormat
    from routing.exports.contents import write_contents
    from routing.exports.selection import Selection
    from staff.models import User

    connection.settings_dict["NAME"] = database
    user = User.objects.get(pk=user_id)
    with TemporaryDirectory() as folder:
        written = write_contents(
            Path(folder),
            ExportContent(content),
            ExportFormat(file_format),
            Selection(QueryDict("sortierung=dringlichkeit"), "", user),
            ON,
        )
    assert len(set(written.subjects)) == APPLICANTS


def _measured(database: str, user_id: int, content: str, file_format: str) -> list[Measurement]:
    started = time.perf_counter()
    command = [sys.executable, "-m", "bench.exports", database, str(user_id), content, file_format]
    _, status, usage = os.wait4(subprocess.Popen(command).pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit("export failed")
    name, data = f"export, {content}, {file_format}", f"{APPLICANTS:,} applicants"
    return [
        Measurement(f"{name}, Dauer", data, seconds, "s", MOST_SECONDS),
        Measurement(f"{name}, Speicher", data, usage.ru_maxrss / 1024, "MB", MOST_MEGABYTES),
    ]


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4])
