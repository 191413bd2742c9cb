"""The page of a run, put together: its figures, each with the address of exactly those whom it counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from kit.charts import thousands
from routing.caselist.matrix import Matrix, Move, by_ladder, matrix_of
from routing.caseload.kinds import OF_OUTCOME, Kind
from routing.caseload.runs import REPORT_KEPT, has_new_answers
from routing.caseload.summary import Summary, summary_of, visible_entries
from routing.enums import OPEN_IMPORT_STATES, EntryOutcome, ImportState
from routing.models import ImportRun
from routing.rules.wording import applicants_words
from staff.models import User

EARLIER_SHOWN = 20

_OF_READ = (EntryOutcome.NEW, EntryOutcome.CHANGED, EntryOutcome.KEPT, EntryOutcome.CLOSED)


class Tile(NamedTuple):
    """A number; ``url`` leads to those whom it counts, where there are any."""

    number: str
    label: str
    url: str = ""


class MoveRow(NamedTuple):
    """Answers that change from one desk to another."""

    source: str
    target: str
    number: str
    url: str


class EarlierRun(NamedTuple):
    """A run that is over, and what became of it in a few words."""

    run: ImportRun
    outcome: str


@dataclass(frozen=True)
class RunPage:
    """What the page of a run with a dry run shows to a reader. ``of_lists``: the applicants in the lists by what
    becomes of them; ``to_look_at``: what people should look at. ``is_forgotten``: names are deleted, numbers are left.
    ``left``: how many there are of what is left to people once the run is applied.
    """

    is_own: bool
    is_forgotten: bool
    has_new_answers: bool
    summary: Summary
    read: str
    of_lists: list[Tile]
    to_look_at: list[Tile]
    left: dict[str, str]
    moves: list[MoveRow]
    matrix: Matrix | None
    consequences: list[str]


def run_page(run: ImportRun, user: User, at: datetime) -> RunPage:
    """The page of a run that is ready or applied."""
    summary = summary_of(run, visible_entries(run, user))
    is_own = run.requested_by_id == user.pk
    elsewhere = run.counts.get(EntryOutcome.MISSING.value, 0) - summary.outcomes[EntryOutcome.MISSING] if is_own else 0
    is_forgotten = run.ended_at is not None and run.ended_at <= at - REPORT_KEPT
    return RunPage(
        is_own=is_own,
        is_forgotten=is_forgotten,
        has_new_answers=run.state == ImportState.READY and has_new_answers(run),
        summary=summary,
        read=applicants_words(summary.read),
        of_lists=_counted(run) if is_forgotten else _of_lists(run, summary),
        to_look_at=[] if is_forgotten else _to_look_at(run, summary, elsewhere),
        left=_left(summary),
        moves=[_move_row(run, move) for move in sorted(summary.answers_changed, key=_by_ladder)],
        matrix=matrix_of(summary.seats, lambda source, target: entries_url(run, Kind.SEAT, source, target)),
        consequences=consequences(summary, elsewhere),
    )


def consequences(summary: Summary, elsewhere: int) -> list[str]:
    """What applying will do, and what it will not, in one sentence each. ``elsewhere``: how many of other teams are not
    in the lists.
    """
    new, changed, missing = (
        summary.outcomes[outcome] for outcome in (EntryOutcome.NEW, EntryOutcome.CHANGED, EntryOutcome.MISSING)
    )
    sentences = [f"Neu aufgenommen: {_people(new)}. Geändert: {_people(changed)}. Alles andere bleibt, wie es ist."]
    if summary.closed_changed:
        sentences.append(
            f"Außerdem werden die Angaben bei {_cases(summary.closed_changed)} geändert, die geschlossen sind und "
            "geschlossen bleiben."
        )
    if summary.unanswered:
        sentences.append(f"Offene Fragen: {thousands(summary.unanswered)}. Hier bleibt der Eintrag.")
    if summary.lines:
        sentences.append(f"Unlesbare Zeilen: {thousands(summary.lines)}. Wer darin steht, bleibt unverändert.")
    if summary.dropped:
        sentences.append(
            f"Weggelassene Zeilen: {thousands(summary.dropped)}. Sie zählen, als stünden sie nicht in ihrer Liste."
        )
    if missing:
        sentences.append(f"Nicht mehr in der Datei: {_people(missing)}. Kein Fall wird dadurch geschlossen.")
    if elsewhere:
        sentences.append(
            f"In anderen Teams nicht mehr in der Datei: {_people(elsewhere)}. Die Namen sieht nach dem Anwenden deren "
            "Teamleitung."
        )
    return sentences


def open_run() -> ImportRun | None:
    """The run that has to end before another one can begin."""
    return ImportRun.objects.filter(state__in=OPEN_IMPORT_STATES).select_related("requested_by").first()


def earlier_runs() -> list[EarlierRun]:
    """The last runs that are over, the latest first."""
    over = ImportRun.objects.exclude(state__in=OPEN_IMPORT_STATES).select_related("requested_by")
    return [EarlierRun(run, _in_words(run)) for run in over[:EARLIER_SHOWN]]


def entries_url(run: ImportRun, kind: Kind, source: str = "", target: str = "") -> str:
    """The address of those whom a number of the run counts."""
    asked = {"art": kind.value, "von": source, "nach": target}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('import_entries', args=[run.key])}?{query}"


def _of_lists(run: ImportRun, summary: Summary) -> list[Tile]:
    tiles = [_tile(run, OF_OUTCOME[outcome], summary.outcomes[outcome]) for outcome in _OF_READ]
    return [*tiles, Tile(thousands(summary.unchanged), "unverändert")]


def _counted(run: ImportRun) -> list[Tile]:
    outcomes = [Tile(thousands(run.counts.get(outcome.value, 0)), OF_OUTCOME[outcome].label) for outcome in _OF_READ]
    return [*outcomes, Tile(thousands(run.counts.get("unchanged", 0)), "unverändert")]


def _to_look_at(run: ImportRun, summary: Summary, elsewhere: int) -> list[Tile]:
    questions, lines = reverse("import_questions", args=[run.key]), reverse("import_problems", args=[run.key])
    found = [
        _linked(summary.lines, "unlesbare Zeilen", lines),
        *([_linked(summary.dropped, "weggelassene Zeilen", lines)] if summary.dropped else []),
        _linked(summary.unanswered, "offene Fragen", f"{questions}?nur=offen"),
        _tile(run, Kind.CONTRADICTED, summary.contradicted),
        _tile(run, Kind.MISSING, summary.outcomes[EntryOutcome.MISSING]),
        *([Tile(thousands(elsewhere), f"{Kind.MISSING.label}, andere Teams")] if elsewhere else []),
        _tile(run, Kind.DUPLICATES, summary.duplicates),
        _tile(run, Kind.ANSWER, summary.changed_answers),
    ]
    return [*found, _tile(run, Kind.DISPLACED, summary.displaced)] if summary.seats else found


def _left(summary: Summary) -> dict[str, str]:
    numbers = {
        "missing": summary.outcomes[EntryOutcome.MISSING],
        "closed": summary.outcomes[EntryOutcome.CLOSED],
        "duplicates": summary.duplicates,
        "unanswered": summary.unanswered,
    }
    return {name: thousands(number) for name, number in numbers.items() if number}


def _tile(run: ImportRun, kind: Kind, number: int) -> Tile:
    return _linked(number, kind.label, entries_url(run, kind))


def _linked(number: int, label: str, url: str) -> Tile:
    return Tile(thousands(number), label, url if number else "")


def _by_ladder(move: Move) -> tuple[tuple[int, str], tuple[int, str]]:
    return by_ladder(move.source, move.source_label), by_ladder(move.target, move.target_label)


def _move_row(run: ImportRun, move: Move) -> MoveRow:
    url = entries_url(run, Kind.ANSWER, move.source, move.target)
    return MoveRow(move.source_label, move.target_label, thousands(move.number), url)


def _in_words(run: ImportRun) -> str:
    if run.state != ImportState.APPLIED:
        return run.notice
    new, changed = (run.counts.get(outcome.value, 0) for outcome in (EntryOutcome.NEW, EntryOutcome.CHANGED))
    return f"{thousands(run.counts.get('read', 0))} gelesen, {thousands(new)} neu, {thousands(changed)} geändert"


def _people(number: int) -> str:
    return "1 Person" if number == 1 else f"{thousands(number)} Personen"


def _cases(number: int) -> str:
    return "1 Fall" if number == 1 else f"{thousands(number)} Fällen"
