"""Taking in the lists of a whole office: dry run and applying, each as a process of its own on a scratch database."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measurement import Measurement
from bench.route import write_office
from bench.scratch import scratch_database

APPLICANTS = 25_000
HOUSEHOLD_LINES = 60_000
MOST_SECONDS = 60.0
MOST_MEGABYTES = 500.0
_MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
_LEAD = "bench"


def measure() -> list[Measurement]:
    """The first load into an empty office, and the same lists a week later with one telephone in thirty changed."""
    data = f"{APPLICANTS:,} Fälle, {HOUSEHOLD_LINES:,} Personen"
    measured = []
    with tempfile.TemporaryDirectory() as folder, _office() as environment:
        applicants, household = Path(folder, "bewerber.csv"), Path(folder, "haushalt.csv")
        write_office(applicants, household, APPLICANTS, HOUSEHOLD_LINES)
        for name in ("erstes Mal", "Woche danach"):
            for step, arguments in (("Probelauf", [applicants, household]), ("Anwenden", ["--apply"])):
                seconds, megabytes = _run([*arguments, "--by", _LEAD], environment)
                measured += [
                    Measurement(f"{step}, {name}, Dauer", data, seconds, "s", MOST_SECONDS),
                    Measurement(f"{step}, {name}, Speicher", data, megabytes, "MB", MOST_MEGABYTES),
                ]
            _change_telephones(applicants)
    return measured


def _change_telephones(applicants: Path) -> None:
    lines = applicants.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1::30] = [line.replace(";02331 ", ";0176 ") for line in lines[1::30]]
    applicants.write_text("".join(lines), encoding="utf-8")


def _run(arguments: list[object], environment: dict[str, str]) -> tuple[float, float]:
    started = time.perf_counter()
    command = [sys.executable, str(_MANAGE), "import_caseload", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit("import_caseload failed")
    return seconds, usage.ru_maxrss / 1024


@contextmanager
def _office() -> Iterator[dict[str, str]]:
    """An empty office with a team lead; yields the environment in which commands work on it."""
    with scratch_database("imports") as url:
        from staff.models import Desk, User
        from staff.roles import Role

        User.objects.create(username=_LEAD, role=Role.TEAM_LEAD, team=Desk.objects.get(pk="ifk_aez").team)
        yield {**os.environ, "DJANGO_SETTINGS_MODULE": "jobcenter.settings.dev", "DATABASE_URL": url}
