"""Keeping views of the list: saving, changing, sharing, copying and deleting them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frame.guards import requires_role
from frame.requests import viewer_of
from frame.steps import take
from kit.formparts import error_list
from routing.caselist.filters import offered_to
from routing.caselist.saved import (
    START_OF_ROLE,
    is_shared,
    list_url,
    own_filter,
    own_filters,
    query_in,
    usable_filter,
    usable_filters,
    words,
)
from routing.caselist.saved_actions import change_filter, delete_filter, replace_query, save_filter
from routing.caselist.saved_forms import ReplaceForm, SavedFilterForm
from routing.models import SavedFilter
from routing.roles import SEES_APPLICANTS
from staff.roles import Role


@requires_role(SEES_APPLICANTS)
@require_GET
def saved_filters(request: HttpRequest) -> HttpResponse:
    """The person's views with what they show, and those that her team shares."""
    user = viewer_of(request).user
    offered = offered_to(user)
    described = [(saved, list_url(saved.query), words(saved.query, offered)) for saved in usable_filters(user)]
    context = {
        "own": [(saved, url, text, is_shared(saved)) for saved, url, text in described if saved.owner_id == user.pk],
        "shared": [(saved, url, text) for saved, url, text in described if saved.owner_id != user.pk],
        "start_of_role": START_OF_ROLE[Role(user.role)].name,
    }
    return render(request, "routing/saved_filters.html", context)


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def saved_filter_create(request: HttpRequest) -> HttpResponse:
    """Keep the filters and the order in the query of this address, which are those of the list, under a name."""
    user = viewer_of(request).user
    form = SavedFilterForm(request.POST if request.method == "POST" else None)
    query = query_in(request.GET, offered_to(user))

    def step() -> SavedFilter:
        return save_filter(owner=user, query=query, **form.cleaned_data)

    def kept(saved: SavedFilter) -> HttpResponse:
        messages.success(request, f"Die Ansicht „{saved.name}“ ist gespeichert.")
        return redirect(list_url(query))

    return take(request, form, step, done=kept, page=lambda: _create_page(request, query, form))


@requires_role(SEES_APPLICANTS)
@require_POST
def saved_filter_replace(request: HttpRequest) -> HttpResponse:
    """Keep the filters and the order in the query of this address in place of those of a view that there is."""
    user = viewer_of(request).user
    query = query_in(request.GET, offered_to(user))
    form = ReplaceForm(request.POST, own=own_filters(user))

    def step() -> SavedFilter:
        return replace_query(saved=own_filter(user, UUID(form.cleaned_data["view"])), query=query)

    def replaced(saved: SavedFilter) -> HttpResponse:
        messages.success(request, f"Die Ansicht „{saved.name}“ zeigt jetzt diese Filter.")
        return redirect(list_url(query))

    def page() -> HttpResponse:
        return _create_page(request, query, SavedFilterForm(), form)

    return take(request, form, step, done=replaced, page=page)


@requires_role(SEES_APPLICANTS)
@require_GET
def saved_filter_copy(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep a view that a colleague shares as one's own: the form with its name, to be saved under the same address as
    any other.
    """
    saved = usable_filter(viewer_of(request).user, key)
    return _create_page(request, saved.query, SavedFilterForm(initial={"name": saved.name}))


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def saved_filter_update(request: HttpRequest, key: UUID) -> HttpResponse:
    """Name a view anew, share it or no longer, begin with it or no longer."""
    user = viewer_of(request).user
    saved = own_filter(user, key)
    stored = {"name": saved.name, "is_start": saved.is_start, "shared": is_shared(saved)}
    form = SavedFilterForm(request.POST if request.method == "POST" else None, initial=stored)

    def step() -> SavedFilter:
        return change_filter(saved=saved, **form.cleaned_data)

    def changed(saved: SavedFilter) -> HttpResponse:
        messages.success(request, f"Die Ansicht „{saved.name}“ ist geändert.")
        return redirect("saved_filters")

    def page() -> HttpResponse:
        context = {
            "saved": saved,
            "form": form,
            "errors": error_list(form),
            "words": words(saved.query, offered_to(user)),
            "list_url": list_url(saved.query),
        }
        return render(request, "routing/saved_filter_update.html", context, status=422 if form.errors else 200)

    return take(request, form, step, done=changed, page=page)


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def saved_filter_delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask once more, then delete the view."""
    user = viewer_of(request).user
    saved = own_filter(user, key)
    if request.method == "POST":
        delete_filter(saved=saved)
        messages.success(request, f"Die Ansicht „{saved.name}“ ist gelöscht.")
        return redirect("saved_filters")
    context = {"saved": saved, "is_shared": is_shared(saved), "words": words(saved.query, offered_to(user))}
    return render(request, "routing/saved_filter_delete.html", context)


def _create_page(
    request: HttpRequest, query: str, form: SavedFilterForm, replace_form: ReplaceForm | None = None
) -> HttpResponse:
    user = viewer_of(request).user
    own = list(own_filters(user))
    errors = [*error_list(form), *(error_list(replace_form) if replace_form else [])]
    context = {
        "form": form,
        "replace_form": replace_form or ReplaceForm(own=own),
        "has_own": bool(own),
        "errors": errors,
        "query": query,
        "words": words(query, offered_to(user)),
        "list_url": list_url(query),
    }
    return render(request, "routing/saved_filter_create.html", context, status=422 if errors else 200)
