"""Taking in the lists of a whole office: dry run and applying, each as a process of its own."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.measurement import Figure, grouped, timed
from bench.office import LARGE, team_lead
from bench.processes import IDLE, idle, manage
from bench.route import write_office
from bench.rows import WRITING, Written, beside_rows
from routing.demo.office import throw_away

_SECONDS_AT_MOST = 50.0
_MEMORY_AT_MOST = 50.0
_LEAD = "bench"


class _Step(NamedTuple):
    written: Written
    megabytes: float


def measure(cases: int = LARGE, rounds: int = 2) -> Iterator[Figure]:
    """The first load into an empty office, and the same lists a week later with one telephone in thirty changed."""
    taken: dict[str, list[_Step]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            throw_away()
            team_lead(_LEAD, "ifk_aez")
            applicants, household = write_office(Path(folder), cases)
            for week in ("erstes Mal", "Woche danach"):
                taken[f"Probelauf, {week}"].append(_step(applicants, household))
                taken[f"Anwenden, {week}"].append(_step("--apply"))
                _change_telephones(applicants)
    for name, steps in taken.items():
        data = f"{grouped(cases)} Fälle, {grouped(steps[0].written.rows)} Zeilen"
        pairs = [step.written.pair for step in steps]
        yield timed(f"{name}, Dauer", data, "s", pairs, WRITING, at_most=_SECONDS_AT_MOST)
        peak = max(step.megabytes for step in steps)
        yield Figure(f"{name}, Speicher", data, "MB", peak, IDLE, idle().megabytes, _MEMORY_AT_MOST)


def _step(*arguments: object) -> _Step:
    peaks: list[float] = []
    written = beside_rows(lambda: peaks.append(manage("import_caseload", *arguments, "--by", _LEAD).megabytes))
    return _Step(written, peaks[0])


def _change_telephones(applicants: Path) -> None:
    lines = applicants.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1::30] = [line.replace(";02331 ", ";0176 ") for line in lines[1::30]]
    applicants.write_text("".join(lines), encoding="utf-8")
