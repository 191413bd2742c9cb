"""Pages of the questions "what if": asking, how far it is, what was found, and how the values come into force."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frame.exports import person_list_response
from frame.forms import PurposeForm
from frame.guards import requires_role
from frame.requests import viewer_of
from frame.steps import click, take
from kit.background import hand_to_worker
from kit.formparts import error_list
from kit.tables import Column, Sheet
from routing.enums import COMPARED_WHAT_IF_STATES, WhatIfState
from routing.handover.tasks import decide_anew
from routing.models import WhatIfRun
from routing.outlook.forms import ProposeForm, WhatIfForm
from routing.outlook.tasks import what_if as compare
from routing.outlook.what_if_actions import (
    cancel_what_if,
    end_proposal,
    propose_values,
    put_values_in_force,
    request_what_if,
)
from routing.outlook.what_if_reads import (
    SEES_WHAT_IF,
    findings,
    may_put_in_force,
    own_moves,
    visible_what_if,
    visible_what_ifs,
)
from routing.queries import policy_schedule
from routing.roles import PUTS_VALUES_IN_FORCE
from routing.rules.policy import Policy
from staff.roles import LEADS_A_TEAM

MOST_SHOWN = 50

_SHEET = Sheet(
    "was-waere-wenn",
    (Column("Name", 32), Column("Kundennummer", 14), Column("Stelle jetzt", 26), Column("Stelle dann", 26)),
)


@requires_role(SEES_WHAT_IF)
@require_http_methods(["GET", "POST"])
def what_if(request: HttpRequest) -> HttpResponse:
    """Ask, and what was asked before. Only a team lead asks."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    if user.role not in LEADS_A_TEAM:
        if request.method == "POST":
            raise Http404
        return _asking(request, None)
    form = WhatIfForm(request.POST if request.method == "POST" else None, policies=policy_schedule(), today=today)

    def step() -> WhatIfRun:
        return request_what_if(asked=form.asked(), on=form.cleaned_data["on"], by=user, at=viewer.at)

    def asked(run: WhatIfRun) -> HttpResponse:
        hand_to_worker(request, compare, run.pk)
        return redirect("what_if_detail", key=run.key)

    return take(request, form, step, done=asked, page=lambda: _asking(request, form))


@requires_role(SEES_WHAT_IF)
@require_GET
def what_if_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the comparison is, and then what it found. While it runs the page asks again by itself."""
    run = visible_what_if(viewer_of(request).user, key)
    if not request.headers.get("HX-Request"):
        return _detail(request, run, ProposeForm())
    if run.is_under_way:
        return render(request, "routing/_what_if_progress.html", {"run": run})
    return HttpResponse(headers={"HX-Refresh": "true"})


@requires_role(LEADS_A_TEAM)
@require_POST
def what_if_cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Stop comparing."""
    run = _own(request, key)
    return _done(request, run, lambda: cancel_what_if(run=run, by=viewer_of(request).user), "Abgebrochen.")


