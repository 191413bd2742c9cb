"""What a run found, in numbers: the same that its lists show."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet

from routing.enums import EntryOutcome
from routing.models import ImportDuplicate, ImportEntry, ImportProblem, ImportQuestion, ImportRun
from routing.permissions import desks_of
from staff.models import User


class Move(NamedTuple):
    """So many answers or seats that go from one desk to another, by the desks' codes and labels."""

    source: str
    source_label: str
    target: str
    target_label: str
    number: int


@dataclass(frozen=True)
class Summary:
    """The figures of a run, of all whom the reader may see in it."""

    outcomes: dict[str, int]
    contradicted: int
    lines: int
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
        return sum(move.number for move in self.seats if move.source != move.target)

    @property
    def changed_answers(self) -> int:
        """How many answers change their desk."""
        return sum(move.number for move in self.answers_changed)


def visible_entries(run: ImportRun, user: User) -> QuerySet[ImportEntry]:
    """What the user may see of a run: everything of one that she uploaded, whose lists she has; else what concerns the
    desks of her team.
    """
    entries = ImportEntry.objects.filter(run=run)
    if run.requested_by_id == user.pk:
        return entries
    desks = [desk.pk for desk in desks_of(user)]
    concerned = Q()
    for name in ("desk_now", "desk_before", "desk_after", "seat"):
        concerned |= Q(**{f"{name}__in": desks})
    return entries.filter(concerned)


def summary_of(run: ImportRun, entries: QuerySet[ImportEntry]) -> Summary:
    """The figures of these entries, and of the lists' lines."""
    by_outcome = dict(entries.order_by().values_list("outcome").annotate(count=Count("pk")))
    questions = ImportQuestion.objects.filter(entry__in=entries)
    return Summary(
        outcomes={outcome.value: by_outcome.get(outcome.value, 0) for outcome in EntryOutcome},
        contradicted=entries.filter(contradicts=True).count(),
        lines=ImportProblem.objects.filter(file__run=run).values("file", "list_kind", "line").distinct().count(),
        read=run.counts.get("read", 0),
        unchanged=run.counts.get("unchanged", 0),
        duplicates=duplicated(entries).count(),
        questions=questions.count(),
        unanswered=questions.filter(answer="").count(),
        answers_changed=_moves(changed_answers(entries), "desk_before", "desk_after"),
        seats=_moves(entries.filter(seat__isnull=False), "seat", "desk_after"),
    )


def changed_answers(entries: QuerySet[ImportEntry]) -> QuerySet[ImportEntry]:
    """Those whose desk by the rules becomes another one."""
    return entries.filter(desk_before__isnull=False, desk_after__isnull=False).exclude(desk_before=F("desk_after"))


def duplicated(entries: QuerySet[ImportEntry]) -> QuerySet[ImportEntry]:
    """Those who may be somebody else's double."""
    return entries.filter(pk__in=ImportDuplicate.objects.values("entry"))


def _moves(entries: QuerySet[ImportEntry], source: str, target: str) -> list[Move]:
    grouped = entries.order_by(source, target).values_list(source, f"{source}__label", target, f"{target}__label")
    return [Move(*row) for row in grouped.annotate(number=Count("pk"))]
