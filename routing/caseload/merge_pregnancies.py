"""Pregnancy marks in the record and in a list, which holds one where the record may hold several. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from routing.caseload.judge import Judge, Sides
from routing.caseload.words import NOTHING, pregnancy_in_words
from routing.fields import ImportField
from routing.record import PregnancyRecord

# Two due dates that lie closer together than this belong to one pregnancy; § 3 MuSchG and ROUTING reckon a birth that
# long before the due date to it.
_ONE_PREGNANCY = timedelta(days=140)
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
    said = filed[0] if filed else None
    before = last[0] if last else None
    if _is_among(said, stored, on):
        return tuple(stored)
    news = _replaced(stored, before, said, on)
    field = ImportField.PREGNANCY
    sides = Sides(_in_words(stored), _in_words(filed))
    if not judge.takes_file(field, field.value, field.label, sides, contradicts=news is None):
        return tuple(stored)
    return tuple(_enforced(stored, said, on) if news is None else news)


def _is_among(said: PregnancyRecord | None, stored: Sequence[PregnancyRecord], on: date) -> bool:
    if said is None:
        return all(_is_long_over(mark, on) for mark in stored)
    return any(_plain(mark) == said for mark in stored)


def _replaced(
    stored: Sequence[PregnancyRecord], before: PregnancyRecord | None, said: PregnancyRecord | None, on: date
) -> list[PregnancyRecord] | None:
    """The marks with what the last list brought replaced by what this one says; none where that contradicts what
    somebody entered.
    """
    brought = [mark for mark in stored if _plain(mark) == before]
    entered = [mark for mark in stored if _plain(mark) != before]
    if before is not None and not brought:
        return None
    if said is None:
        return entered if all(_is_long_over(mark, on) for mark in entered) else None
    if any(_is_same_pregnancy(mark, said) for mark in entered):
        return None
    return [*entered, *_instead(brought, said)]


def _enforced(stored: Sequence[PregnancyRecord], said: PregnancyRecord | None, on: date) -> list[PregnancyRecord]:
    """The marks of an applicant of whom the list is right."""
    if said is None:
        return [mark for mark in stored if _is_long_over(mark, on)]
    same = [mark for mark in stored if _is_same_pregnancy(mark, said)]
    return [*(mark for mark in stored if mark not in same), *_instead(same, said)]


def _instead(marks: Sequence[PregnancyRecord], said: PregnancyRecord) -> list[PregnancyRecord]:
    """``said`` in the row of the mark of the same pregnancy; marks of another pregnancy stay as they were."""
    others = [mark for mark in marks if not _is_same_pregnancy(mark, said)]
    same = [mark for mark in marks if _is_same_pregnancy(mark, said)]
    return [*others, replace(said, id=same[0].id) if same else said]


def _is_same_pregnancy(one: PregnancyRecord, other: PregnancyRecord) -> bool:
    if one.due_date is None or other.due_date is None:
        return True
    return abs(one.due_date - other.due_date) < _ONE_PREGNANCY


def _is_long_over(mark: PregnancyRecord, on: date) -> bool:
    if mark.ended_on is not None and mark.ended_on <= on:
        return True
    return mark.due_date is not None and mark.due_date < on - _LONG_PAST


def _plain(mark: PregnancyRecord) -> PregnancyRecord:
    return replace(mark, id=None)


def _in_words(marks: Sequence[PregnancyRecord]) -> str:
    return "; ".join(pregnancy_in_words(mark) for mark in marks) or NOTHING
