"""Pregnancy marks in the record and in a list, which holds one where the record may hold several. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kit.days import OPEN_END
from routing.caseload.judge import Judge, Sides
from routing.caseload.words import NOTHING, pregnancy_in_words
from routing.fields import ImportField
from routing.record import PregnancyRecord
from routing.rules.open_points import EARLIEST_BIRTH_BEFORE_DUE_DATE

# The longest for which a mark can matter after the due date: the waiting days, generously.
_LONG_PAST = timedelta(days=365)


def merge_pregnancies(
    stored: Sequence[PregnancyRecord],
    filed: Sequence[PregnancyRecord],
    last: Sequence[PregnancyRecord],
    on: date,
    judge: Judge,
) -> tuple[PregnancyRecord, ...]:
    """The marks after the list. It is right as soon as its mark is among them; what is long over, it need not name."""
    said = _plain(filed[0]) if filed else None
    before = _plain(last[0]) if last else None
    if _is_among(said, stored, on):
        return tuple(stored)
    news = _replaced(stored, before, said, on)
    field = ImportField.PREGNANCY
    sides = Sides(_in_words(stored), _in_words(filed))
    if not judge.takes_file(field, field.value, field.label, sides, contradicts=news is None):
        return tuple(stored)
    return tuple(_enforced(stored, said, on) if news is None else news)


def _is_among(said: PregnancyRecord | None, stored: Sequence[PregnancyRecord], on: date) -> bool:
    """Whether the list says nothing else than the record."""
    return _need_not_be_named(stored, on) if said is None else any(_plain(mark) == said for mark in stored)


def _replaced(
    stored: Sequence[PregnancyRecord], before: PregnancyRecord | None, said: PregnancyRecord | None, on: date
) -> list[PregnancyRecord] | None:
    """The marks with what the last list brought replaced by what this one says; none where that contradicts what
    somebody entered, changed or took out.
    """
    brought = [mark for mark in stored if _plain(mark) == before]
    entered = [mark for mark in stored if mark not in brought]
    if said is None:
        return entered if _need_not_be_named(entered, on) else None
    if brought:
        # The entries stand beside what the list brought: only the pregnancy that both mean is in dispute.
        shared = any(_collide(mark, said, on) for mark in entered)
        return None if shared else [*entered, *_enforced(brought, said, on)]
    others = [*stored, before] if before else stored
    return None if any(_excludes(mark, said, on) for mark in others) else [*stored, said]


def _enforced(stored: Sequence[PregnancyRecord], said: PregnancyRecord | None, on: date) -> list[PregnancyRecord]:
    """The marks of an applicant of whom the list is right: what it says takes the row of a mark that goes."""
    if said is None:
        return [mark for mark in stored if _need_not_be_named([mark], on)]
    gone = [mark for mark in stored if _excludes(mark, said, on)]
    return [*(mark for mark in stored if mark not in gone), replace(said, id=gone[0].id if gone else None)]


def _excludes(mark: PregnancyRecord, said: PregnancyRecord, on: date) -> bool:
    """Whether a list that says this one mark leaves no room for another: it is not past, or means the same."""
    return not _is_past(mark, on) or _is_same(mark, said)


def _collide(mark: PregnancyRecord, said: PregnancyRecord, on: date) -> bool:
    """Whether both cannot be true: they mean the same pregnancy, or none of the two is past."""
    return _is_same(mark, said) or not (_is_past(mark, on) or _is_past(said, on))


def _is_same(one: PregnancyRecord, other: PregnancyRecord) -> bool:
    if one.due_date is None or other.due_date is None:
        return one.due_date == other.due_date
    return abs(one.due_date - other.due_date) < EARLIEST_BIRTH_BEFORE_DUE_DATE


def _is_past(mark: PregnancyRecord, on: date) -> bool:
    return _has_ended(mark, on) or (mark.due_date is not None and mark.due_date < on)


def _need_not_be_named(marks: Sequence[PregnancyRecord], on: date) -> bool:
    """Whether a list without a mark may mean these: they are long over, or say nothing at all."""
    return all(
        _has_ended(mark, on)
        or (mark.due_date is not None and mark.due_date < on - _LONG_PAST)
        or _plain(mark) == PregnancyRecord()
        for mark in marks
    )


def _has_ended(mark: PregnancyRecord, on: date) -> bool:
    return mark.ended_on is not None and mark.ended_on <= on


def _plain(mark: PregnancyRecord) -> PregnancyRecord:
    """The mark as a list says it."""
    return replace(mark, id=None, ended_on=None if mark.ended_on == OPEN_END else mark.ended_on)


def _in_words(marks: Sequence[PregnancyRecord]) -> str:
    by_due_date = sorted(marks, key=lambda mark: mark.due_date or OPEN_END)
    return "; ".join(pregnancy_in_words(_plain(mark)) for mark in by_due_date) or NOTHING
