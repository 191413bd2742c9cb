"""The lists behind the numbers of a run: applicants, lines that cannot be read, questions."""

import csv
import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from kit.formparts import error_list
from kit.formulas import disarmed
from routing.caselist.matrix import thousands
from routing.caseload.entries import entry_page, people_of
from routing.caseload.forms import SHOWN, AnswersForm, CorrectionsForm, EntryFilterForm, field_name
from routing.caseload.kinds import FROM_DESK, OF_OUTCOME, Kind, between
from routing.caseload.questions import question_page, questions_of
from routing.caseload.runs import add_corrections, answer_questions, why_not
from routing.caseload.summary import visible_entries
from routing.caseload.tasks import hand_to_worker
from routing.caseload.unreadable import lines_of_list, lists_to_correct, unreadable_page
from routing.enums import ImportState
from routing.intake.files.problems import UnusableFile
from routing.models import ImportRun
from routing.problems import ActionRefused
from staff.permissions import requires_role
from staff.requests import acting_user, note_reading
from staff.roles import IMPORTS_CASELOAD

# Names in the address beside those of the filters: where a page begins, that answered questions are left out, and which
# list is meant.
AFTER = "ab"
ONLY = "nur"
LIST = "liste"
OPEN = "offen"

_ID = re.compile("[0-9]{1,18}")

_WITH_LISTS = (ImportState.READY, ImportState.APPLIED)


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_entries(request: HttpRequest, key: UUID) -> HttpResponse:
    """The applicants that a number of the run counts, with what the lists say of each."""
    user = acting_user(request)
    run = _run(key)
    if run.state not in _WITH_LISTS:
        return redirect("import_detail", key=key)
    form = EntryFilterForm(request.GET)
    kind, source, target = form.chosen()
    entries = visible_entries(run, user)
    entries = between(entries, kind, source, target) if kind else entries
    page = entry_page(run, entries, _after(request), user, timezone.localdate())
    if page.rows:
        note_reading(request, page.subjects)
    context = {
        "run": run,
        "is_own": run.requested_by_id == user.pk,
        "form": form,
        "kind": kind,
        "has_desks": kind in FROM_DESK,
        "has_outcomes": kind not in OF_OUTCOME.values(),
        "is_proposal": kind is Kind.MISSING,
        "page": page,
        "count": thousands(entries.count()),
        "first_url": _url("import_entries", run, request, None) if _after(request) else None,
        "next_url": _url("import_entries", run, request, page.next_after) if page.next_after else None,
    }
    return render(request, "routing/import_entries.html", context)


@requires_role(IMPORTS_CASELOAD)
@require_http_methods(["GET", "POST"])
def import_problems(request: HttpRequest, key: UUID) -> HttpResponse:
    """The lines that cannot be read, and handing them in corrected, alone."""
    user = acting_user(request)
    run = _run(key)
    refused = why_not(run, user)
    if request.method == "POST" and refused:
        return _refused(request, run, refused)
    form = CorrectionsForm(request.POST, request.FILES) if request.method == "POST" else CorrectionsForm()
    if request.method == "POST" and form.is_valid():
        try:
            hand_to_worker(add_corrections(run=run, files=form.cleaned_data["lines"], by=user))
        except UnusableFile as unusable:
            form.add_error("lines", str(unusable))
        except ActionRefused as too_late:
            return _refused(request, run, str(too_late))
        else:
            return redirect("import_detail", key=key)
    page = unreadable_page(run, _after(request))
    context = {
        "run": run,
        "form": form,
        "errors": error_list(form),
        "page": page,
        "may_correct": not refused,
        "to_correct": lists_to_correct(run) if not refused else [],
        "first_url": _url("import_problems", run, request, None) if _after(request) else None,
        "next_url": _url("import_problems", run, request, page.next_after) if page.next_after else None,
    }
    return render(request, "routing/import_problems.html", context, status=422 if form.errors else 200)


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_problem_lines(request: HttpRequest, key: UUID) -> HttpResponse:
    """The lines of one list that cannot be read, as CSV, to be put right: for the one who uploaded it, for they hold
    what stands in her file.
    """
    run = _run(key)
    offered = lists_to_correct(run) if not why_not(run, acting_user(request)) else []
    chosen = next((each for each in offered if str(each.place) == request.GET.get(LIST, "0")), None)
    if chosen is None:
        raise Http404
    try:
        lines = lines_of_list(run, chosen)
    except UnusableFile as unusable:
        return _refused(request, run, str(unusable))
    note_reading(request, people_of(lines.numbers, acting_user(request), timezone.localdate()).keys.values())
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{chosen.kind.label}-berichtigen.csv"'
    csv.writer(answer, delimiter=";").writerows([disarmed(cell) for cell in row] for row in (lines.header, *lines.rows))
    return answer


