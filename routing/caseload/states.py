"""From one state of a run to the next, for those that hold its lock."""

from collections.abc import Container, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from kit.files import private_storage
from kit.refusals import ActionRefused
from routing.enums import ImportState
from routing.models import ImportFile, ImportRun
from staff.models import User


def locking(run: ImportRun) -> QuerySet[ImportRun]:
    """The run, to be locked until the end of the transaction; what hangs on it may be written meanwhile."""
    return ImportRun.objects.select_for_update(of=("self",), no_key=True).filter(pk=run.pk)


def locked(run: ImportRun) -> ImportRun:
    """The run as it stands, locked until the end of the transaction."""
    return locking(run).get()


def ready(run: ImportRun) -> ImportRun:
    """The run, locked. Raises `ActionRefused` unless its dry run is finished and nothing else has happened since."""
    return _in(run, {ImportState.READY})


def not_applied(run: ImportRun) -> ImportRun:
    """The run, locked. Raises `ActionRefused` unless its dry run is finished or under way."""
    return _in(run, {ImportState.READY, ImportState.CHECKING})


def _in(run: ImportRun, states: Container[str]) -> ImportRun:
    # Looked at before it is locked: while a worker applies it, nobody waits until the work is done.
    run = ImportRun.objects.get(pk=run.pk)
    if run.state in states:
        run = locked(run)
    if run.state not in states:
        raise ActionRefused(not_ready(run))
    return run


def not_ready(run: ImportRun) -> str:
    """Why nobody can steer a run that is not ready."""
    return f"Das geht jetzt nicht. Stand der Einspielung: {run.get_state_display()}."


def to_check(run: ImportRun, notice: str = "") -> ImportRun:
    """Have the dry run made, or made anew; ``notice`` says why, where nobody asked for it."""
    run.state, run.attempts, run.notice = ImportState.CHECKING, 0, notice
    run.apply_at, run.apply_by = None, None
    run.save()
    return run


def end(run: ImportRun, state: ImportState, *, at: datetime, by: User | None, notice: str = "") -> ImportRun:
    """The run is over, and its files go."""
    run.state, run.ended_at, run.ended_by, run.notice = state, at, by, notice
    run.save()
    delete_files(run.files.all())
    return run


def delete_files(files: Iterable[ImportFile]) -> None:
    """Empty the files' content; their bytes go when the transaction is committed."""
    for file in files:
        name = file.content.name
        file.content.name = ""
        file.save(update_fields=["content"])
        if name:
            transaction.on_commit(partial(private_storage().delete, name))
