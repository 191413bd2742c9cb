"""The lists behind the numbers of a run: applicants, lines that cannot be read, questions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from frame.steps import take
from kit.background import hand_to_worker
from kit.charts import thousands
from kit.formparts import error_list
from kit.lists.problems import UnusableFile
from kit.numbers import whole_number
from kit.paging import keyset_page
from kit.refusals import ActionRefused
from routing.caseload.asked import AFTER, WITH_LISTS, EntriesAsked
from routing.caseload.dropping import dropped_page
from routing.caseload.entries import entry_page, with_desks
from routing.caseload.forms import SHOWN, AnswersForm, CorrectionsForm, field_name
from routing.caseload.questions import question_page, questions_of
from routing.caseload.runs import add_corrections, answer_questions, why_not
from routing.caseload.summary import visible_entries
from routing.caseload.tasks import work_on_import
from routing.caseload.unreadable import lists_to_correct, unreadable_page
from routing.models import ImportRun
from routing.roles import IMPORTS_CASELOAD

# In the address of the lines that cannot be read: behind which of the dropped ones their list goes on.
DROPPED_AFTER = "weggelassen"

# In the address of the questions: those that are answered are left out.
ONLY = "nur"
OPEN = "offen"


@requires_role(IMPORTS_CASELOAD)
@require_GET
def import_entries(request: HttpRequest, key: UUID) -> HttpResponse:
    """The applicants that a number of the run counts, with what the lists say of each."""
    viewer = viewer_of(request)
    user = viewer.user
    asked = EntriesAsked(_run(key), request.GET, user)
    if not asked.has_lists:
        return redirect("import_detail", key=key)
    found = keyset_page(with_desks(asked.entries), ["pk"], _after(request), "routing.caseload.entries")
    page = entry_page(asked.run, found.rows, user, viewer.on)
    if page.rows:
        note_reading(request, page.subjects)
    context = {
        "run": asked.run,
        "is_own": asked.run.requested_by_id == user.pk,
        "asked": asked,
        "page": page,
        "count": thousands(asked.entries.count()),
        "first_url": asked.list_url if found.after else None,
        "next_url": asked.url_after(found.next_after) if found.next_after else None,
    }
    return render(request, "routing/import_entries.html", context)


@requires_role(IMPORTS_CASELOAD)
@require_http_methods(["GET", "POST"])
def import_problems(request: HttpRequest, key: UUID) -> HttpResponse:
    """The lines that cannot be read, handing them in corrected, alone, and those that are dropped."""
    user = viewer_of(request).user
    run = _run(key)
    refused = why_not(run, user)
    if request.method == "POST" and refused:
        return _refused(request, run, refused)
    form = CorrectionsForm(request.POST, request.FILES) if request.method == "POST" else CorrectionsForm()

    def step() -> ImportRun:
        try:
            return add_corrections(run=run, files=form.cleaned_data["lines"], by=user)
        except UnusableFile as unusable:
            raise ActionRefused(str(unusable), field="lines") from unusable

    def added(run: ImportRun) -> HttpResponse:
        hand_to_worker(request, work_on_import, run.pk)
        return redirect("import_detail", key=key)

    def page() -> HttpResponse:
        unreadable = unreadable_page(run, _after(request))
        dropped = dropped_page(run, _after(request, DROPPED_AFTER))
        context = {
            "run": run,
            "form": form,
            "errors": error_list(form),
            "page": unreadable,
            "dropped": dropped,
            "dropped_first_url": _dropped_url(run, "") if dropped.after else None,
            "dropped_next_url": _dropped_url(run, dropped.next_after) if dropped.next_after else None,
            "may_correct": not refused,
            "may_drop": not refused and any(line.problem for line in unreadable.rows),
            "to_correct": lists_to_correct(run) if not refused else [],
            "first_url": _url("import_problems", run, request, "") if unreadable.after else None,
            "next_url": _url("import_problems", run, request, unreadable.next_after) if unreadable.next_after else None,
        }
        return render(request, "routing/import_problems.html", context, status=422 if form.errors else 200)

    return take(request, form, step, done=added, page=page)


@requires_role(IMPORTS_CASELOAD)
@require_http_methods(["GET", "POST"])
def import_questions(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is to be decided, page by page; the answers count when the dry run is made anew."""
    viewer = viewer_of(request)
    user = viewer.user
    run = _run(key)
    if run.state not in WITH_LISTS:
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
    page = question_page(questions, _after(request), user, viewer.on)
    form = AnswersForm(request.POST if request.method == "POST" else None, [row.question for row in page.rows])

    def step() -> int:
        return answer_questions(run=run, answers=form.answers(), by=user, at=viewer.at)

    def answered(changed: int) -> HttpResponse:
        text = "1 Antwort ist" if changed == 1 else f"{changed} Antworten sind"
        messages.success(request, f"{text} gespeichert. Rechnen Sie den Probelauf neu, wenn Sie fertig sind.")
        return redirect(_url("import_questions", run, request, page.after))

    def shown_page() -> HttpResponse:
        if page.rows:
            note_reading(request, page.subjects)
        context: dict[str, Any] = {
            "run": run,
            "may_answer": not refused,
            "only_open": only_open,
            "rows": [(row, form[field_name(row.question)]) for row in page.rows],
            "errors": error_list(form),
            "this_url": _url("import_questions", run, request, page.after),
            "first_url": _url("import_questions", run, request, "") if page.after else None,
            "next_url": _url("import_questions", run, request, page.next_after) if page.next_after else None,
        }
        return render(request, "routing/import_questions.html", context, status=422 if form.errors else 200)

    return take(request, form, step, done=answered, page=shown_page)


def _refused(request: HttpRequest, run: ImportRun, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("import_detail", key=run.key)


def _run(key: UUID) -> ImportRun:
    return get_object_or_404(ImportRun.objects.select_related("requested_by"), key=key)


def _after(request: HttpRequest, name: str = AFTER) -> str:
    """The cursor behind which the page begins."""
    return request.GET.get(name, "")


def _ids(request: HttpRequest) -> list[int]:
    return [row_id for text in request.POST.getlist(SHOWN) if (row_id := whole_number(text)) is not None]


def _dropped_url(run: ImportRun, after: str) -> str:
    """The address of the dropped lines from behind another cursor on."""
    return f"{reverse('import_problems', args=[run.key])}?{DROPPED_AFTER}={after}#weggelassen"


def _url(name: str, run: ImportRun, request: HttpRequest, after: str) -> str:
    """The address of this list from behind another cursor on."""
    kept = {ONLY: request.GET.get(ONLY), AFTER: after}
    query = urlencode({each: value for each, value in kept.items() if value})
    return f"{reverse(name, args=[run.key])}{f'?{query}' if query else ''}"