@requires_role(IMPORTS_CASELOAD)
@require_http_methods(["GET", "POST"])
def import_questions(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is to be decided, page by page; the answers count when the dry run is made anew."""
    user = acting_user(request)
    run = _run(key)
    if run.state not in _WITH_LISTS:
        return redirect("import_detail", key=key)
    refused = why_not(run, user)
    if request.method == "POST" and refused:
        return _refused(request, run, refused)
    only_open = request.GET.get(ONLY) == OPEN
    entries = visible_entries(run, user)
    # What is sent is about the questions that were shown, also where others would stand there by now.
    shown = _ids(request)
    questions = questions_of(entries, only_open=only_open and not shown)
    questions = questions.filter(pk__in=shown) if shown else questions
    page = question_page(questions, 0 if shown else _after(request), user, timezone.localdate())
    form = AnswersForm(request.POST if request.method == "POST" else None, [row.question for row in page.rows])
    if request.method == "POST" and form.is_valid():
        return _answered(request, run, form)
    if page.rows:
        note_reading(request, page.subjects)
    context: dict[str, Any] = {
        "run": run,
        "may_answer": not refused,
        "only_open": only_open,
        "rows": [(row, form[field_name(row.question)]) for row in page.rows],
        "errors": error_list(form),
        "this_url": _url("import_questions", run, request, _after(request) or None),
        "first_url": _url("import_questions", run, request, None) if _after(request) else None,
        "next_url": _url("import_questions", run, request, page.next_after) if page.next_after else None,
    }
    return render(request, "routing/import_questions.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, run: ImportRun, form: AnswersForm) -> HttpResponse:
    try:
        changed = answer_questions(run=run, answers=form.answers(), by=acting_user(request), at=timezone.now())
    except ActionRefused as too_late:
        return _refused(request, run, str(too_late))
    text = "1 Antwort ist" if changed == 1 else f"{changed} Antworten sind"
    messages.success(request, f"{text} gespeichert. Rechnen Sie den Probelauf neu, wenn Sie fertig sind.")
    return redirect(_url("import_questions", run, request, _after(request) or None))


def _refused(request: HttpRequest, run: ImportRun, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("import_detail", key=run.key)


def _run(key: UUID) -> ImportRun:
    return get_object_or_404(ImportRun.objects.select_related("requested_by"), key=key)


def _after(request: HttpRequest) -> int:
    """Behind which row the page begins; an edited address means the beginning."""
    return _id(request.GET.get(AFTER, "")) or 0


def _ids(request: HttpRequest) -> list[int]:
    return [row_id for text in request.POST.getlist(SHOWN) if (row_id := _id(text)) is not None]


def _id(text: str) -> int | None:
    """The id of a row, as far as the database can have one."""
    return int(text) if _ID.fullmatch(text) else None


def _url(name: str, run: ImportRun, request: HttpRequest, after: int | None) -> str:
    """The address of this list from another row on, with the filters that it has."""
    kept = {name: request.GET[name] for name in (*EntryFilterForm.base_fields, ONLY) if request.GET.get(name)}
    if after:
        kept[AFTER] = str(after)
    query = urlencode(kept)
    return f"{reverse(name, args=[run.key])}{f'?{query}' if query else ''}"
