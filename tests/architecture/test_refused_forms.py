"""Where a step is refused, nothing typed is lost: every form is filled in and refused, and shows it all again."""

import ast
from collections.abc import Iterator
from importlib import import_module
from inspect import unwrap
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from frame import steps
from kit.refusals import ActionRefused
from tests.architecture.asking import Office
from tests.architecture.filled_forms import FORMS, Filled, prepared
from tests.factories import NOW
from tests.local_apps import local_apps
from tests.pages import entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]

# `take`, and what modules make of it for several of their views.
TAKERS = {"take", "_take", "_entered"}
REFUSAL = "Das geht gerade nicht. Versuchen Sie es morgen."


@pytest.fixture
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def refused(request: HttpRequest, form: BaseForm, _: object, **answers: Any) -> HttpResponse:
    """`take` whose step is refused."""

    def step() -> None:
        raise ActionRefused(REFUSAL)

    return steps.take(request, form, step, **answers)


@pytest.mark.parametrize("filled", FORMS, ids=lambda filled: filled.url)
def test_a_refused_step_shows_everything_that_was_typed(
    filled: Filled, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path, entries = prepared(filled, office)
    module = import_module(unwrap(resolve(urlsplit(path).path).func).__module__)
    monkeypatch.setattr(module, "take", refused)
    files = {name: SimpleUploadedFile("bestand.csv", b"kundennummer\n") for name in filled.files}

    answer = client.post(path, entries | files)

    assert answer.status_code == 422
    assert REFUSAL in answer.content.decode()
    forms = [entered(b"<main>" + form) for form in answer.content.split(b"<form")]
    assert entries in [{name: form.get(name) for name in entries} for form in forms]


def test_every_form_whose_step_can_be_refused_is_filled_in_here() -> None:
    """The views are called like their addresses."""
    taking = {name for name, function in _functions().items() if _names(function) & TAKERS and not name.startswith("_")}
    assert taking == {filled.url for filled in FORMS}


def test_no_view_answers_a_refused_form_by_itself() -> None:
    """A redirect would lose what was typed: whoever binds a form leaves the step to `take`."""
    catching = {name: function for name, function in _functions().items() if _catches(function)}
    assert [name for name, function in catching.items() if "form" in _names(function)] == []


def _functions() -> dict[str, ast.FunctionDef]:
    """The functions of all modules of views, by name."""
    files = [path for app in local_apps() for path in Path(app.path).rglob("*views.py")]
    found = (node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {node.name: node for node in found if isinstance(node, ast.FunctionDef)}


def _names(function: ast.FunctionDef) -> set[str]:
    return {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}


def _catches(function: ast.FunctionDef) -> bool:
    kinds = [node.type for node in ast.walk(function) if isinstance(node, ast.ExceptHandler) and node.type]
    names = {node.id for kind in kinds for node in ast.walk(kind) if isinstance(node, ast.Name)}
    return bool(names & {"ActionRefused", "ValidationError"})
