"""Reminders and case notes: made on the applicant's page, and a page of one's own reminders."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from frame.steps import click, take
from kit.formparts import error_list
from kit.ranges import as_period
from routing.followup.actions import (
    change_reminder,
    correct_note,
    delete_reminder,
    finish_reminder,
    make_reminder,
    write_note,
)
from routing.followup.forms import NoteForm, ReminderForm
from routing.followup.handback import SHOWN_AT_MOST, deeds_during, visible_absence
from routing.followup.reads import (
    LATELY_DONE,
    is_hers,
    own_reminder,
    own_reminders,
    visible_note,
    workable_reminder,
)
from routing.models import Applicant, Reminder
from routing.permissions import visible_applicant
from routing.roles import SEES_APPLICANTS

# Where somebody ticked a reminder off, as the form says it; from anywhere else she goes on to the applicant's page.
TICKED_AT = "von"
_PAGES = {"tag": "my_day", "liste": "reminders"}


@requires_role(SEES_APPLICANTS)
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """One's own reminders: what is open by day, what was handed over, and what was done lately."""
    viewer = viewer_of(request)
    on = viewer.on
    mine = own_reminders(viewer.user, on)
    still_open = list(mine.filter(done_at__isnull=True))
    lately = mine.filter(done_at__isnull=False).order_by("-done_at", "-pk")[:LATELY_DONE]
    done = [each for each in lately if is_hers(each)]
    shown = [each for each in still_open if is_hers(each)]
    if keys := {each.applicant.key: None for each in (*shown, *done)}:
        note_reading(request, keys)
    context = {
        "open": shown,
        "handed_over": [each for each in still_open if not is_hers(each)],
        "done": done,
        "today": on,
    }
    return render(request, "routing/reminders.html", context)


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def reminder_create(request: HttpRequest, key: UUID) -> HttpResponse:
    """Have oneself reminded of an applicant."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    applicant = visible_applicant(user, key, on)
    form = ReminderForm(request.POST if request.method == "POST" else None, on=on)

    def step() -> Reminder:
        return make_reminder(applicant=applicant, by=user, at=viewer.at, **form.cleaned_data)

    def made(reminder: Reminder) -> HttpResponse:
        messages.success(request, f"Die Wiedervorlage am {reminder.due_on:%d.%m.%Y} ist angelegt.")
        return _to_page(applicant, "wiedervorlagen")

    def page() -> HttpResponse:
        return _form_page(request, "routing/reminder_form.html", form, applicant, reminder=None)

    return take(request, form, step, done=made, page=page)


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def reminder_update(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put a reminder off or say it in other words."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    reminder = workable_reminder(user, key, on)
    stored = {"note": reminder.note, "due_on": reminder.due_on}
    form = ReminderForm(request.POST if request.method == "POST" else None, initial=stored, on=on)

    def step() -> Reminder:
        return change_reminder(reminder=reminder, **form.cleaned_data)

    def changed(reminder: Reminder) -> HttpResponse:
        messages.success(request, f"Die Wiedervorlage kommt am {reminder.due_on:%d.%m.%Y}.")
        return _to_page(reminder.applicant, "wiedervorlagen")

    def page() -> HttpResponse:
        return _form_page(request, "routing/reminder_form.html", form, reminder.applicant, reminder=reminder)

    return take(request, form, step, done=changed, page=page)


@requires_role(SEES_APPLICANTS)
@require_POST
def reminder_done(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tick a reminder off."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    reminder = workable_reminder(user, key, on)

    def step() -> str:
        finish_reminder(reminder=reminder, at=viewer.at)
        return f"Erledigt: „{reminder.note}“"

    click(request, step)
    page = _PAGES.get(request.POST.get(TICKED_AT, ""))
    return redirect(page) if page else _to_page(reminder.applicant, "wiedervorlagen")


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def reminder_delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask once more, then delete it; also the way to discard one of a case that was handed over."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    reminder = own_reminder(user, key, on)
    if request.method == "POST":
        delete_reminder(reminder=reminder)
        messages.success(request, "Die Wiedervorlage ist gelöscht.")
        return redirect("reminders")
    if is_hers(reminder):
        note_reading(request, [reminder.applicant.key])
    return render(request, "routing/reminder_delete.html", {"reminder": reminder, "is_hers": is_hers(reminder)})


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def note_create(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note what happened with an applicant."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    applicant = visible_applicant(user, key, on)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"noted_on": on}, on=on)

    def step() -> None:
        write_note(applicant=applicant, by=user, at=viewer.at, **form.cleaned_data)

    def written(_: None) -> HttpResponse:
        messages.success(request, "Der Vermerk ist gespeichert.")
        return _to_page(applicant, "vermerke")

    def page() -> HttpResponse:
        return _form_page(request, "routing/note_form.html", form, applicant, note=None)

    return take(request, form, step, done=written, page=page)


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def note_correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct a note: the old text stays under the new one."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    note = visible_note(user, key, on)
    stored = {"text": note.text, "noted_on": note.noted_on}
    form = NoteForm(request.POST if request.method == "POST" else None, initial=stored, on=on)

    def step() -> None:
        correct_note(note=note, by=user, at=viewer.at, **form.cleaned_data)

    def corrected(_: None) -> HttpResponse:
        messages.success(request, "Der Vermerk ist berichtigt. Der alte Text bleibt darunter lesbar.")
        return _to_page(note.applicant, "vermerke")

    def page() -> HttpResponse:
        return _form_page(request, "routing/note_form.html", form, note.applicant, note=note)

    return take(request, form, step, done=corrected, page=page)


@requires_role(SEES_APPLICANTS)
@require_GET
def handback(request: HttpRequest, pk: int) -> HttpResponse:
    """What others did with somebody's cases while she was away."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    absence = visible_absence(user, pk)
    deeds = deeds_during(absence, user, on)
    if keys := {deed.person: None for deed in deeds if deed.person}:
        note_reading(request, keys)
    days = as_period(absence.period)
    context = {
        "absence": absence,
        "first": days.start,
        "last": days.last_day,
        "deeds": deeds,
        "is_cut": len(deeds) == SHOWN_AT_MOST,
    }
    return render(request, "routing/handback.html", context)


def _to_page(applicant: Applicant, part: str) -> HttpResponse:
    return redirect(f"{reverse('applicant_detail', args=[applicant.key])}#{part}")


def _form_page(
    request: HttpRequest, template: str, form: ReminderForm | NoteForm, applicant: Applicant, **context: Any
) -> HttpResponse:
    note_reading(request, [applicant.key])
    errors = error_list(form)
    page = {"form": form, "errors": errors, "applicant": applicant, **context}
    return render(request, template, page, status=422 if errors else 200)
