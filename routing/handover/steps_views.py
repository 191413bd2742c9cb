"""The page of a hand-over, made up of what several apps say in its sheet, and the steps that are taken from there."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from frame.steps import take
from kit.formparts import error_list
from kit.refusals import ActionRefused
from routing.enums import ReturnReason
from routing.handover.actions import accept, initiate, note_first_contact, send_back, withdraw
from routing.handover.checklist import prepare
from routing.handover.forms import AcceptForm, InitiateForm, ReturnForm, WithdrawForm
from routing.handover.page import TransferPage, transfer_page
from routing.handover.shown_sheet import shown_sheet
from routing.handover.turn import Turn
from routing.permissions import gives, receives, visible_transfers
from routing.roles import SEES_APPLICANTS

NOT_YOUR_TURN = "Dieser Schritt steht Ihnen gerade nicht offen. Die Seite zeigt den jetzigen Stand."


@requires_role(SEES_APPLICANTS)
@require_GET
def transfer_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """The hand-over with its steps, the decision, the sheet, and the clicks that are the reader's."""
    return _shown(request, _read(request, key))


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_checklist(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what is ticked on the checklist, and the note as a draft."""
    page = _read(request, key)
    if not _gives(request, page):
        return _not_your_turn(request, page)
    form = _initiate_form(page, request.POST)

    def step() -> str:
        _prepare(request, page, form)
        return "Checkliste und Vermerk sind gespeichert."

    return _take(request, page, step, initiate_form=form)


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_initiate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what is ticked and written, then hand the case over with the sheet as it is now."""
    viewer, page = viewer_of(request), _read(request, key)
    if not _gives(request, page):
        return _not_your_turn(request, page)
    form = _initiate_form(page, request.POST)

    def step() -> str:
        _prepare(request, page, form)
        note = form.cleaned_data["note"]
        initiate(transfer=page.transfer, note=note, by=viewer.user, on=viewer.on, at=viewer.at)
        return f"Eingeleitet. Jetzt ist {page.transfer.target} am Zug."

    return _take(request, page, step, initiate_form=form)


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_accept(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the case, and say who looks after it from when on."""
    viewer, page = viewer_of(request), _read(request, key)
    if not _receives(request, page):
        return _not_your_turn(request, page)
    form = AcceptForm(request.POST, transfers=[page.transfer], on=viewer.on)

    def step() -> str:
        choice, day = form.choice(), form.cleaned_data["effective_on"]
        accept(transfer=page.transfer, choice=choice, effective_on=day, by=viewer.user, on=viewer.on, at=viewer.at)
        return f"Angenommen. Ab {day:%d.%m.%Y} betreut {choice.person.short_name} den Fall."

    return _take(request, page, step, accept_form=form)


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_return(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send it back with a reason."""
    viewer, page = viewer_of(request), _read(request, key)
    if not _receives(request, page):
        return _not_your_turn(request, page)
    form = ReturnForm(request.POST, auto_id="id_return_%s")

    def step() -> str:
        if page.transfer.answer_changed:
            raise ActionRefused(NOT_YOUR_TURN)
        reason, note = ReturnReason(form.cleaned_data["reason"]), form.cleaned_data["note"]
        send_back(transfer=page.transfer, reason=reason, note=note, by=viewer.user, on=viewer.on, at=viewer.at)
        return f"Zurückgegeben an {page.transfer.source}."

    return _take(request, page, step, return_form=form)


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take it back."""
    viewer, page = viewer_of(request), _read(request, key)
    if not _gives(request, page):
        return _not_your_turn(request, page)
    form = WithdrawForm(request.POST, auto_id="id_withdraw_%s")

    def step() -> str:
        note = form.cleaned_data["note"]
        withdraw(transfer=page.transfer, note=note, by=viewer.user, on=viewer.on, at=viewer.at)
        return "Zurückgezogen. Es bleibt bei der bisherigen Zuständigkeit."

    return _take(request, page, step, withdraw_form=form)


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_first_contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note that the applicant was spoken with today."""
    viewer, page = viewer_of(request), _read(request, key)

    def step() -> str:
        note_first_contact(transfer=page.transfer, by=viewer.user, on=viewer.on, at=viewer.at)
        return "Der Erstkontakt ist vermerkt."

    return _take(request, page, step, contact_form=Form(request.POST))


def _read(request: HttpRequest, key: UUID) -> TransferPage:
    return transfer_page(key, viewer_of(request))


def _gives(request: HttpRequest, page: TransferPage) -> bool:
    return gives(viewer_of(request), page.transfer, page.responsible)


def _receives(request: HttpRequest, page: TransferPage) -> bool:
    return receives(viewer_of(request), page.transfer)


def _initiate_form(page: TransferPage, data: QueryDict | None = None) -> InitiateForm:
    return InitiateForm(data, checklist=page.checklist, draft=page.transfer.note)


def _prepare(request: HttpRequest, page: TransferPage, form: InitiateForm) -> None:
    viewer = viewer_of(request)
    prepare(
        transfer=page.transfer,
        items=form.cleaned_data.get("items", []),
        note=form.cleaned_data["note"],
        by=viewer.user,
        on=viewer.on,
        at=viewer.at,
    )


def _shown(request: HttpRequest, page: TransferPage, **bound: BaseForm) -> HttpResponse:
    """The page; with a form that was filled in wrongly, or whose step was refused, in place of the empty one."""
    today = viewer_of(request).on
    note_reading(request, [page.transfer.applicant.key])
    errors = error_list(*bound.values())
    context = {
        "page": page,
        "sheet": shown_sheet(page.transfer, today),
        "errors": errors,
        **_forms(page, today),
        **bound,
    }
    return render(request, "routing/handover/detail.html", context, status=422 if errors else 200)


def _forms(page: TransferPage, today: date) -> dict[str, BaseForm]:
    forms: dict[str, BaseForm] = {}
    if page.turn is Turn.INITIATE:
        forms["initiate_form"] = _initiate_form(page)
    if page.turn is Turn.ACCEPT:
        forms["accept_form"] = AcceptForm(None, transfers=[page.transfer], on=today)
        forms["return_form"] = ReturnForm(auto_id="id_return_%s")
    if page.may_withdraw:
        forms["withdraw_form"] = WithdrawForm(auto_id="id_withdraw_%s")
    return forms


def _not_your_turn(request: HttpRequest, page: TransferPage) -> HttpResponse:
    messages.error(request, NOT_YOUR_TURN)
    return redirect("transfer_detail", key=page.transfer.key)


def _take(request: HttpRequest, page: TransferPage, step: Callable[[], str], **bound: BaseForm) -> HttpResponse:
    """Take the step, which says what was done, and go to the page, or to the lists where it is gone for the reader."""
    (form,) = bound.values()
    is_visible = visible_transfers(viewer_of(request).user).filter(pk=page.transfer.pk).exists

    def done(sentence: str) -> HttpResponse:
        messages.success(request, sentence)
        return redirect("transfer_detail", key=page.transfer.key) if is_visible() else redirect("transfer_list")

    def shown() -> HttpResponse:
        if is_visible():
            return _shown(request, _read(request, page.transfer.key), **bound)
        messages.error(request, " ".join(error.message for error in error_list(form)))
        return redirect("transfer_list")

    return take(request, form, step, done=done, page=shown)
