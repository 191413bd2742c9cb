"""Several hand-overs initiated or accepted together: confirmed once, each taken or refused, and one summary."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from kit.formparts import error_list
from kit.paging import PAGE_SIZE
from kit.refusals import ActionRefused
from routing.acts import Act
from routing.handover.actions import Acceptance, Initiation, accept_many, initiate_many
from routing.handover.forms import AcceptForm
from routing.handover.lists import responsible_of, with_ends
from routing.handover.turn import Turn, turn_of
from routing.models import Transfer
from routing.permissions import visible_transfers
from routing.roles import SEES_APPLICANTS
from staff.models import Desk

CHOSEN = "transfer"
CONFIRMED = "confirmed"


class Failure(NamedTuple):
    """A hand-over that stays as it was, and why."""

    transfer: Transfer
    why: str


@requires_role(SEES_APPLICANTS)
@require_POST
def transfers_initiate(request: HttpRequest) -> HttpResponse:
    """Initiate those that were chosen, after a look at who they are."""
    viewer = viewer_of(request)
    chosen = _chosen(request, Turn.INITIATE)
    if not chosen:
        return _nothing_chosen(request, "einleiten")
    if CONFIRMED not in request.POST:
        return _asked(request, chosen)
    act = Act(viewer.user, viewer.on, viewer.at)
    initiations = [Initiation(transfer, transfer.note, act) for transfer in chosen]
    return _done(request, chosen, initiate_many(initiations=initiations), "eingeleitet")


@requires_role(SEES_APPLICANTS)
@require_POST
def transfers_accept(request: HttpRequest) -> HttpResponse:
    """Accept those that were chosen, all for the same person and day; of several desks, one desk after the other."""
    viewer = viewer_of(request)
    chosen = _chosen(request, Turn.ACCEPT)
    if not chosen:
        return _nothing_chosen(request, "annehmen")
    desks = _by_target(chosen)
    if len(desks) > 1:
        note_reading(request, [transfer.applicant.key for transfer in chosen])
        return render(request, "routing/handover/bulk_desks.html", {"desks": desks})
    act = Act(viewer.user, viewer.on, viewer.at)
    form = AcceptForm(request.POST if CONFIRMED in request.POST else None, transfers=chosen, on=act.on)
    if not form.is_valid():
        return _asked(request, chosen, form)
    choice, day = form.choice(), form.cleaned_data["effective_on"]
    acceptances = [Acceptance(transfer, choice, day, act) for transfer in chosen]
    return _done(request, chosen, accept_many(acceptances=acceptances), "angenommen")


def _chosen(request: HttpRequest, turn: Turn) -> list[Transfer]:
    """The hand-overs that the request names and the user may see, at most a page of them, in the order of the list.

    At first those on which it is her turn: she may have ticked the whole list. Once she has confirmed them all of them,
    so that none on which somebody else was quicker goes unsaid.
    """
    viewer = viewer_of(request)
    user = viewer.user
    keys = [key for key in map(_key, request.POST.getlist(CHOSEN)[:PAGE_SIZE]) if key]
    found = with_ends(visible_transfers(user).filter(key__in=keys)).order_by("due_on", "pk")
    if CONFIRMED in request.POST:
        return list(found)
    return [transfer for transfer in found if turn_of(viewer, transfer, responsible_of(transfer)) is turn]


def _by_target(chosen: Sequence[Transfer]) -> list[tuple[Desk, list[Transfer]]]:
    in_order = sorted(chosen, key=lambda transfer: transfer.target.code)
    return [(desk, list(its)) for desk, its in groupby(in_order, key=lambda transfer: transfer.target)]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _nothing_chosen(request: HttpRequest, to_do: str) -> HttpResponse:
    messages.error(request, f"Wählen Sie in der Liste mindestens eine Überstellung aus, die Sie {to_do} können.")
    return redirect("transfer_list")


def _asked(request: HttpRequest, chosen: Sequence[Transfer], form: AcceptForm | None = None) -> HttpResponse:
    note_reading(request, [transfer.applicant.key for transfer in chosen])
    errors = error_list(form) if form else []
    context = {"chosen": chosen, "form": form, "errors": errors}
    return render(request, "routing/handover/bulk_confirm.html", context, status=422 if errors else 200)


def _done(
    request: HttpRequest, chosen: Sequence[Transfer], outcomes: Sequence[Transfer | ActionRefused], what: str
) -> HttpResponse:
    """Say with how many the step went well and with which it did not."""
    failed = [
        Failure(transfer, str(outcome))
        for transfer, outcome in zip(chosen, outcomes, strict=True)
        if isinstance(outcome, ActionRefused)
    ]
    note_reading(request, [transfer.applicant.key for transfer in chosen])
    context = {"failed": failed, "count": len(chosen) - len(failed), "what": what}
    return render(request, "routing/handover/bulk_done.html", context)