@requires_role(LEADS_A_TEAM)
@require_http_methods(["GET", "POST"])
def what_if_export(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Take out the cases of the own team that another desk would be responsible for: ask for format and purpose."""
    user = viewer_of(request).user
    run = visible_what_if(user, key)
    moves = own_moves(run, user)
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = list(moves.select_related("applicant", "before", "after"))
        rows = [
            (str(move.applicant), move.applicant.customer_number, str(move.before), str(move.after)) for move in found
        ]
        return person_list_response(request, form, _SHEET, rows, [move.applicant.key for move in found])
    context = {"run": run, "count": moves.count(), "form": form, "errors": error_list(form)}
    return render(request, "routing/what_if_export.html", context, status=422 if form.errors else 200)


@requires_role(LEADS_A_TEAM)
@require_POST
def what_if_propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for the values to be in force from a day on."""
    viewer = viewer_of(request)
    run, user = _own(request, key), viewer.user
    form = ProposeForm(request.POST)

    def step() -> None:
        day, on, at = form.cleaned_data["valid_from"], viewer.on, viewer.at
        propose_values(run=run, valid_from=day, by=user, on=on, at=at)

    def proposed(_: None) -> HttpResponse:
        messages.success(request, "Beantragt. In Kraft setzt es die Bereichsleitung; bis dahin ändert sich nichts.")
        return redirect("what_if_detail", key=key)

    return take(request, form, step, done=proposed, page=lambda: _detail(request, run, form))


@requires_role(PUTS_VALUES_IN_FORCE)
@require_POST
def what_if_put_in_force(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put in force what somebody else has asked for."""
    viewer = viewer_of(request)
    user = viewer.user
    run = visible_what_if(user, key)

    def put() -> None:
        version = put_values_in_force(run=run, by=user, on=viewer.on, at=viewer.at)
        hand_to_worker(request, decide_anew, version.pk)

    return _done(request, run, put, "In Kraft gesetzt. Bis zum Tag davor gilt die vorige Fassung.")


@requires_role(SEES_WHAT_IF)
@require_POST
def what_if_end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the request back, or say no to it."""
    user = viewer_of(request).user
    run = visible_what_if(user, key)
    if run.requested_by_id != user.pk and user.role not in PUTS_VALUES_IN_FORCE:
        raise Http404
    return _done(request, run, lambda: end_proposal(run=run, by=user), "Der Antrag ist beendet. Es ändert sich nichts.")


def _asking(request: HttpRequest, form: WhatIfForm | None) -> HttpResponse:
    errors = error_list(form) if form is not None else []
    context = {"form": form, "errors": errors, "runs": visible_what_ifs(viewer_of(request).user)[:MOST_SHOWN]}
    return render(request, "routing/what_if.html", context, status=422 if errors else 200)


def _own(request: HttpRequest, key: UUID) -> WhatIfRun:
    viewer = viewer_of(request)
    run = visible_what_if(viewer.user, key)
    if run.requested_by_id != viewer.user.pk:
        raise Http404
    return run


def _done(request: HttpRequest, run: WhatIfRun, do: Callable[[], object], sentence: str) -> HttpResponse:
    """Back to its page; to the list, where the page is no longer the user's to see."""

    def step() -> str:
        do()
        return sentence

    click(request, step)
    if visible_what_ifs(viewer_of(request).user).filter(pk=run.pk).exists():
        return redirect("what_if_detail", key=run.key)
    return redirect("what_if")


def _detail(request: HttpRequest, run: WhatIfRun, form: ProposeForm) -> HttpResponse:
    user = viewer_of(request).user
    is_own, is_compared = run.requested_by_id == user.pk, run.state in COMPARED_WHAT_IF_STATES
    context = {
        "run": run,
        "values": _values(policy_schedule().on(run.on), run.policy),
        "is_own": is_own,
        "found": findings(run) if is_compared else None,
        "own_count": own_moves(run, user).count() if is_compared and user.role in LEADS_A_TEAM else None,
        "may_propose": is_own and run.state == WhatIfState.FINISHED,
        "may_put_in_force": may_put_in_force(user, run),
        "form": form,
        "errors": error_list(form),
    }
    return render(request, "routing/what_if_detail.html", context, status=422 if form.errors else 200)


def _values(now: Policy, asked: Policy) -> list[tuple[str, str, str, bool]]:
    """Each value in words: its name, as it is in force on the day, as it is asked about, and whether that differs."""

    def words(value: object) -> str:
        return {True: "ja", False: "nein"}[value] if isinstance(value, bool) else str(value)

    return [
        (label, words(getattr(now, name)), words(getattr(asked, name)), getattr(now, name) != getattr(asked, name))
        for name, label in (
            ("adult_age", "volljährig mit"),
            ("u25_age", "Team U25 bis unter"),
            ("waiting_days", "Tage nach dem Entbindungstermin"),
            ("other_adults_count", "weitere Volljährige im Haushalt zählen"),
        )
    ]
