"""What has periods in the record and in a list: statuses, and the days of case management. Pure.

The list holds one period where the record may hold several. It is right as soon as its period is among them; what is
over, it need not name: no list deletes what was.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from kit.days import OPEN_END, Period
from routing.caseload.judge import Judge, Sides
from routing.caseload.words import NOTHING, period_in_words
from routing.fields import ImportField
from routing.intake.files.exchange import days_met
from routing.record import ApplicantRecord, AssessmentRecord, StatusRecord


def merge_statuses(
    stored: Sequence[StatusRecord],
    filed: Sequence[StatusRecord],
    last: Sequence[StatusRecord],
    kinds: Iterable[str],
    on: date,
    judge: Judge,
) -> tuple[StatusRecord, ...]:
    """The statuses after the list, which speaks about these kinds (values of `routing.enums.StatusKind`) only."""
    merged = list(stored)
    for kind in kinds:
        standing = [status for status in merged if status.kind == kind]
        said, before = _period_of(filed, kind), _period_of(last, kind)
        periods = [status.period for status in standing]
        if _is_among(said, periods, on):
            continue
        news = _replaced(periods, before, said, on)
        sides = Sides(_in_words(periods), _in_words([said] if said else []))
        if judge.takes_file(ImportField(kind), kind, ImportField(kind).label, sides, contradicts=news is None):
            after = _enforced(periods, said, on) if news is None else news
            merged = [status for status in merged if status.kind != kind]
            merged += _as_rows(standing, kind, after, before)
    return tuple(merged)


def merge_assessments(
    stored: ApplicantRecord, filed: ApplicantRecord, last: ApplicantRecord | None, on: date, judge: Judge
) -> tuple[AssessmentRecord, ...]:
    """The assessments of case management after the list. What a person assessed or decided is never overwritten: the
    list adds a period where there is none yet, and changes what it brought itself.
    """
    said = filed.assessments[0].period if filed.assessments else None
    before = last.assessments[0].period if last and last.assessments else None
    met = days_met(stored)
    if _is_among(said, met, on):
        return stored.assessments
    brought = [row for row in stored.assessments if _is_from_list(row, before)]
    entered = [row for row in stored.assessments if row not in brought]
    free = said is None or not any(_concerns(row, said) for row in entered)
    field = ImportField.CASE_MANAGEMENT
    sides = Sides(_in_words(met), _in_words([said] if said else []))
    contradicts = not free or (said is None and not brought)
    if not judge.takes_file(field, field.value, field.label, sides, contradicts=contradicts):
        return stored.assessments
    if said is None:
        return tuple(entered)
    row = replace(brought[0], period=said) if brought else AssessmentRecord(said, criteria_met=True)
    return (*entered, row)


def _concerns(row: AssessmentRecord, said: Period) -> bool:
    return _overlap(row.period, said) or (row.exception is not None and _overlap(row.exception.period, said))


def _is_from_list(row: AssessmentRecord, before: Period | None) -> bool:
    return (
        row.period == before
        and row.criteria_met
        and row.exception is None
        and row.next_due is None
        and not row.criteria
    )


def _is_among(said: Period | None, periods: Collection[Period], on: date) -> bool:
    """Whether the list says nothing else than the record."""
    return said in periods if said else all(_is_over(period, on) for period in periods)


def _replaced(periods: Sequence[Period], before: Period | None, said: Period | None, on: date) -> list[Period] | None:
    """The periods with what the last list brought replaced by what this one says; none where that contradicts what
    somebody entered.
    """
    entered = [period for period in periods if period != before]
    if len(entered) == len(periods) and before is not None:
        return None
    if said is None:
        return entered if all(_is_over(period, on) for period in entered) else None
    if before is None and entered:
        return None
    return None if any(_overlap(period, said) for period in entered) else [*entered, said]


def _enforced(periods: Sequence[Period], said: Period | None, on: date) -> list[Period]:
    """The periods of an applicant of whom the list is right."""
    if said is None:
        return [period for period in periods if _is_over(period, on)]
    return [*(period for period in periods if not _overlap(period, said)), said]


def _as_rows(
    standing: Sequence[StatusRecord], kind: str, periods: Iterable[Period], before: Period | None
) -> list[StatusRecord]:
    """Rows for the periods: a period that stays keeps its row, a new one takes the row of the one that it replaces."""
    rows = {status.period: status for status in standing}
    unused = rows.pop(before, None) if before is not None else None
    merged = []
    for period in periods:
        if period in rows:
            merged.append(rows[period])
        else:
            merged.append(StatusRecord(kind, period, unused.id if unused else None))
            unused = None
    return merged


def _period_of(statuses: Iterable[StatusRecord], kind: str) -> Period | None:
    return next((status.period for status in statuses if status.kind == kind), None)


def _is_over(period: Period, on: date) -> bool:
    return period.end is not None and period.end <= on


def _overlap(one: Period, other: Period) -> bool:
    return one.start < (other.end or OPEN_END) and other.start < (one.end or OPEN_END)


def _in_words(periods: Sequence[Period]) -> str:
    return "; ".join(period_in_words(period) for period in sorted(periods, key=lambda p: p.start)) or NOTHING
