"""The ladder of packages holds for the database too, and no app is left out of it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(settings.BASE_DIR)


def _contracts() -> dict[str, dict[str, Any]]:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return {contract["id"]: contract for contract in linter["contracts"]}


def _floors() -> dict[str, int]:
    """Each package of the ladder with its floor, the lowest being 0."""
    layers: list[str] = _contracts()["ladder"]["layers"]
    return {name.strip(): floor for floor, layer in enumerate(reversed(layers)) for name in layer.split("|")}


def _local_apps() -> list[str]:
    return [config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT]


def _relations() -> list[tuple[str, str, str]]:
    return [
        (model._meta.label, field.name, field.related_model._meta.label)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        if isinstance(field.related_model, type)
    ]


def test_every_app_of_ours_stands_in_the_ladder() -> None:
    assert set(_local_apps()) == set(_floors())


def test_every_top_level_package_is_an_app_a_test_or_a_benchmark() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert packages - {"tests", "bench"} == set(_local_apps())


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
