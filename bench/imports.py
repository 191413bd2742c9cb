"""Taking in the lists of a whole office: dry run and applying, each as a process of its own."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.measurement import Figure, Pair, grouped, seconds, timed
from bench.office import LARGE, team_lead
from bench.processes import IDLE, idle, manage
from bench.route import write_office
from bench.rows import READING, WRITING, Written, beside_rows, copy_records
from routing.demo.office import throw_away

_FIRST, _WEEK_LATER = "erstes Mal", "Woche danach"
# Lists that are known by now are read and compared, and hardly anything of them is written.
_BASELINES = {_FIRST: WRITING, _WEEK_LATER: READING}
_SECONDS_AT_MOST = {_FIRST: 30.0, _WEEK_LATER: 900.0}
_MEMORY_AT_MOST = 3.0
_LEAD = "bench"


class _Step(NamedTuple):
    written: Written
    megabytes: float


def measure(cases: int = LARGE, rounds: int = 2) -> Iterator[Figure]:
    """The first load into an empty office, and the same lists a week later with one telephone in thirty changed."""
    taken: dict[tuple[str, str], list[_Step]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            throw_away()
            team_lead(_LEAD, "ifk_aez")
            applicants, household = write_office(Path(folder), cases)
            for week, beside in ((_FIRST, beside_rows), (_WEEK_LATER, _beside_reading)):
                taken["Probelauf", week].append(_step(beside, applicants, household))
                taken["Anwenden", week].append(_step(beside, "--apply"))
                _change_telephones(applicants)
    for (what, week), steps in taken.items():
        name, pairs = f"{what}, {week}", [step.written.pair for step in steps]
        data = f"{grouped(cases)} Fälle, {grouped(steps[0].written.rows)} Zeilen"
        yield timed(f"{name}, Dauer", data, "s", pairs, _BASELINES[week], at_most=_SECONDS_AT_MOST[week])
        peak = max(step.megabytes for step in steps)
        yield Figure(f"{name}, Speicher", data, "MB", peak, IDLE, idle().megabytes, _MEMORY_AT_MOST)


def _step(beside: Callable[[Callable[[], object]], Written], *arguments: object) -> _Step:
    peaks: list[float] = []
    written = beside(lambda: peaks.append(manage("import_caseload", *arguments, "--by", _LEAD).megabytes))
    return _Step(written, peaks[0])


def _beside_reading(work: Callable[[], object]) -> Written:
    written = beside_rows(work)
    return Written(Pair(written.pair.work, seconds(copy_records)), written.rows)


def _change_telephones(applicants: Path) -> None:
    lines = applicants.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1::30] = [line.replace(";02331 ", ";0176 ") for line in lines[1::30]]
    applicants.write_text("".join(lines), encoding="utf-8")
