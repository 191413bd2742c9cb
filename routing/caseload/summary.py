"""What a run found, in numbers: the same that its lists show."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from routing.caselist.matrix import Move
from routing.caseload.kinds import FROM_DESK, Kind, of_kind
from routing.enums import EntryOutcome
from routing.fields import FieldRule
from routing.models import ImportDroppedLine, ImportEntry, ImportProblem, ImportQuestion, ImportRun, ListedCase
from routing.permissions import desks_of
from staff.models import User

FEW_CHANGES = 10
"""Fewer changed answers than these are read one by one, whatever their share."""


@dataclass(frozen=True)
class Summary:
    """The figures of a run, of all whom the reader may see in it; lines read and unchanged applicants are those of the
    whole run. ``closed_changed``: closed cases whose records become others.
    """

    outcomes: dict[str, int]
    closed_changed: int
    contradicted: int
    lines: int
    dropped: int
    read: int
    unchanged: int
    duplicates: int
    questions: int
    unanswered: int
    answers_changed: list[Move]
    seats: list[Move]

    @property
    def displaced(self) -> int:
        """How many sit elsewhere than the rules would have them."""
        return sum(move.number for move in self.seats if not move.stays)

    @property
    def changed_answers(self) -> int:
        """How many answers change their desk."""
        return sum(move.number for move in self.answers_changed)


def many_changes(run: ImportRun) -> int:
    """How many answers applying would change, where that is so many that lists may be wrong: more than a tenth of the
    office's, and ten at least; 0 where it is fewer.
    """
    changes, cases = of_kind(run.entries.all(), Kind.ANSWER).count(), ListedCase.objects.count()
    return changes if changes >= FEW_CHANGES and changes * 10 > cases else 0


def visible_entries(run: ImportRun, user: User) -> QuerySet[ImportEntry]:
    """What the user may see of a run: what concerns the desks of her team; and of one that she uploaded everybody in
    the lists, which she has. Who is not in them she does not have: a list of one line would show her the whole office.
    """
    entries = ImportEntry.objects.filter(run=run)
    desks = [desk.pk for desk in desks_of(user)]
    concerned = Q()
    for name in ("desk_now", "desk_before", "desk_after", "seat"):
        concerned |= Q(**{f"{name}__in": desks})
    if run.requested_by_id == user.pk:
        concerned |= ~Q(outcome=EntryOutcome.MISSING)
    return entries.filter(concerned)


def summary_of(run: ImportRun, entries: QuerySet[ImportEntry]) -> Summary:
    """The figures of these entries, and of the lists' lines."""
    by_outcome = dict(entries.order_by().values_list("outcome").annotate(count=Count("pk")))
    questions = ImportQuestion.objects.filter(entry__in=entries)
    return Summary(
        outcomes={outcome.value: by_outcome.get(outcome.value, 0) for outcome in EntryOutcome},
        closed_changed=entries.filter(
            outcome=EntryOutcome.CLOSED, differences__contains=[{"rule": FieldRule.FILE.value}]
        ).count(),
        contradicted=of_kind(entries, Kind.CONTRADICTED).count(),
        lines=ImportProblem.objects.filter(file__run=run).values("file", "list_kind", "line").distinct().count(),
        dropped=ImportDroppedLine.objects.filter(file__run=run).count(),
        read=run.counts.get("read", 0),
        unchanged=run.counts.get("unchanged", 0),
        duplicates=of_kind(entries, Kind.DUPLICATES).count(),
        questions=questions.count(),
        unanswered=questions.filter(answer="").count(),
        answers_changed=_moves(entries, Kind.ANSWER),
        seats=_moves(entries, Kind.SEAT),
    )


def _moves(entries: QuerySet[ImportEntry], kind: Kind) -> list[Move]:
    source = FROM_DESK[kind]
    grouped = of_kind(entries, kind).order_by(source, "desk_after")
    named = grouped.values_list(source, f"{source}__label", "desk_after", "desk_after__label")
    return [Move(*row) for row in named.annotate(number=Count("pk"))]
