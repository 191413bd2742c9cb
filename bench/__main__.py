"""Run the benchmarks and print a table. Exit status 1: a target was missed; 2: no such benchmark."""

import sys

from bench import distribution, exports, forecast, imports, lists, night, pages, route, rules
from bench.measurement import Bench, Measurement

BENCHES = (
    Bench("rules", rules.measure),
    Bench("route", route.measure),
    Bench("distribution", distribution.measure),
    Bench("lists", lists.measure),
    Bench("pages", pages.measure),
    Bench("imports", imports.measure),
    Bench("exports", exports.measure),
    Bench("night", night.measure),
    Bench("forecast", forecast.measure),
)


def main(names: list[str]) -> int:
    """Run the benchmarks of these names, all without any; returns the exit status."""
    unknown = set(names) - {bench.name for bench in BENCHES}
    if unknown:
        known = ", ".join(bench.name for bench in BENCHES)
        print(f"Unbekannte Messung: {', '.join(sorted(unknown))}. Es gibt: {known}.", file=sys.stderr)
        return 2
    missed = False
    print_row("Messung", "Daten", "gemessen", "Ziel")
    for bench in BENCHES:
        if names and bench.name not in names:
            continue
        for measurement in bench.measure():
            print_measurement(measurement)
            missed = missed or measurement.missed
    return 1 if missed else 0


def print_measurement(measurement: Measurement) -> None:
    """One line of the table."""
    target = "–" if measurement.target is None else f"< {measurement.target:,.0f} {measurement.unit}"
    verdict = "  verfehlt" if measurement.missed else ""
    print_row(measurement.name, measurement.data, f"{measurement.value:,.1f} {measurement.unit}", target + verdict)


def print_row(name: str, data: str, measured: str, target: str) -> None:
    """One line of the table, as soon as it is known."""
    print(f"{name:<32} {data:<34} {measured:>14}   {target}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
