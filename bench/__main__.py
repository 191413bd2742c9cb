"""Run the benchmarks and print their tables. Exit status 1: a ratio is above its target."""

import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

from bench.measurement import Figure
from bench.report import HEADING, PAGE, comparison, line, machine, write_json, write_tables
from bench.scratch import scratch_database

NAMES = (
    "rules",
    "distribution",
    "actions",
    "lists",
    "pages",
    "exports",
    "forecast",
    "night",
    "demo",
    "imports",
    "route",
)
"""In the order in which they are run and written: whatever keeps nobody waiting comes last."""


def main(arguments: list[str]) -> int:
    """Measure, and keep the figures where the arguments say; returns the exit status."""
    parser = ArgumentParser(prog="python -m bench", description="Misst neben Vergleichen, siehe docs/performance.md.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"nur diese Messungen: {', '.join(NAMES)}")
    parser.add_argument("--write", action="store_true", help="die Tabellen in docs/performance.md ersetzen")
    parser.add_argument("--json", type=Path, metavar="FILE", help="alles als JSON schreiben")
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("OLD", "NEW"), help="zwei JSON nebeneinanderstellen")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"Unbekannte Messung: {', '.join(sorted(unknown))}. Es gibt: {', '.join(NAMES)}.")
    if options.compare:
        print(*comparison(*options.compare), sep="\n")
        return 0
    figures = {}
    with scratch_database():
        on = machine()
        for name in [known for known in NAMES if known in (options.names or NAMES)]:
            figures[name] = measured(name)
            if options.write:
                write_tables(PAGE, NAMES, on, figures)
            if options.json:
                write_json(options.json, on, figures)
    return int(any(figure.missed for found in figures.values() for figure in found))


def measured(name: str) -> list[Figure]:
    """The figures of a benchmark, each told as soon as it is known. Its module needs Django set up."""
    print(f"\n## {name}\n\n{HEADING}")
    figures = []
    for figure in import_module(f"bench.{name}").measure():
        print(line(figure), flush=True)
        figures.append(figure)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
