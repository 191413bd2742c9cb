"""What a list that is being taken in puts on somebody's day."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse

from frame.contracts import AgendaGroup, AgendaLine
from frame.viewer import Viewer
from routing.caseload.kinds import Kind
from routing.caseload.page import entries_url
from routing.caseload.summary import visible_entries
from routing.enums import EntryOutcome, ImportState
from routing.models import ImportRun
from routing.roles import IMPORTS_CASELOAD

NEW_FOR = timedelta(days=7)
"""So long it is told as news who was not in the lists."""


def import_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """The user's dry run that is ready: how many questions wait for her, or that it waits to be applied."""
    user = viewer.user
    if user.role not in IMPORTS_CASELOAD:
        return
    asked = Count("entries__questions", filter=Q(entries__questions__answer=""))
    for run in ImportRun.objects.filter(state=ImportState.READY, requested_by=user).annotate(asked=asked):
        yield AgendaLine(
            key=f"import:{run.key}",
            group=AgendaGroup.DUE,
            subject=f"Einspielung vom {run.requested_at:%d.%m.%Y}",
            text=_waits_for(run.asked),
            url=_page(run),
            action="Einspielung öffnen",
        )


def missing_lines(viewer: Viewer) -> Iterator[AgendaLine]:
    """To a team lead the cases of her team that were not in the lists of the last days, whoever took them in."""
    user, on = viewer.user, viewer.on
    if user.role not in IMPORTS_CASELOAD:
        return
    for run in ImportRun.objects.filter(state=ImportState.APPLIED, ended_at__date__gt=on - NEW_FOR):
        count = visible_entries(run, user).filter(outcome=EntryOutcome.MISSING).count()
        if count:
            yield AgendaLine(
                key=f"missing:{run.key}",
                group=AgendaGroup.NEW,
                subject="1 Fall" if count == 1 else f"{count} Fälle",
                text=f"nicht mehr in der Datei vom {run.requested_at:%d.%m.%Y}; prüfen, ob sie zu schließen sind",
                url=entries_url(run, Kind.MISSING),
                action="Liste öffnen",
            )


def _waits_for(questions: int) -> str:
    if not questions:
        return "Der Probelauf ist fertig und wartet auf das Anwenden"
    return "1 Frage wartet auf Ihre Antwort" if questions == 1 else f"{questions} Fragen warten auf Ihre Antwort"


def _page(run: ImportRun) -> str:
    try:
        return reverse("import_detail", args=[run.key])
    except NoReverseMatch:
        return reverse("applicant_list")
