"""The pages of staffing: the team, one person, and each entry about her."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frame.guards import requires_role
from frame.requests import viewer_of
from frame.steps import take
from kit.formparts import error_list
from kit.ranges import as_period
from people.forms import DeputyForm, EndForm, ShareForm, StaffingForm, UnavailabilityForm
from people.page import ENTRIES, entry_of, people_of, person_of, person_page, team_rows
from staff.enums import Restriction
from staff.models import Staffing, User
from staff.roles import BELONGS_TO_A_TEAM, LEADS_A_TEAM, Role
from staff.staffing.actions import change_share, move_end, note_unavailable, serve, stand_in


@requires_role(LEADS_A_TEAM)
@require_GET
def staffing(request: HttpRequest) -> HttpResponse:
    """Who of the team serves which desk, who is away or soon will be, and who stands in then."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    context = {"team": user.team, "rows": team_rows(people_of(user), on), "today": on}
    return render(request, "people/staffing.html", context)


@requires_role(BELONGS_TO_A_TEAM)
@require_GET
def staffing_own(request: HttpRequest) -> HttpResponse:
    """One's own absence and deputies."""
    return redirect("staffing_person", pk=viewer_of(request).user.pk)


@requires_role(BELONGS_TO_A_TEAM)
@require_GET
def staffing_person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person with everything that is entered about her."""
    return _shown(request, person_of(viewer_of(request).user, pk))


@requires_role(LEADS_A_TEAM)
@require_POST
def staffing_serve(request: HttpRequest, pk: int) -> HttpResponse:
    """She serves a desk."""
    user = viewer_of(request).user
    person = person_of(user, pk)
    form = StaffingForm(request.POST, person=person)
    said = "Die Besetzung ist eingetragen."
    return _entered(request, person, "staffing_form", form, lambda values: serve(user=person, by=user, **values), said)


@requires_role(BELONGS_TO_A_TEAM)
@require_POST
def staffing_absent(request: HttpRequest, pk: int) -> HttpResponse:
    """She is absent, or takes no new cases."""
    user = viewer_of(request).user
    person = person_of(user, pk)

    def enter(values: dict[str, Any]) -> None:
        kind = Restriction(values.pop("kind"))
        note_unavailable(user=person, kind=kind, by=user, **values)

    return _entered(
        request, person, "absence_form", UnavailabilityForm(request.POST), enter, "Die Abwesenheit ist eingetragen."
    )


@requires_role(BELONGS_TO_A_TEAM)
@require_POST
def staffing_deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody stands in for her."""
    viewer = viewer_of(request)
    user = viewer.user
    person = person_of(user, pk)
    form = DeputyForm(request.POST, person=person, on=viewer.on)
    said = "Die Vertretung ist eingetragen."
    return _entered(request, person, "deputy_form", form, lambda values: stand_in(user=person, by=user, **values), said)


@requires_role(BELONGS_TO_A_TEAM)
@require_http_methods(["GET", "POST"])
def staffing_entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Another last day for an entry: back earlier, away for longer, or not at all."""
    user = viewer_of(request).user
    entry = entry_of(user, kind, pk)
    last_day = as_period(entry.period).last_day
    form = EndForm(request.POST if request.method == "POST" else None, initial={"last": last_day})

    def step() -> str:
        is_kept = move_end(entry=entry, last=form.cleaned_data["last"], by=user)
        return "Der letzte Tag ist geändert." if is_kept else "Der Eintrag ist zurückgenommen."

    def page() -> HttpResponse:
        return _entry_page(request, entry, kind, form, ShareForm(None))

    return _take(request, entry.user, form, step, page)


@requires_role(LEADS_A_TEAM)
@require_POST
def staffing_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Another share of a full caseload from a day on."""
    user = viewer_of(request).user
    entry = entry_of(user, "stelle", pk)
    if not isinstance(entry, Staffing):
        raise Http404
    form = ShareForm(request.POST)

    def step() -> str:
        change_share(staffing=entry, by=user, **form.cleaned_data)
        return "Der Anteil ist geändert."

    def page() -> HttpResponse:
        last_day = as_period(entry.period).last_day
        return _entry_page(request, entry, "stelle", EndForm(initial={"last": last_day}), form)

    return _take(request, entry.user, form, step, page)


def _entered(
    request: HttpRequest,
    person: User,
    name: str,
    form: forms.Form,
    enter: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    def step() -> str:
        enter(dict(form.cleaned_data))
        return said

    return _take(request, person, form, step, lambda: _shown(request, person, **{name: form}))


def _take(
    request: HttpRequest, person: User, form: forms.Form, step: Callable[[], str], page: Callable[[], HttpResponse]
) -> HttpResponse:
    """Take a step that says what was done, and go back to the person."""

    def done(sentence: str) -> HttpResponse:
        messages.success(request, sentence)
        return redirect("staffing_person", pk=person.pk)

    return take(request, form, step, done=done, page=page)


def _shown(request: HttpRequest, person: User, **bound: forms.Form) -> HttpResponse:
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    is_lead = user.role == Role.TEAM_LEAD
    errors = error_list(*bound.values())
    context = {
        "page": person_page(person, on),
        "is_lead": is_lead,
        "is_own": user.pk == person.pk,
        "is_caseworker": person.role == Role.CASEWORKER,
        "staffing_form": StaffingForm(None, person=person) if is_lead else None,
        "absence_form": UnavailabilityForm(None),
        "deputy_form": DeputyForm(None, person=person, on=on),
        "errors": errors,
        **bound,
    }
    return render(request, "people/staffing_person.html", context, status=422 if errors else 200)


def _entry_page(request: HttpRequest, entry: Any, kind: str, form: EndForm, share_form: ShareForm) -> HttpResponse:
    errors = error_list(form, share_form)
    context = {
        "entry": entry,
        "kind": kind,
        "title": ENTRIES[kind]._meta.verbose_name,
        "first": as_period(entry.period).start,
        "form": form,
        "share_form": share_form if kind == "stelle" else None,
        "errors": errors,
    }
    return render(request, "people/staffing_entry.html", context, status=422 if errors else 200)
