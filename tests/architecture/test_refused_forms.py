"""Where a step is refused, nothing typed is lost: every form is filled in and refused, and shows it all again."""

import ast
from collections.abc import Iterator
from importlib import import_module
from inspect import unwrap
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import resolve

from kit.refusals import ActionRefused
from routing.models import ImportQuestion, Transfer
from staff import steps
from staff.models import User
from staff.roles import Role
from tests.architecture.asking import Office, path_of
from tests.factories import NOW, caseworker
from tests.handed_over import initiated
from tests.local_apps import local_apps
from tests.pages import entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]

# `take`, and what modules make of it for several of their views.
TAKERS = {"take", "_take", "_entered"}
STEPS_AFTER_INITIATING = {"transfer_accept", "transfer_return", "transfer_withdraw", "transfer_first_contact"}
WITHOUT_KEY = {"saved_filter_create", "saved_filter_replace", "distribution_create", "what_if", "imports"}
REFUSAL = "Das geht gerade nicht. Versuchen Sie es morgen."
SENTENCE = "Bitte „morgens“ anrufen & fragen"
DAY = "09.03.2026"


class Filled(NamedTuple):
    """A form with what is typed: who fills it in, its address, and the entries. ``files`` cannot be shown again."""

    who: str
    url: str
    entries: dict[str, Any]
    files: tuple[str, ...] = ()


FORMS = [
    Filled("caseworker", "reminder_create", {"note": SENTENCE, "due_on": DAY}),
    Filled("caseworker", "reminder_update", {"note": SENTENCE, "due_on": DAY}),
    Filled("caseworker", "note_create", {"text": SENTENCE, "noted_on": "01.03.2026"}),
    Filled("caseworker", "note_correct", {"text": SENTENCE, "noted_on": "01.03.2026"}),
    Filled(
        "caseworker",
        "applicant_override",
        {"desk": "u25", "first": DAY, "last": "10.03.2026", "reason": "continuity", "sentence": SENTENCE},
    ),
    Filled("team_lead", "override_reject", {"answer": SENTENCE}),
    Filled("caseworker", "case_close", {"reason": "work"}),
    Filled("team_lead", "case_caseworker", {"caseworker": "{caseworker}", "deviation": "", "reason": "workload"}),
    Filled("team_lead", "transfer_checklist", {"note": SENTENCE}),
    Filled("team_lead", "transfer_initiate", {"note": SENTENCE}),
    Filled("receiver", "transfer_accept", {"caseworker": "{receiver}", "effective_on": DAY}),
    Filled("receiver", "transfer_return", {"reason": "no_capacity", "note": SENTENCE}),
    Filled("team_lead", "transfer_withdraw", {"note": SENTENCE}),
    Filled("receiver", "transfer_first_contact", {}),
    Filled("caseworker", "saved_filter_create", {"name": SENTENCE, "is_start": "on"}),
    Filled("caseworker", "saved_filter_replace", {"view": "{saved}"}),
    Filled("caseworker", "saved_filter_update", {"name": SENTENCE, "shared": "on"}),
    Filled("team_lead", "distribution_create", {"occasion": "absence", "scope": "all", "receivers": "{caseworker}"}),
    Filled(
        "team_lead",
        "distribution_change",
        {"applicant": "{applicant}", "person": "{caseworker}", "households": "1"},
    ),
    Filled(
        "team_lead",
        "what_if",
        {"adult_age": "19", "u25_age": "27", "waiting_days": "9", "other_adults_count": "nein", "on": DAY},
    ),
    Filled("team_lead", "what_if_propose", {"valid_from": DAY}),
    Filled("team_lead", "imports", {}, files=("lists",)),
    Filled("team_lead", "import_problems", {}, files=("lines",)),
    Filled("team_lead", "import_questions", {"{question}": "file"}),
    Filled("team_lead", "staffing_serve", {"desk": "placement", "share": "40", "first": DAY, "last": "10.03.2026"}),
    Filled("team_lead", "staffing_absent", {"kind": "absent", "first": DAY, "last": "10.03.2026"}),
    Filled("team_lead", "staffing_deputy", {"deputy": "{team_lead}", "first": DAY, "last": "10.03.2026"}),
    Filled("team_lead", "staffing_entry", {"last": "05.03.2027"}),
    Filled("team_lead", "staffing_share", {"share": "40", "first": DAY}),
]


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
    client, path, entries = _prepared(filled, office)
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


def _prepared(filled: Filled, office: Office) -> tuple[Client, str, dict[str, str]]:
    """The browser of whoever fills the form in, its address, and the entries with the office's own numbers."""
    transfer = Transfer.objects.get(key=office.transfers["own"])
    who: dict[str, User] = {**office.people, "receiver": caseworker(transfer.target_id)}
    if filled.url in STEPS_AFTER_INITIATING:
        initiated(transfer, by=who[Role.TEAM_LEAD])
    client = Client()
    client.force_login(who[filled.who])
    numbers = {
        "applicant": office.keys["own"],
        "caseworker": office.people[Role.CASEWORKER].pk,
        "team_lead": office.people[Role.TEAM_LEAD].pk,
        "receiver": who["receiver"].pk,
        "saved": office.saved["own"],
        "question": f"frage-{ImportQuestion.objects.filter(entry__run__key=office.imports['own']).earliest('pk').pk}",
    }
    entries = {name.format(**numbers): value.format(**numbers) for name, value in filled.entries.items()}
    return client, path_of(filled.url, "-" if filled.url in WITHOUT_KEY else "own", office), entries


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
