"""The applicants behind the numbers of a run: what the lists say of each, and what is done about it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from routing.caseload.kinds import OF_OUTCOME
from routing.enums import EntryOutcome, ImportState
from routing.fields import FieldRule
from routing.models import Applicant, ImportDuplicate, ImportEntry, ImportRun, ListedCase
from routing.permissions import desks_of, visible_applicants
from staff.models import User

_TONES = {
    EntryOutcome.NEW: "success",
    EntryOutcome.CHANGED: "info",
    EntryOutcome.KEPT: "neutral",
    EntryOutcome.MISSING: "warning",
    EntryOutcome.CLOSED: "warning",
}


class DifferenceLine(NamedTuple):
    """One thing that the list says otherwise. ``verdict`` says who is right where somebody entered the other."""

    label: str
    stored: str
    filed: str
    verdict: str
    tone: str


class DuplicateLine(NamedTuple):
    """Who may be the same person; ``key`` where the reader may open her page."""

    number: str
    key: UUID | None


class EntryRow(NamedTuple):
    """An applicant in the list. ``key`` leads to her page where the reader may open it, ``close_key`` to the closing of
    her case where that is hers to do. ``desk`` is responsible now, or will be of somebody new.
    """

    id: int
    name: str
    number: str
    birth_date: date
    key: UUID | None
    outcome: str
    tone: str
    desk: str
    answer_before: str
    answer_after: str
    differences: list[DifferenceLine]
    duplicates: list[DuplicateLine]
    close_key: UUID | None
    is_closed: bool

    @property
    def answer_changes(self) -> bool:
        """Whether the rules name another desk than before."""
        return bool(self.answer_before) and self.answer_before != self.answer_after


class EntryPage(NamedTuple):
    """Some of the entries in their order. ``subjects`` are the keys of all known applicants among them."""

    rows: list[EntryRow]
    subjects: list[UUID]


class People(NamedTuple):
    """Whom the office knows under some customer numbers, and which of them the reader may open."""

    keys: dict[str, UUID]
    openable: dict[str, UUID]


def with_desks(entries: QuerySet[ImportEntry]) -> QuerySet[ImportEntry]:
    """The entries with all desks that a row names."""
    return entries.select_related("desk_now", "desk_before", "desk_after", "seat")


def entry_page(run: ImportRun, shown: Sequence[ImportEntry], user: User, on: date) -> EntryPage:
    """These entries, read by `with_desks`, as rows."""
    duplicates = _duplicates(shown)
    numbers = [entry.customer_number for entry in shown]
    others = [number for numbers_of_one in duplicates.values() for number in numbers_of_one]
    people = people_of([*numbers, *others], user, on)
    closing = _Closing(shown, user)
    rows = [_row(entry, run, duplicates.get(entry.pk, []), people, closing) for entry in shown]
    return EntryPage(rows, list(people.keys.values()))


def people_of(numbers: Sequence[str], user: User, on: date) -> People:
    """Who has these customer numbers."""
    keys = dict(Applicant.objects.filter(customer_number__in=numbers).values_list("customer_number", "key"))
    openable = visible_applicants(user, on).filter(customer_number__in=numbers)
    return People(keys, dict(openable.values_list("customer_number", "key")))


def verdict_of(difference: dict[str, Any], state: str) -> tuple[str, str]:
    """Who is right, in words with their tone; nothing where nobody had entered anything else."""
    if not difference["contradicts"]:
        return "", ""
    if difference["rule"] == FieldRule.FILE:
        return "Datei gilt", "info"
    if difference["rule"] == FieldRule.ENTRY:
        return "Eintrag bleibt", "neutral"
    return (
        ("nicht beantwortet: Eintrag blieb", "neutral") if state == ImportState.APPLIED else ("Frage offen", "warning")
    )


class _Closing:
    """Of those who are proposed for closing, whose cases are still open, and which are the reader's to close."""

    def __init__(self, entries: Iterable[ImportEntry], user: User) -> None:
        listed = ListedCase.objects.filter(applicant__in=[entry.applicant_id for entry in entries])
        self._desks = dict(listed.values_list("applicant", "desk"))
        self._own = {desk.pk for desk in desks_of(user)}

    def is_closed(self, entry: ImportEntry) -> bool:
        """Whether her case was closed since the dry run."""
        return entry.outcome == EntryOutcome.MISSING and entry.applicant_id not in self._desks

    def is_for_reader(self, entry: ImportEntry) -> bool:
        """Whether her case may be closed by the reader."""
        return (
            entry.outcome == EntryOutcome.MISSING
            and entry.applicant_id is not None
            and self._desks.get(entry.applicant_id) in self._own
        )


def _row(entry: ImportEntry, run: ImportRun, duplicates: list[str], people: People, closing: _Closing) -> EntryRow:
    desk = entry.desk_now or entry.seat or (entry.desk_after if entry.outcome == EntryOutcome.NEW else None)
    key = people.openable.get(entry.customer_number)
    return EntryRow(
        id=entry.pk,
        name=f"{entry.last_name}, {entry.first_name}",
        number=entry.customer_number,
        birth_date=entry.birth_date,
        key=key,
        outcome=OF_OUTCOME[EntryOutcome(entry.outcome)].label,
        tone=_TONES[EntryOutcome(entry.outcome)],
        desk=desk.label if desk else "",
        answer_before=entry.desk_before.label if entry.desk_before else "",
        answer_after=entry.desk_after.label if entry.desk_after else "",
        differences=[_difference(difference, run.state) for difference in entry.differences],
        duplicates=[DuplicateLine(number, people.openable.get(number)) for number in duplicates],
        close_key=key if closing.is_for_reader(entry) else None,
        is_closed=closing.is_closed(entry),
    )


def _difference(difference: dict[str, Any], state: str) -> DifferenceLine:
    verdict, tone = verdict_of(difference, state)
    return DifferenceLine(difference["label"], difference["stored"], difference["filed"], verdict, tone)


def _duplicates(entries: Sequence[ImportEntry]) -> dict[int, list[str]]:
    """The other numbers by entry."""
    numbers: dict[int, list[str]] = {}
    for entry, number in ImportDuplicate.objects.filter(entry__in=entries).values_list("entry", "other_number"):
        numbers.setdefault(entry, []).append(number)
    return numbers
