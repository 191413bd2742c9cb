"""The hand-over sheet for both sides, and the letter that tells the applicant who is responsible from when."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from routing.handover.letter import Letter, letter
from routing.handover.paper import letter_pdf, sheet_pdf
from routing.handover.shown_sheet import ShownSheet, shown_sheet, transfer_facts
from routing.models import Transfer
from routing.permissions import readable_sheets, visible_applicants
from routing.roles import SEES_APPLICANTS


@requires_role(SEES_APPLICANTS)
@require_GET
def handover_sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """The sheet on the screen."""
    transfer = _transfer(request, key)
    context = {"transfer": transfer, "sheet": _sheet(request, transfer), "facts": list(transfer_facts(transfer))}
    return render(request, "routing/handover/sheet.html", context)


@requires_role(SEES_APPLICANTS)
@require_GET
def handover_sheet_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The sheet on paper."""
    viewer = viewer_of(request)
    transfer = _transfer(request, key)
    document = sheet_pdf(transfer, _sheet(request, transfer), by=viewer.user, at=viewer.at)
    return _download(document, "uebergabebogen.pdf")


@requires_role(SEES_APPLICANTS)
@require_GET
def handover_letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """The letter as it will be printed."""
    transfer = _transfer(request, key)
    shown = _letter(request, transfer)
    may_change = bool(shown.missing) and _may_change(request, transfer)
    context = {"transfer": transfer, "letter": shown, "may_change": may_change}
    return render(request, "routing/handover/letter.html", context)


@requires_role(SEES_APPLICANTS)
@require_GET
def handover_letter_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The letter on paper."""
    document = letter_pdf(_letter(request, _transfer(request, key)), at=viewer_of(request).at)
    return _download(document, "anschreiben.pdf")


def _transfer(request: HttpRequest, key: UUID) -> Transfer:
    """The hand-over if its sheet is the user's to read; raises ``Http404`` alike for a missing and a foreign one."""
    viewer = viewer_of(request)
    readable = readable_sheets(viewer.user, viewer.on)
    transfer = readable.select_related("applicant", "source", "target", "caseworker").filter(key=key).first()
    if transfer is None:
        raise Http404
    return transfer


def _sheet(request: HttpRequest, transfer: Transfer) -> ShownSheet:
    sheet = shown_sheet(transfer, viewer_of(request).on)
    if sheet is None:
        raise Http404
    note_reading(request, [transfer.applicant.key])
    return sheet


def _letter(request: HttpRequest, transfer: Transfer) -> Letter:
    """The letter once it is known who is responsible from when; raises ``Http404`` before."""
    if not transfer.is_agreed:
        raise Http404
    note_reading(request, [transfer.applicant.key])
    return letter(transfer, viewer_of(request).on)


def _may_change(request: HttpRequest, transfer: Transfer) -> bool:
    """Whether the applicant's record is the user's to change. It is not yet, before the case has come to her side."""
    viewer = viewer_of(request)
    visible = visible_applicants(viewer.user, viewer.on)
    return visible.filter(pk=transfer.applicant_id).exists()


def _download(document: bytes, name: str) -> HttpResponse:
    """A PDF under a name that names nobody."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(document, content_type="application/pdf", headers=headers)
