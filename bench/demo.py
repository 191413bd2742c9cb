"""Building the demo office, through the same actions as in daily work."""

from collections.abc import Iterator

from bench.measurement import Figure, grouped, timed
from bench.office import AT, ON
from bench.rows import WRITING, Written, beside_rows
from routing.demo.office import SIZE, build, throw_away

_AT_MOST = 50.0


def measure(cases: int = SIZE, rounds: int = 2) -> Iterator[Figure]:
    """Into an empty database."""
    built = [_built(cases) for _ in range(rounds)]
    data = f"{grouped(cases)} Fälle, {grouped(built[0].rows)} Zeilen"
    yield timed("Demo-Amt", data, "s", [office.pair for office in built], WRITING, at_most=_AT_MOST)


def _built(cases: int) -> Written:
    throw_away()
    return beside_rows(lambda: build(on=ON, at=AT, size=cases))
