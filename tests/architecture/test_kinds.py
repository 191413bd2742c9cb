"""Every module of every app is of one kind, and imports only kinds that stand below its own.

Doors, tasks and forms are told by their names; what writes by its transaction; what makes up a page by the forms and
requests that it knows. Whoever calls what writes is no mere read any more, and whoever is made of a page is one.
"""

from enum import IntEnum
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.conf import settings

from tests.local_apps import local_apps

ROOT = Path(settings.BASE_DIR)
NOT_BUILT_OF_KINDS = {"tests", "migrations", "settings", "local", "formats", "demo"}
DOORS = {"views", "admin", "site", "middleware", "management", "commands", "templatetags"}


ROUND = {"models", "enums", "permissions", "queries", "rules", "roles"}


class Kind(IntEnum):
    """From the lowest up: what is read and reckoned, what writes, forms, what a page shows, tasks, doors, addresses."""

    READS = 1
    ACTIONS = 2
    FORMS = 3
    PAGES = 4
    TASKS = 5
    DOORS = 6
    ADDRESSES = 7


def source_of(module: str) -> str:
    path = ROOT.joinpath(*module.split("."))
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8")


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*sorted(config.name for config in local_apps()), cache_dir=None)


@cache
def kind_of(module: str) -> Kind | None:
    """The kind of a module; None of what is no part of the application itself."""
    names = {*module.split(".")}
    if NOT_BUILT_OF_KINDS & names:
        return None
    if module.startswith("kit."):
        return Kind.READS
    return kind_by_name(names, module.rpartition(".")[2]) or kind_by_deed(module)


def kind_by_name(names: set[str], name: str) -> Kind | None:
    if name == "urls":
        return Kind.ADDRESSES
    if name.endswith("_views") or DOORS & names:
        return Kind.DOORS
    if name == "tasks":
        return Kind.TASKS
    return Kind.FORMS if name.endswith("forms") or name == "formsets" else None


def kind_by_deed(module: str) -> Kind:
    source = source_of(module)
    if "@transaction.atomic" in source:
        return Kind.ACTIONS
    below = {kind_of(each) for each in graph().find_modules_directly_imported_by(module)}
    if below & {Kind.FORMS, Kind.PAGES} or "import HttpRequest" in source:
        return Kind.PAGES
    return Kind.ACTIONS if Kind.ACTIONS in below else Kind.READS


MODULES = sorted(module for module in graph().modules if kind_of(module))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_no_kind_that_stands_above_its_own(module: str) -> None:
    kind = kind_of(module)
    assert kind
    imported = sorted(graph().find_modules_directly_imported_by(module))

    assert [below for below in imported if (kind_of(below) or Kind.READS) > kind] == []


@pytest.mark.parametrize("module", [module for module in MODULES if ROUND & {*module.split(".")}])
def test_models_permissions_and_rules_know_neither_what_writes_nor_what_is_shown(module: str) -> None:
    assert kind_of(module) is Kind.READS


def test_no_app_is_left_out() -> None:
    assert {module.partition(".")[0] for module in MODULES} == {config.name for config in local_apps()}
