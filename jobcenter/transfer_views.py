"""The page of a hand-over, made up of what several apps say in its sheet, and the steps that are taken from there."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jobcenter.composition import sheet_of
from jobcenter.sheets.shown import shown_sheet
from kit.formparts import error_list
from routing.enums import ReturnReason
from routing.handover.actions import accept, initiate, note_first_contact, send_back, withdraw
from routing.handover.checklist import tick
from routing.handover.forms import AcceptForm, InitiateForm, ReturnForm, WithdrawForm
from routing.handover.page import TransferPage, transfer_page
from routing.handover.turn import Turn
from routing.permissions import visible_transfer, visible_transfers
from routing.problems import ActionRefused
from staff.permissions import requires_role
from staff.requests import acting_user, note_reading
from staff.resume import is_resumed
from staff.roles import SEES_APPLICANTS

NOT_YOUR_TURN = "Dieser Schritt steht Ihnen gerade nicht offen. Die Seite zeigt den jetzigen Stand."


@requires_role(SEES_APPLICANTS)
@require_GET
def transfer_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """The hand-over with its steps, the decision, the sheet, and the clicks that are the reader's."""
    return _shown(request, _read(request, key))


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_checklist(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what is ticked on the checklist."""
    page = _read(request, key)
    return _taken(request, page, lambda: _tick(request, page), "Die Checkliste ist gespeichert.")


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_initiate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what is ticked, then hand the case over with the sheet as it is now."""
    page = _read(request, key)
    if page.turn is not Turn.INITIATE:
        return _not_your_turn(request, page)
    form = InitiateForm(request.POST)
    if is_resumed(request) or not form.is_valid():
        return _shown(request, page, initiate_form=form)

    def step() -> None:
        _tick(request, page)
        initiate(
            transfer=page.transfer,
            note=form.cleaned_data["note"],
            sheet=sheet_of,
            by=acting_user(request),
            on=timezone.localdate(),
            at=timezone.now(),
        )

    return _taken(request, page, step, f"Eingeleitet. Jetzt ist {page.transfer.target} am Zug.")


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_accept(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the case, and say who looks after it from when on."""
    page, user, today = _read(request, key), acting_user(request), timezone.localdate()
    if page.turn is not Turn.ACCEPT:
        return _not_your_turn(request, page)
    form = AcceptForm(request.POST, transfers=[page.transfer], on=today)
    if is_resumed(request) or not form.is_valid():
        return _shown(request, page, accept_form=form)
    choice, day = form.choice(), form.cleaned_data["effective_on"]

    def step() -> None:
        accept(transfer=page.transfer, choice=choice, effective_on=day, by=user, on=today, at=timezone.now())

    return _taken(request, page, step, f"Angenommen. Ab {day:%d.%m.%Y} betreut {choice.person.short_name} den Fall.")


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_return(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send it back with a reason."""
    page, user = _read(request, key), acting_user(request)
    if page.turn is not Turn.ACCEPT:
        return _not_your_turn(request, page)
    form = ReturnForm(request.POST, auto_id="id_return_%s")
    if is_resumed(request) or not form.is_valid():
        return _shown(request, page, return_form=form)
    reason, note = ReturnReason(form.cleaned_data["reason"]), form.cleaned_data["note"]

    def step() -> None:
        on, at = timezone.localdate(), timezone.now()
        send_back(transfer=page.transfer, reason=reason, note=note, by=user, on=on, at=at)

    return _taken(request, page, step, f"Zurückgegeben an {page.transfer.source}.")


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take it back."""
    page, user = _read(request, key), acting_user(request)
    if not page.may_withdraw:
        return _not_your_turn(request, page)
    form = WithdrawForm(request.POST, auto_id="id_withdraw_%s")
    if is_resumed(request) or not form.is_valid():
        return _shown(request, page, withdraw_form=form)

    def step() -> None:
        on, at = timezone.localdate(), timezone.now()
        withdraw(transfer=page.transfer, note=form.cleaned_data["note"], by=user, on=on, at=at)

    return _taken(request, page, step, "Zurückgezogen. Es bleibt bei der bisherigen Zuständigkeit.")


@requires_role(SEES_APPLICANTS)
@require_POST
def transfer_first_contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note that the applicant was spoken with today."""
    page, user = _read(request, key), acting_user(request)

    def step() -> None:
        note_first_contact(transfer=page.transfer, by=user, on=timezone.localdate(), at=timezone.now())

    return _taken(request, page, step, "Der Erstkontakt ist vermerkt.")


def _read(request: HttpRequest, key: UUID) -> TransferPage:
    user = acting_user(request)
    return transfer_page(visible_transfer(user, key), user=user, on=timezone.localdate())


def _tick(request: HttpRequest, page: TransferPage) -> None:
    items = {int(text) for text in request.POST.getlist("item") if text.isdecimal()}
    tick(transfer=page.transfer, items=items, by=acting_user(request), on=timezone.localdate(), at=timezone.now())


def _shown(request: HttpRequest, page: TransferPage, **bound: BaseForm) -> HttpResponse:
    """The page; with a form that was filled in wrongly in place of the empty one."""
    today = timezone.localdate()
    note_reading(request, [page.transfer.applicant.key])
    errors = error_list(*bound.values())
    kept = {str(checked.item.pk) for checked in page.checklist if checked.tick}
    context = {
        "page": page,
        "sheet": shown_sheet(page.transfer, today),
        "errors": errors,
        "ticked": set(request.POST.getlist("item")) if bound else kept,
        **_forms(page, today),
        **bound,
    }
    return render(request, "transfers/detail.html", context, status=422 if errors else 200)


def _forms(page: TransferPage, today: date) -> dict[str, BaseForm]:
    forms: dict[str, BaseForm] = {}
    if page.turn is Turn.INITIATE:
        forms["initiate_form"] = InitiateForm()
    if page.turn is Turn.ACCEPT:
        forms["accept_form"] = AcceptForm(None, transfers=[page.transfer], on=today)
        forms["return_form"] = ReturnForm(auto_id="id_return_%s")
    if page.may_withdraw:
        forms["withdraw_form"] = WithdrawForm(auto_id="id_withdraw_%s")
    return forms


def _not_your_turn(request: HttpRequest, page: TransferPage) -> HttpResponse:
    messages.error(request, NOT_YOUR_TURN)
    return redirect("transfer_detail", key=page.transfer.key)


def _taken(request: HttpRequest, page: TransferPage, step: Callable[[], object], done: str) -> HttpResponse:
    """Take the step and say so, or why not; then back to the page, or to the lists where it is gone for the reader."""
    try:
        step()
    except ActionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    if visible_transfers(acting_user(request)).filter(pk=page.transfer.pk).exists():
        return redirect("transfer_detail", key=page.transfer.key)
    return redirect("transfer_list")
