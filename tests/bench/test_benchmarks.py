"""Each benchmark runs, on little, and tells each of its figures beside a baseline; nothing here is timed."""

from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command

from bench.__main__ import NAMES
from bench.processes import Usage
from bench.report import line, machine, write_tables


def in_this_process(command: str, *arguments: object) -> Usage:
    call_command(command, *map(str, arguments))
    return Usage(0.1, 100)


@pytest.mark.django_db(transaction=True)
def test_every_benchmark_writes_the_table_of_a_small_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "performance.md"
    page.write_text("# Messungen\n", encoding="utf-8")
    for name in ("exports", "imports", "route"):
        monkeypatch.setattr(f"bench.{name}.manage", in_this_process)
    monkeypatch.setattr("bench.distribution.SOLVER_SECONDS", 0.05)
    figures = {name: list(import_module(f"bench.{name}").measure(20, 1)) for name in NAMES}

    write_tables(page, NAMES, machine(), figures)

    for name, found in figures.items():
        assert f"\n## {name}\n" in page.read_text(encoding="utf-8")
        assert len({figure.name for figure in found}) == len(found) > 0
        assert all(line(figure) in page.read_text(encoding="utf-8") for figure in found)
