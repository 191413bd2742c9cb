"""Giving many cases of a desk to its caseworkers: the plans of a team, one of them step by step, what it gave whom."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from frame.steps import click, take
from kit.formparts import error_list
from kit.numbers import whole_number
from kit.refusals import ActionRefused
from routing.distribution.actions import (
    CasesFailed,
    apply_distribution,
    choose_person,
    discard_distribution,
    plan_distribution,
    take_out,
)
from routing.distribution.agenda import received_by
from routing.distribution.forms import ChangeForm, PlanForm
from routing.distribution.lists import received_page
from routing.distribution.page import PlanPage, plan_page
from routing.distribution.people import People, people_of, who_takes
from routing.distribution.question import DEPARTED, DESK
from routing.enums import DistributionOccasion, DistributionScope, DistributionState
from routing.models import DistributionRun
from routing.permissions import visible_distribution, visible_distributions
from routing.roles import SEES_APPLICANTS
from staff.models import Desk, User
from staff.roles import LEADS_A_TEAM

LIKE = "wie"
MOST_SHOWN = 50
# Where more cases fail, the plan is too old to mend.
MOST_TAKEN_OUT = 500
# The account that nobody has.
NOBODY = 0


@requires_role(LEADS_A_TEAM)
@require_GET
def distributions(request: HttpRequest) -> HttpResponse:
    """The plans for the desks of the team, the latest first."""
    viewer = viewer_of(request)
    user = viewer.user
    visible = visible_distributions(user).select_related("desk", "planned_by").annotate(Count("items"))
    # A query that counts forgets the order of its model.
    runs = visible.order_by("-planned_at", "-pk")[:MOST_SHOWN]
    context = {"runs": runs, "team": user.team, "today": viewer.on, "most_shown": MOST_SHOWN}
    return render(request, "routing/distributions.html", context)


@requires_role(LEADS_A_TEAM)
@require_http_methods(["GET", "POST"])
def distribution_create(request: HttpRequest) -> HttpResponse:
    """Ask for a plan: first the desk, where the team has several, then why, which cases, and to whom."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    like = _like(request, user)
    desks = list(Desk.objects.filter(team=user.team_id))
    desk = like.desk if like else _desk(request.GET.get(DESK, ""), desks)
    if desk is None:
        context = {"desks": desks, "is_missing": request.method == "POST"}
        status = 422 if request.method == "POST" else 200
        return render(request, "routing/distribution_desk.html", context, status=status)
    people = people_of(desk, on)
    data = request.POST if request.method == "POST" else None
    wanted = _as_before(like, people) if like else _of_departed(people) if DEPARTED in request.GET else None
    form = PlanForm(data, desk=desk, people=people, initial=wanted)

    def step() -> DistributionRun:
        return plan_distribution(wanted=form.wanted(), by=user, on=on, at=viewer.at, instead_of=like)

    def planned(run: DistributionRun) -> HttpResponse:
        messages.success(request, "Geplant. Geändert ist noch nichts: Sehen Sie den Plan durch.")
        return redirect("distribution_detail", key=run.key)

    def page() -> HttpResponse:
        context = {
            "form": form,
            "errors": error_list(form),
            "desk": desk,
            "people": people,
            "query": f"{LIKE}={like.key}" if like else f"{DESK}={desk.pk}",
            "like": like,
        }
        return render(request, "routing/distribution_create.html", context, status=422 if form.errors else 200)

    return take(request, form, step, done=planned, page=page)


@requires_role(LEADS_A_TEAM)
@require_GET
def distribution_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """A plan, or what it did: per person and per case."""
    run = visible_distribution(viewer_of(request).user, key)
    return _detail(request, run, ChangeForm(None, run=run))


