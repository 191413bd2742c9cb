"""Taking a list out: asked for with its purpose, written, and deleted after a day."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from frame.enums import ExportFormat, ExportPurpose
from kit.files import clear_unfinished, put_in_place, random_name, working_folder
from kit.runs import MOST_ATTEMPTS, begin, under_way
from kit.tables import TooLarge
from routing.enums import ExportContent, ExportState
from routing.exports.contents import Written, write_contents
from routing.exports.selection import Selection, selection_of
from routing.models import ExportRun
from routing.permissions import sees_applicants
from staff.models import User

# Longer than a task may take.
UNFINISHED_KEPT = timedelta(hours=2)

GAVE_UP = (
    f"Die Datei ließ sich in {MOST_ATTEMPTS} Versuchen nicht schreiben. Versuchen Sie es später noch einmal; scheitert "
    "es wieder, sagen Sie der IT Bescheid."
)
NOBODY_LEFT = "Die Liste ist inzwischen leer: Es gibt nichts zu exportieren. Prüfen Sie Ihre Filter."
NOT_ALLOWED = "Ihr Konto darf keine Bewerberinnen und Bewerber mehr sehen. Wenden Sie sich an Ihre Teamleitung."
TOO_LARGE = "Für eine Excel-Datei ist die Liste zu lang. Wählen Sie CSV, oder grenzen Sie die Liste ein."


@transaction.atomic
def request_export(
    *,
    by: User,
    selection: Selection,
    content: ExportContent,
    file_format: ExportFormat,
    purpose: ExportPurpose,
    at: datetime,
) -> ExportRun:
    """Note who wants which list, why, and in which form."""
    return ExportRun.objects.create(
        requested_by=by,
        requested_at=at,
        content_kind=content,
        format=file_format,
        purpose=purpose,
        query=selection.query,
        words=selection.words,
        term=selection.text,
        content=random_name(),
    )


def write_export(*, key: UUID, on: date, at: datetime) -> None:
    """Write the file of an export that waits for it, with the permissions that the person has now.

    Nothing happens where it is written already, or is being written at this moment. Of a worker that was killed the
    attempt is counted and nothing else is left.
    """
    if begin(_locking(key), partial(_fail, reason=GAVE_UP)):
        _write(key, on, at)


def expire_exports(*, at: datetime) -> None:
    """Delete the files whose day is over, with everything personal about them, and what killed workers left."""
    over = ExportRun.objects.filter(state=ExportState.FINISHED, finished_at__lte=at - ExportRun.KEPT)
    for key in over.values_list("key", flat=True):
        _expire(key)
    clear_unfinished(at - UNFINISHED_KEPT)


@transaction.atomic
def _write(key: UUID, on: date, at: datetime) -> None:
    run = under_way(_locking(key)).first()
    if run is None:
        return
    if not run.requested_by.is_active or not sees_applicants(run.requested_by):
        _fail(run, NOT_ALLOWED)
        return
    with working_folder() as folder:
        try:
            written = write_contents(
                folder, ExportContent(run.content_kind), ExportFormat(run.format), selection_of(run), on
            )
        except TooLarge:
            _fail(run, TOO_LARGE)
            return
        if not written.subjects:
            _fail(run, NOBODY_LEFT)
            return
        put_in_place(written.path, run.content.name)
    _finish(run, written, at)


def _finish(run: ExportRun, written: Written, at: datetime) -> None:
    run.state, run.finished_at = ExportState.FINISHED, at
    run.subjects, run.row_count = written.subjects, len(written.subjects)
    run.save(update_fields=["state", "finished_at", "subjects", "row_count"])


def _fail(run: ExportRun, reason: str) -> None:
    run.state, run.failure = ExportState.FAILED, reason
    _forget(run)


@transaction.atomic
def _expire(key: UUID) -> None:
    run = _locking(key).filter(state=ExportState.FINISHED).first()
    if run is not None:
        run.state = ExportState.EXPIRED
        _forget(run)


def _forget(run: ExportRun) -> None:
    """Delete the file and what the row says about persons. The file goes first: should the rest fail, it is tried again
    and the file stays deleted.
    """
    run.content.delete(save=False)
    run.term, run.subjects = "", []
    run.save(update_fields=["state", "failure", "content", "term", "subjects"])


def _locking(key: UUID) -> QuerySet[ExportRun]:
    """The export, to be locked; none where somebody else is at work on it."""
    exports = ExportRun.objects.select_related("requested_by")
    return exports.select_for_update(of=("self",), skip_locked=True).filter(key=key)
