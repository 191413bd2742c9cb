"""Pages of overrides: the list of a team, asking for one, deciding about it, ending it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from frame.steps import click, take
from kit.formparts import error_list
from routing.enums import STANDING_OVERRIDE_STATES, OverrideReason, OverrideState
from routing.models import Override
from routing.override.actions import approve_override, end_early, is_over, reject_override, request_override
from routing.override.forms import OverrideForm, RejectForm
from routing.override.lists import override_sections, reason_counts
from routing.permissions import (
    may_decide_override,
    may_end_override,
    own_applicant,
    visible_applicants,
    visible_override,
    visible_overrides,
)
from routing.queries import open_assignment
from routing.roles import SEES_APPLICANTS


@requires_role(SEES_APPLICANTS)
@require_GET
def overrides(request: HttpRequest) -> HttpResponse:
    """What waits, what is in force, what ended lately."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    asked = request.GET.get("grund")
    reason = OverrideReason(asked) if asked in OverrideReason.values else None
    sections = override_sections(user, today, reason)
    subjects = {line.override.applicant.key for section in sections for line in section.lines}
    if subjects:
        note_reading(request, subjects)
    reasons = [(each.label, number) for each, number in reason_counts(user, today)]
    context = {"sections": sections, "reasons": reasons, "reason": reason, "team": user.team}
    return render(request, "routing/overrides.html", context)


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def applicant_override(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for another desk than that of the rules."""
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    applicant = own_applicant(user, key)
    form = OverrideForm(request.POST if request.method == "POST" else None, on=today, initial={"first": today})

    def step() -> Override:
        return request_override(
            applicant=applicant,
            desk=form.cleaned_data["desk"],
            period=form.period(),
            reason=OverrideReason(form.cleaned_data["reason"]),
            sentence=form.cleaned_data["sentence"],
            by=user,
            at=viewer.at,
        )

    def requested(override: Override) -> HttpResponse:
        messages.success(request, "Beantragt. Bis eine Teamleitung genehmigt, bleibt alles, wie es ist.")
        return redirect("override_detail", key=override.key)

    def page() -> HttpResponse:
        note_reading(request, [applicant.key])
        context = {
            "applicant": applicant,
            "form": form,
            "errors": error_list(form),
            "responsible": open_assignment(applicant),
            "standing": list(applicant.overrides.filter(state__in=STANDING_OVERRIDE_STATES).select_related("desk")),
        }
        return render(request, "routing/applicant_override.html", context, status=422 if form.errors else 200)

    return take(request, form, step, done=requested, page=page)


@requires_role(SEES_APPLICANTS)
@require_GET
def override_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """One override with what the user may do about it."""
    return _detail(request, visible_override(viewer_of(request).user, key), RejectForm())


@requires_role(SEES_APPLICANTS)
@require_POST
def override_approve(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say yes."""
    viewer = viewer_of(request)
    override = _to_decide(request, key)
    return _done(
        request,
        override,
        lambda: approve_override(override=override, by=viewer.user, on=viewer.on, at=viewer.at),
        f"Genehmigt: {override.desk} ist im genannten Zeitraum zuständig.",
    )


@requires_role(SEES_APPLICANTS)
@require_POST
def override_reject(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say no, with a sentence why."""
    viewer = viewer_of(request)
    override = _to_decide(request, key)
    form = RejectForm(request.POST)

    def step() -> Override:
        answer = form.cleaned_data["answer"]
        return reject_override(override=override, answer=answer, by=viewer.user, at=viewer.at)

    def rejected(_: Override) -> HttpResponse:
        messages.success(request, "Abgelehnt. Es bleibt bei der Stelle nach den Regeln.")
        return _to_page(request, override)

    def page() -> HttpResponse:
        return _detail(request, _to_decide(request, key), form)

    return take(request, form, step, done=rejected, page=page)


@requires_role(SEES_APPLICANTS)
@require_POST
def override_end(request: HttpRequest, key: UUID) -> HttpResponse:
    """End it before its last day, or take the request back."""
    viewer = viewer_of(request)
    user = viewer.user
    override = visible_override(user, key)
    if not may_end_override(user, override, open_assignment(override.applicant)):
        raise Http404
    return _done(
        request,
        override,
        lambda: end_early(override=override, by=user, on=viewer.on, at=viewer.at),
        "Beendet. Ab heute gilt wieder die Stelle nach den Regeln.",
    )


def _to_decide(request: HttpRequest, key: UUID) -> Override:
    user = viewer_of(request).user
    override = visible_override(user, key)
    if not may_decide_override(user, override):
        raise Http404
    return override


def _done(request: HttpRequest, override: Override, do: Callable[[], Override], sentence: str) -> HttpResponseRedirect:
    """Back to its page; to the list, where the page is no longer the user's to see."""

    def step() -> str:
        do()
        return sentence

    click(request, step)
    return _to_page(request, override)


def _to_page(request: HttpRequest, override: Override) -> HttpResponseRedirect:
    if visible_overrides(viewer_of(request).user).filter(pk=override.pk).exists():
        return redirect("override_detail", key=override.key)
    return redirect("overrides")


def _detail(request: HttpRequest, override: Override, form: RejectForm) -> HttpResponse:
    viewer = viewer_of(request)
    user, today = viewer.user, viewer.on
    applicant, responsible = override.applicant, open_assignment(override.applicant)
    is_standing = override.state in STANDING_OVERRIDE_STATES
    is_open = override.state == OverrideState.REQUESTED
    note_reading(request, [applicant.key])
    context = {
        "override": override,
        "applicant": applicant,
        "responsible": responsible,
        "decision": applicant.current.decision,
        "is_over": is_over(override, today),
        "may_open": visible_applicants(user, today).filter(pk=applicant.pk).exists(),
        "may_decide": is_open and may_decide_override(user, override),
        "may_end": is_standing
        and (is_open or not is_over(override, today))
        and may_end_override(user, override, responsible),
        "form": form,
        "errors": error_list(form),
    }
    return render(request, "routing/override_detail.html", context, status=422 if form.errors else 200)