@requires_role(LEADS_A_TEAM)
@require_POST
def distribution_change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the cases that were chosen to another person, or take them out of the plan."""
    user = viewer_of(request).user
    run = visible_distribution(user, key)
    form = ChangeForm(request.POST, run=run)

    def step() -> str:
        chosen = form.cleaned_data
        if chosen["out"]:
            count = take_out(run=run, applicants=chosen["applicant"], by=user)
            return f"Aus dem Plan genommen: {_cases(count)}. Dort ändert sich nichts."
        count = choose_person(
            run=run,
            applicants=chosen["applicant"],
            person=whole_number(chosen["person"]) or NOBODY,
            whole_households=chosen["households"],
            by=user,
        )
        return f"Im Plan geändert: {_cases(count)}."

    def changed(sentence: str) -> HttpResponse:
        messages.success(request, sentence)
        return redirect(f"{reverse('distribution_detail', args=[key])}?{request.GET.urlencode()}#faelle")

    return take(request, form, step, done=changed, page=lambda: _detail(request, run, form))


@requires_role(LEADS_A_TEAM)
@require_http_methods(["GET", "POST"])
def distribution_apply(request: HttpRequest, key: UUID) -> HttpResponse:
    """Apply the plan after a last look at what it does; or say of each case that keeps it from being applied why."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    run = visible_distribution(user, key)
    context: dict[str, object] = {"run": run}
    if request.method == "POST":
        try:
            apply_distribution(run=run, by=user, on=on, at=viewer.at)
        except CasesFailed as failed:
            note_reading(request, [failure.item.applicant.key for failure in failed.failures])
            may_take_out = len(failed.failures) <= MOST_TAKEN_OUT
            context |= {"refused": failed, "failures": failed.failures, "may_take_out": may_take_out}
        except ActionRefused as refused:
            messages.error(request, str(refused))
            return redirect("distribution_detail", key=key)
        else:
            messages.success(request, "Angewendet. Wer Fälle erhalten hat, sieht sie ab jetzt in „Mein Tag“.")
            return redirect("distribution_detail", key=key)
    page: PlanPage = plan_page(run, request.GET, on)
    if not page.is_open:
        return redirect("distribution_detail", key=key)
    context["page"] = page
    return render(request, "routing/distribution_apply.html", context, status=422 if "refused" in context else 200)


@requires_role(LEADS_A_TEAM)
@require_http_methods(["GET", "POST"])
def distribution_discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw a plan away, after a question."""
    viewer = viewer_of(request)
    user = viewer.user
    run = visible_distribution(user, key)
    if request.method == "GET":
        if run.state != DistributionState.PLANNED:
            return redirect("distribution_detail", key=key)
        return render(request, "routing/distribution_discard.html", {"run": run})

    def step() -> str:
        discard_distribution(run=run, by=user, at=viewer.at)
        return "Verworfen. Geändert ist nichts."

    return redirect("distributions") if click(request, step) else redirect("distribution_detail", key=key)


@requires_role(SEES_APPLICANTS)
@require_GET
def distribution_received(request: HttpRequest, key: UUID) -> HttpResponse:
    """The cases that a distribution gave to the person who looks, as far as they are hers still."""
    items = received_by(viewer_of(request).user).filter(run__key=key)
    run = DistributionRun.objects.filter(pk__in=items.values("run")).select_related("applied_by", "desk").first()
    if run is None:
        raise Http404
    page = received_page(items, run, request.GET)
    note_reading(request, [case.key for case in page.cases])
    return render(request, "routing/distribution_received.html", {"run": run, "page": page})


def _detail(request: HttpRequest, run: DistributionRun, form: ChangeForm) -> HttpResponse:
    page = plan_page(run, request.GET, viewer_of(request).on)
    if page.cases:
        note_reading(request, [case.key for case in page.cases])
    errors = error_list(form)
    context = {"run": run, "page": page, "form": form, "errors": errors, "like": LIKE}
    return render(request, "routing/distribution_detail.html", context, status=422 if errors else 200)


def _like(request: HttpRequest, user: User) -> DistributionRun | None:
    """The plan in whose place a new one comes, where the address names one that waits."""
    key = _key(request.GET.get(LIKE, ""))
    if key is None:
        return None
    waiting = visible_distributions(user).filter(state=DistributionState.PLANNED, key=key)
    return waiting.select_related("desk").first()


def _as_before(like: DistributionRun, people: People) -> dict[str, object]:
    """What was asked for then, without those who take no new cases now. Who gave cases is known from the cases."""
    received = {str(pk) for pk in like.receivers.values_list("person", flat=True)}
    givers = like.items.filter(before__isnull=False).order_by().values_list("before", flat=True).distinct()
    return {
        "occasion": like.occasion,
        "scope": like.scope,
        "receivers": [pk for pk in who_takes(people.receivers) if pk in received],
        "givers": [str(pk) for pk in givers] if like.scope == DistributionScope.OF_PEOPLE else [],
    }


def _of_departed(people: People) -> dict[str, object]:
    """All cases of those who do not work here any more."""
    givers = [str(each.user.pk) for each in people.givers if each.has_departed]
    return {"occasion": DistributionOccasion.LEAVING, "scope": DistributionScope.OF_PEOPLE, "givers": givers}


def _desk(code: str, desks: list[Desk]) -> Desk | None:
    if len(desks) == 1:
        return desks[0]
    return next((desk for desk in desks if desk.pk == code), None)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _cases(count: int) -> str:
    return "1 Fall" if count == 1 else f"{count} Fälle"
