"""Putting the form on the screen: its page, its panel, the list of what has to be confirmed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from frame.requests import note_reading
from routing.intake.entry import Entry, typed
from routing.intake.preview import Preview, preview
from routing.intake.sheet import Sheet
from routing.intake.values import FormValues, as_post

SECTIONS = (
    ("members", "Haushalt", "Person hinzufügen"),
    ("statuses", "Status mit Zeitraum", "Status hinzufügen"),
    ("pregnancies", "Schwangerschaft", "Schwangerschaft hinzufügen"),
    ("assessments", "Prüfung Fallmanagement", "Prüfung hinzufügen"),
)
"""The parts that consist of rows: prefix, title, label of the button."""

FORGOTTEN = {"csrfmiddlewaretoken", "form_owner", "_resume"}
"""What a form sends beside its entries, anew on every page."""


def fresh_page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The form as it is opened."""
    entry = Entry(values=sheet.values(), on=sheet.on)
    return _page(request, sheet, entry, panel_of(sheet, as_post(sheet.values())), version=sheet.version())


def typed_page(request: HttpRequest, sheet: Sheet, values: FormValues, **context: Any) -> HttpResponse:
    """The form with entries as they were typed: not checked, not stored. ``context`` holds the ``version``."""
    entry = Entry(values=values, on=sheet.on)
    return _page(request, sheet, entry, panel_of(sheet, as_post(values)), unsaved=True, **context)


def retyped_page(request: HttpRequest, sheet: Sheet, data: QueryDict, **context: Any) -> HttpResponse:
    """The same for what a browser sent."""
    return typed_page(request, sheet, typed(data), version=data.get("version", ""), **context)


def refused_page(request: HttpRequest, sheet: Sheet, entry: Entry, panel: Preview, *, version: str) -> HttpResponse:
    """The form with what is wrong in it, or else with what has to be confirmed; status 422."""
    errors = entry.errors()
    confirm = None if errors else panel
    context = {"errors": errors, "confirm": confirm, "version": version, "unsaved": True}
    return _page(request, sheet, entry, panel, status=422, **context)


def panel_of(sheet: Sheet, data: QueryDict) -> Preview:
    """The panel for what a browser sent."""
    return panel_for(sheet, Entry(data, on=sheet.on))


def panel_for(sheet: Sheet, entry: Entry) -> Preview:
    """The panel for a form that was sent."""
    return preview(entry, user=sheet.user, on=sheet.on, stored=sheet.stored, own_key=sheet.key)


def note_page(request: HttpRequest, sheet: Sheet, panel: Preview) -> None:
    """Log the applicants of whom a page with this panel shows something."""
    subjects = [*([sheet.key] if sheet.key else []), *panel.subjects]
    if subjects:
        note_reading(request, subjects)


def note_panel(request: HttpRequest, panel: Preview) -> None:
    """Log the other applicants of whom the panel shows something: once in a session, because the panel comes anew with
    every pause in typing.
    """
    noted = request.session.get("noted_by_panel", [])
    subjects = [key for key in panel.subjects if str(key) not in noted]
    if subjects:
        note_reading(request, subjects)
        request.session["noted_by_panel"] = [*noted, *(str(key) for key in subjects)]


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """The entries of a sent form as hidden fields of another page."""
    return [(name, str(value)) for name, values in data.lists() for value in values if name not in FORGOTTEN]


def _page(
    request: HttpRequest, sheet: Sheet, entry: Entry, panel: Preview, *, status: int = 200, **context: Any
) -> HttpResponse:
    note_page(request, sheet, panel)
    shown = {
        "sheet": sheet,
        "person": entry.person,
        "sections": [(entry.rows[part], title, add_label) for part, title, add_label in SECTIONS],
        "panel": panel,
        **context,
    }
    return render(request, "routing/applicant_form.html", shown, status=status)
