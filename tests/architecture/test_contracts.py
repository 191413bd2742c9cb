"""The ladder of packages holds for the database too, and no app is left out wherever apps are counted."""

import tomllib
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from routing.demo.office import LOCAL_APPS
from tests.local_apps import local_apps

ROOT = Path(settings.BASE_DIR)
TOOLS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
# Modules that the contract about the inside of apps puts in order.
LAYERED = {"urls", "views", "tasks", "forms", "actions"}


def _contracts() -> dict[str, dict[str, Any]]:
    return {contract["id"]: contract for contract in TOOLS["importlinter"]["contracts"]}


def _floors() -> dict[str, int]:
    """Each package of the ladder with its floor, the lowest being 0."""
    layers: list[str] = _contracts()["ladder"]["layers"]
    return {name.strip(): floor for floor, layer in enumerate(reversed(layers)) for name in layer.split("|")}


def _names() -> set[str]:
    return {config.name for config in local_apps()}


def _test_paths() -> set[str]:
    ini = ConfigParser()
    ini.read(ROOT / "pytest.ini", encoding="utf-8")
    return set(ini["pytest"]["testpaths"].split())


def _relations() -> list[tuple[str, str, str]]:
    return [
        (model._meta.label, field.name, field.related_model._meta.label)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        if isinstance(field.related_model, type)
    ]


def test_every_app_of_ours_stands_in_the_ladder() -> None:
    assert set(TOOLS["importlinter"]["root_packages"]) == set(_floors()) == _names()


def test_every_part_of_an_app_with_screens_or_actions_has_its_inner_order() -> None:
    ordered = {package for contract in _contracts().values() for package in contract.get("containers", [])}
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for app in _names()
        for path in (ROOT / app).rglob("*")
        if path.stem in LAYERED and path.suffix in {"", ".py"} and "tests" not in path.parts
    }

    assert found <= ordered


def test_imports_are_sorted_by_what_is_ours() -> None:
    assert set(TOOLS["ruff"]["lint"]["isort"]["known-first-party"]) == _names() | {"bench", "tests"}


def test_every_test_of_the_repository_is_run() -> None:
    folders = {path for path in ROOT.iterdir() if path.is_dir() and path.name not in {".venv", "node_modules", "var"}}
    with_tests = {folder.name for folder in folders if any(folder.rglob("test_*.py"))}

    assert with_tests <= _test_paths()
    assert _test_paths() == _names() | {"tests"}


def test_the_demo_throws_away_the_tables_of_every_app() -> None:
    assert set(LOCAL_APPS) == {config.label for config in local_apps() if any(config.get_models())}


def test_every_top_level_package_is_an_app_a_test_or_a_benchmark() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert packages - {"tests", "bench"} == _names()


def test_no_foreign_key_points_up_or_sideways() -> None:
    floors = {name.rpartition(".")[2]: floor for name, floor in _floors().items()}
    wrong = []
    for source, field, target in _relations():
        below, above = source.partition(".")[0], target.partition(".")[0]
        if below != above and below in floors and above in floors and floors[above] >= floors[below]:
            wrong.append(f"{source}.{field} → {target}")

    assert wrong == []


@pytest.mark.parametrize(
    "contract", ["ladder", "pure-rules", "pure-days", "pure-outlook", "inside-routing", "inside-wings"]
)
def test_the_contract_is_still_there(contract: str) -> None:
    assert contract in _contracts()
