"""Figures as lines of a table, in `docs/performance.md`, as JSON, and those of two versions side by side."""

import json
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from django.db import connection

from bench.measurement import Figure, grouped

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGINS = "<!-- Ab hier schreibt `make bench`. -->\n"
HEADING = """\
| Messung | Daten | gemessen | daneben | dort | Verhältnis | höchstens | Last |
|---|---|--:|---|--:|--:|--:|--:|"""

Machine = Mapping[str, Any]
Figures = Mapping[str, Sequence[Figure]]
"""Those of each benchmark, by its name."""

_SECTION = re.compile(r"^## (\w+)\n", re.MULTILINE)


def machine() -> Machine:
    """Where and of what figures are: the day, the commit, the cores, the versions."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (postgresql,) = cursor.fetchone()
    return {
        "day": f"{datetime.now(UTC):%d.%m.%Y}",
        "commit": _commit(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "postgresql": postgresql,
        "django": django.get_version(),
    }


def _commit() -> str:
    if (git := shutil.which("git")) is None:
        return "unbekannt"
    command = [git, "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unbekannt"


def line(figure: Figure) -> str:
    """A line of the table."""
    cells = (
        figure.name,
        figure.data,
        f"{decimal(figure.value)} {figure.unit}".strip(),
        figure.baseline,
        f"{decimal(figure.baseline_value)} {figure.unit}".strip(),
        _times(figure.ratio),
        _times(figure.at_most) + (" **verfehlt**" if figure.missed else ""),
        decimal(figure.load),
    )
    return f"| {' | '.join(cells)} |"


def write_tables(page: Path, order: Sequence[str], on: Machine, figures: Figures) -> None:
    """Put the tables of these benchmarks where the page has older ones of theirs; all others stay."""
    prose, _, tables = page.read_text(encoding="utf-8").partition(BEGINS)
    pieces = _SECTION.split(tables)[1:]
    sections = dict(zip(pieces[::2], pieces[1::2], strict=True))
    sections |= {name: _section(on, measured) for name, measured in figures.items()}
    written = [f"\n## {name}\n\n{sections[name].strip()}\n" for name in order if name in sections]
    page.write_text(prose + BEGINS + "".join(written), encoding="utf-8")


def write_json(path: Path, on: Machine, figures: Figures) -> None:
    """Everything, for `comparison`."""
    told = {
        name: [asdict(figure) | {"ratio": figure.ratio} for figure in measured] for name, measured in figures.items()
    }
    path.write_text(json.dumps({**on, "figures": told}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def comparison(old: Path, new: Path) -> Iterator[str]:
    """The lines of a table: what both versions have measured, with the change of the ratio."""
    before, after = (json.loads(path.read_text(encoding="utf-8")) for path in (old, new))
    yield f"| Messung | {before['commit']} | Verhältnis | {after['commit']} | Verhältnis | Änderung |"
    yield "|---|--:|--:|--:|--:|--:|"
    for bench, measured in after["figures"].items():
        known = {figure["name"]: figure for figure in before["figures"].get(bench, ())}
        for figure in measured:
            if figure["name"] in known:
                yield _compared(bench, known[figure["name"]], figure)


def _compared(bench: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    change = f"{new['ratio'] / old['ratio'] - 1:+.0%}".replace("%", " %") if old["ratio"] and new["ratio"] else "–"
    return f"| {bench}: {new['name']} | {_told(old)} | {_told(new)} | {change} |"


def _told(figure: Mapping[str, Any]) -> str:
    return f"{decimal(figure['value'])} {figure['unit']} | {_times(figure['ratio'])}"


def _section(on: Machine, measured: Sequence[Figure]) -> str:
    where = (
        f"Gemessen am {on['day']} (Stand {on['commit']}) auf {on['cores']} Kernen mit Python {on['python']}, "
        f"PostgreSQL {on['postgresql']}, Django {on['django']}."
    )
    return "\n".join((where, "", HEADING, *map(line, measured)))


def _times(ratio: float | None) -> str:
    return "–" if ratio is None else decimal(ratio)


def decimal(number: float) -> str:
    """With three digits at least, as people read it: 25.000; 1.234; 12,3; 0,012."""
    if abs(number) >= 100 or number == int(number):
        return grouped(number)
    return f"{number:.3g}".replace(".", ",")
