"""What a run of the benchmarks leaves behind: tables, JSON, and an exit status that no busy machine changes."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from bench import __main__ as command
from bench.measurement import Figure
from bench.report import BEGINS, comparison, line, write_json, write_tables

ON = {"day": "02.03.2026", "commit": "abc1234", "cores": 2, "python": "3.11", "postgresql": "17", "django": "5.2"}
ORDER = ("rules", "route")


def figure(value: float, baseline: float = 4, name: str = "Entscheidung", at_most: float | None = 10) -> Figure:
    return Figure(name, "2.000 Fälle", "ms", value, "nebenan", baseline, at_most, load=1.5)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    page = tmp_path / "performance.md"
    page.write_text("# Messungen\n\nVon Hand.\n\n", encoding="utf-8")
    return page


def test_a_line_says_the_value_the_baseline_the_ratio_the_target_and_the_load() -> None:
    assert line(figure(10)) == "| Entscheidung | 2.000 Fälle | 10 ms | nebenan | 4 ms | 2,5 | 10 | 1,5 |"
    assert "**verfehlt**" in line(figure(41))


def test_nothing_is_a_multiple_of_nothing() -> None:
    assert figure(10, baseline=0).ratio is None
    assert not figure(10, baseline=0).missed


def test_a_run_of_one_benchmark_replaces_its_table_only(page: Path) -> None:
    write_tables(page, ORDER, ON, {"route": [figure(8)], "rules": [figure(8)]})
    before = page.read_text(encoding="utf-8")

    write_tables(page, ORDER, ON | {"day": "03.03.2026"}, {"route": [figure(12)]})

    prose, _, tables = page.read_text(encoding="utf-8").partition(BEGINS)
    rules, _, route = tables.partition("\n## route\n")
    assert prose == "# Messungen\n\nVon Hand.\n\n"
    assert rules == before.partition(BEGINS)[2].partition("\n## route\n")[0]
    assert "03.03.2026" in route
    assert line(figure(12)) in route
    assert line(figure(8)) not in route


def test_two_versions_stand_side_by_side_with_the_change_of_the_ratio(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    write_json(old, ON, {"rules": [figure(8), figure(1, name="entfallen")]})
    write_json(new, ON | {"commit": "def5678"}, {"rules": [figure(9, baseline=3), figure(1, name="neu")]})

    assert list(comparison(old, new)) == [
        "| Messung | abc1234 | Verhältnis | def5678 | Verhältnis | Änderung |",
        "|---|--:|--:|--:|--:|--:|",
        "| rules: Entscheidung | 8 ms | 2 | 9 ms | 3 | +50 % |",
    ]


@pytest.mark.parametrize(("slowness", "value", "status"), [(1, 39, 0), (9, 39, 0), (1, 41, 1)])
def test_only_a_ratio_above_its_target_fails_a_run_however_slow_the_machine(
    slowness: float, value: float, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "scratch_database", nullcontext)
    monkeypatch.setattr(command, "machine", lambda: ON)
    monkeypatch.setattr(command, "measured", lambda _name: [figure(value * slowness, baseline=4 * slowness)])

    assert command.main(["rules"]) == status


def test_an_unknown_benchmark_is_named_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(["rulez"])

    assert "Unbekannte Messung: rulez" in capsys.readouterr().err
