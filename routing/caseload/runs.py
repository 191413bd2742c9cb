"""The course of a run as people steer it: uploaded, corrected, questions answered, applied or given up."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kit.files import clear_unfinished, delete_strays
from kit.refusals import ActionRefused
from routing.caseload.receiving import Uploaded, keep
from routing.caseload.states import end, not_applied, not_ready, ready, to_check
from routing.caseload.summary import many_changes
from routing.enums import OPEN_IMPORT_STATES, ImportState
from routing.fields import FieldRule
from routing.models import ImportEntry, ImportQuestion, ImportRun
from staff.models import User

KEPT_OPEN = timedelta(days=1)
"""For how long an upload waits to be applied; then it is deleted."""

REPORT_KEPT = timedelta(days=28)
"""For how long the report of a run names persons."""

_MOST_CORRECTIONS = 50


class RunOpen(ActionRefused):
    """Another run is not over yet."""

    def __init__(self, run: ImportRun) -> None:
        super().__init__(
            f"Es läuft schon eine Einspielung: hochgeladen am {run.requested_at:%d.%m.%Y} von "
            f"{run.requested_by.short_name}, {run.get_state_display()}. Erst wenn sie angewendet oder verworfen ist, "
            "können Sie eine neue beginnen."
        )


class ManyChanges(ActionRefused):
    """So many answers would change that somebody has to say that they are meant to."""

    def __init__(self, changes: int) -> None:
        super().__init__(
            f"{changes} Antworten würden sich ändern, mehr als ein Zehntel aller Fälle. Bestätigen Sie die Zahl, wenn "
            "die Listen stimmen."
        )


@transaction.atomic
def start_run(*, files: Iterable[Uploaded], by: User, at: datetime) -> ImportRun:
    """Keep the files and wait for the dry run. Raises `RunOpen` while another run is open, and `UnusableFile`."""
    try:
        with transaction.atomic():
            run = ImportRun.objects.create(requested_at=at, requested_by=by)
    except IntegrityError:
        open_run = ImportRun.objects.filter(state__in=OPEN_IMPORT_STATES).select_related("requested_by").first()
        if open_run is None:
            raise
        raise RunOpen(open_run) from None
    keep(run, files, number=0)
    return run


@transaction.atomic
def add_corrections(*, run: ImportRun, files: Iterable[Uploaded], by: User) -> ImportRun:
    """Keep corrected lines with the run and check everything anew. Raises `ActionRefused` unless it is ready and
    ``by`` uploaded it, and `UnusableFile`.
    """
    run = _own_ready(run, by)
    last = run.files.order_by("-number").values_list("number", flat=True).first() or 0
    if last == _MOST_CORRECTIONS:
        raise ActionRefused("Es gibt schon 50 Berichtigungen. Berichtigen Sie die Listen und laden Sie sie neu hoch.")
    keep(run, files, number=last + 1)
    return to_check(run)


@transaction.atomic
def check_again(*, run: ImportRun, by: User) -> ImportRun:
    """Have the dry run made anew, with the answers given so far. Raises `ActionRefused` unless it is ready and ``by``
    uploaded it.
    """
    return to_check(_own_ready(run, by))


@transaction.atomic
def answer_questions(*, run: ImportRun, answers: Mapping[int, FieldRule], by: User, at: datetime) -> int:
    """Say who is right: the list or the entry. How many answers are new or others than before. Raises `ActionRefused`
    unless the run is ready and ``by`` uploaded it.
    """
    run = _own_ready(run, by)
    changed = []
    for question in ImportQuestion.objects.filter(entry__run=run, pk__in=answers).select_for_update(of=("self",)):
        if question.answer != answers[question.pk].value:
            question.answer, question.answered_at, question.answered_by = answers[question.pk].value, at, by
            changed.append(question)
    ImportQuestion.objects.bulk_update(changed, ["answer", "answered_at", "answered_by"], batch_size=1000)
    return len(changed)


@transaction.atomic
def request_apply(*, run: ImportRun, by: User, at: datetime, knowing: int = 0) -> ImportRun:
    """Have the run applied as its dry run shows it. Raises `ActionRefused` unless it is ready and ``by`` uploaded it,
    while answers are not in its figures yet, and `ManyChanges` unless ``knowing`` says how many answers change, where
    they are many.
    """
    run = _own_ready(run, by)
    if has_new_answers(run):
        raise ActionRefused("Ihre Antworten sind noch nicht eingerechnet. Rechnen Sie zuerst den Probelauf neu.")
    if (changes := many_changes(run)) != knowing and changes:
        raise ManyChanges(changes)
    run.state, run.apply_at, run.apply_by, run.attempts, run.notice = ImportState.APPLYING, at, by, 0, ""
    run.save()
    return run


@transaction.atomic
def discard_run(*, run: ImportRun, by: User, at: datetime) -> ImportRun:
    """Give the run up; its files and everything it found are deleted. Raises `ActionRefused` once it is to be applied.

    While a worker makes the dry run, what it has found is the worker's to delete: it stops where it next says how far
    it is.
    """
    run = not_applied(run)
    if run.state == ImportState.READY:
        ImportEntry.objects.filter(run=run).delete()
    return end(run, ImportState.DISCARDED, at=at, by=by)


@transaction.atomic
def expire_runs(*, at: datetime) -> int:
    """End what has waited for a day, and forget the persons of old reports; how many runs were ended. Files that were
    left behind by a process that was killed go too.
    """
    runs = ImportRun.objects.select_for_update(of=("self",))
    waiting = runs.filter(state=ImportState.READY, requested_at__lte=at - KEPT_OPEN)
    expired = list(waiting)
    for run in expired:
        ImportEntry.objects.filter(run=run).delete()
        end(run, ImportState.EXPIRED, at=at, by=None)
    # Of one that was given up while nobody worked on it.
    ImportEntry.objects.filter(run__state=ImportState.DISCARDED).delete()
    ImportEntry.objects.filter(run__ended_at__lte=at - REPORT_KEPT).delete()
    clear_unfinished(at - KEPT_OPEN)
    delete_strays(at - KEPT_OPEN)
    return len(expired)


def has_new_answers(run: ImportRun) -> bool:
    """Whether questions were answered after the dry run."""
    return ImportQuestion.objects.filter(entry__run=run, answered_at__gt=run.checked_at).exists()


def why_not(run: ImportRun, by: User) -> str:
    """Why ``by`` cannot correct, answer or apply the run now; nothing where she can. Those who did not upload it see
    only what concerns their team, and nobody decides on what she cannot see.
    """
    if run.state != ImportState.READY:
        return not_ready(run)
    if run.requested_by_id != by.pk:
        return (
            f"Das kann nur, wer die Listen hochgeladen hat: {run.requested_by.short_name}. Andere sehen nicht alles, "
            "was sich ändert."
        )
    return ""


def _own_ready(run: ImportRun, by: User) -> ImportRun:
    """The run, locked, for the one who uploaded it."""
    run = ready(run)
    if sentence := why_not(run, by):
        raise ActionRefused(sentence)
    return run
