"""The night: who is due is asked anew, what comes up is announced, and what was agreed for the day is carried out.

Who is due stands in the database; a night may run twice, be killed, or be missed: whatever is still due is done by the
next one, and nothing twice.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q

from kit.bulk import write_changes
from routing.assignment.consequences import Asked
from routing.assignment.deciding import decide_many
from routing.casefile import held_applicants
from routing.enums import Occasion
from routing.models import CurrentDecision, Notice, ReviewRun, SetAside
from routing.queries import policy_schedule
from routing.rules.notices import next_note_on, notes_due

CHUNK = 250
"""So many applicants are one task."""

_LONGEST_REASON = 200


class Reviewed(NamedTuple):
    """What came of some applicants."""

    reviewed: int = 0
    lapsed: int = 0
    desk_changed: int = 0
    set_aside: int = 0

    def plus(self, other: "Reviewed") -> "Reviewed":
        """Both together."""
        return Reviewed(*(one + another for one, another in zip(self, other, strict=True)))


def due(on: date) -> Q:
    """Whoever is to be reviewed by ``on``, or to be told about something that comes up."""
    return Q(review_on__lte=on) | Q(notice_on__lte=on)


def due_chunks(on: date) -> Iterator[list[int]]:
    """Everybody who is due, by id, in chunks of one task each; those who were set aside before come last and alone, so
    that they hold nobody up.
    """
    applicants = CurrentDecision.objects.filter(due(on)).order_by("applicant").values_list("applicant", flat=True)
    alone = list(applicants.filter(applicant__set_aside__isnull=False))
    chunk: list[int] = []
    for applicant in applicants.filter(applicant__set_aside__isnull=True).iterator():
        chunk.append(applicant)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
    for applicant in alone:
        yield [applicant]


@transaction.atomic
def begin_night(*, on: date, at: datetime) -> ReviewRun:
    """The row of the night; however often it is begun, there is one."""
    run, _ = ReviewRun.objects.get_or_create(on=on, defaults={"started_at": at})
    return run


@transaction.atomic
def end_night(*, on: date, at: datetime) -> bool:
    """Note the end of the night, and of earlier ones that it caught up with, once nobody is due any more but those set
    aside; whether that is so.
    """
    if CurrentDecision.objects.filter(due(on), applicant__set_aside__isnull=True).exists():
        return False
    ReviewRun.objects.filter(on__lte=on, finished_at__isnull=True).update(finished_at=at)
    return True


def review_chunk(*, applicants: Sequence[int], on: date, at: datetime) -> Reviewed:
    """Review those of these applicants who are still due. One who cannot be reviewed is set aside and stops nobody."""
    return apart(applicants=applicants, do=lambda some: _review(some, on, at), on=on, at=at)


def apart(*, applicants: Sequence[int], do: Callable[[Sequence[int]], Reviewed], on: date, at: datetime) -> Reviewed:
    """Do something with many in one transaction; where that fails, with each half, down to the one who is set aside."""
    try:
        return do(applicants)
    except Exception as problem:
        if len(applicants) > 1:
            half = len(applicants) // 2
            first = apart(applicants=applicants[:half], do=do, on=on, at=at)
            return first.plus(apart(applicants=applicants[half:], do=do, on=on, at=at))
        set_aside(applicant=applicants[0], reason=_words(problem), on=on, at=at)
        return Reviewed(set_aside=1)


@transaction.atomic
def set_aside(*, applicant: int, reason: str, on: date, at: datetime) -> None:
    """Keep who could not be reviewed and why; each later night tries her again, last and alone."""
    SetAside.objects.bulk_create(
        [SetAside(applicant_id=applicant, since=on, last_at=at, reason=reason[:_LONGEST_REASON])],
        update_conflicts=True,
        unique_fields=["applicant"],
        update_fields=["last_at", "reason"],
    )


def was_set_aside(applicant: int, on: date) -> bool:
    """Whether she could not be reviewed on this day already."""
    return SetAside.objects.filter(applicant=applicant, last_at__date=on).exists()


@transaction.atomic
def _review(applicants: Sequence[int], on: date, at: datetime) -> Reviewed:
    # The applicants first, in the order of their ids, as every action does. The same chunk at a second worker waits
    # here, and finds nobody due any more.
    ids = [applicant.pk for applicant in held_applicants(applicants)]
    still_due = list(CurrentDecision.objects.filter(due(on), applicant__in=ids).values_list("applicant", flat=True))
    if not still_due:
        return Reviewed()
    asked = decide_many(applicants=still_due, occasion=Occasion.REVIEWED, by=None, on=on, at=at)
    _announce(asked, on)
    SetAside.objects.filter(applicant__in=still_due).delete()
    found = Reviewed(
        reviewed=len(asked),
        lapsed=sum(answer.has_lapsed for answer in asked.values()),
        desk_changed=sum(_desk_changed(answer) for answer in asked.values()),
    )
    ReviewRun.objects.filter(on=on).update(
        reviewed=F("reviewed") + found.reviewed,
        lapsed=F("lapsed") + found.lapsed,
        desk_changed=F("desk_changed") + found.desk_changed,
    )
    return found


def _announce(asked: dict[int, Asked], on: date) -> None:
    """Note what comes up, each thing once, and the next night on which there is something to note."""
    policies = policy_schedule()
    Notice.objects.bulk_create(
        (
            Notice(
                applicant_id=applicant,
                kind=note.upcoming.kind.value,
                day=note.upcoming.day,
                lead_days=note.lead_days,
                noted_on=on,
            )
            for applicant, answer in asked.items()
            for note in notes_due(answer.facts, on, policies, answer.overrides)
        ),
        ignore_conflicts=True,
    )
    nexts = [
        CurrentDecision(applicant_id=applicant, notice_on=next_note_on(answer.facts, on, policies, answer.overrides))
        for applicant, answer in asked.items()
    ]
    write_changes(nexts, ["notice_on"])


def _desk_changed(answer: Asked) -> bool:
    return answer.before is not None and answer.before.desk_id != answer.decision.desk_id


def _words(problem: Exception) -> str:
    """What happened where, without content of the record: an error's text may quote it."""
    return f"{type(problem).__name__} in {_place_of(problem)}"


def _place_of(problem: Exception) -> str:
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
