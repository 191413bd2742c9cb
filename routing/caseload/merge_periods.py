"""What has periods in the record and in a list: statuses, and the days of case management. Pure.

The list holds one period where the record may hold several. It is right as soon as its period is among them; what is
over, it need not name: no list deletes what was.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from kit.days import Period
from routing.caseload.judge import Judge, Sides
from routing.caseload.words import NOTHING, period_in_words
from routing.fields import ImportField
from routing.intake.files.exchange import days_met
from routing.intake.files.layouts import STATUS_COLUMNS
from routing.record import ApplicantRecord, AssessmentRecord, StatusRecord


def merge_statuses(
    stored: Sequence[StatusRecord],
    filed: Sequence[StatusRecord],
    last: Sequence[StatusRecord],
    on: date,
    judge: Judge,
) -> tuple[StatusRecord, ...]:
    """The statuses after the list."""
    merged = list(stored)
    for kind, *_ in STATUS_COLUMNS:
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
            merged += _as_rows(standing, kind, after)
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
    after = _enforced([row.period for row in brought], said, on)
    gone = [row for row in brought if row.period not in after]
    if said is None:
        contradicts = not gone
    else:
        # Where the list says again what it brought and that is gone, somebody took it out or made it another one.
        taken_out = said == before and not brought
        contradicts = taken_out or any(_concerns(row, said) for row in entered)
    field = ImportField.CASE_MANAGEMENT
    sides = Sides(_in_words(met), _in_words([said] if said else []))
    if not judge.takes_file(field, field.value, field.label, sides, contradicts=contradicts):
        return stored.assessments
    rows = tuple(row for row in stored.assessments if row not in gone)
    if said is None:
        return rows
    return (*rows, AssessmentRecord(said, criteria_met=True, id=gone[0].id if gone else None))


def brought_by_lists(
    stored: ApplicantRecord, merged: ApplicantRecord, filed: ApplicantRecord, last: ApplicantRecord | None
) -> tuple[AssessmentRecord, ...]:
    """The assessment that the lists brought, by this one or before. One that a person entered and the list only repeats
    stays hers, whatever the list says next.
    """
    before = last.assessments if last else ()
    added = [row.period for row in merged.assessments if row not in stored.assessments]
    if filed.assessments and (filed.assessments == before or filed.assessments[0].period in added):
        return filed.assessments
    return before if before and any(_is_from_list(row, before[0].period) for row in merged.assessments) else ()


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
    somebody entered, changed or took out.
    """
    entered = [period for period in periods if period != before]
    if said is None:
        return _enforced(periods, said, on) if all(_is_over(period, on) for period in entered) else None
    if before is not None and before in periods:
        # The entries stand beside what the list brought: only days that both claim are in dispute.
        shared = any(_overlap(period, said) for period in entered)
        return None if shared else [*entered, *_enforced([before], said, on)]
    others = [*periods, before] if before else periods
    return None if any(_excludes(period, said, on) for period in others) else [*periods, said]


def _enforced(periods: Iterable[Period], said: Period | None, on: date) -> list[Period]:
    """The periods of an applicant of whom the list is right."""
    if said is None:
        return [period for period in periods if _is_over(period, on)]
    return [*(period for period in periods if not _excludes(period, said, on)), said]


def _excludes(period: Period, said: Period, on: date) -> bool:
    """Whether a list that says this one period leaves no room for another: it is not over, or they share days."""
    return not _is_over(period, on) or _overlap(period, said)


def _as_rows(standing: Sequence[StatusRecord], kind: str, periods: Sequence[Period]) -> list[StatusRecord]:
    """Rows for the periods: a period that stays keeps its row, a new one takes the row of one that goes."""
    rows = {status.period: status for status in standing}
    gone = [status.id for status in standing if status.period not in periods]
    return [rows.get(period) or StatusRecord(kind, period, gone[0] if gone else None) for period in periods]


def _period_of(statuses: Iterable[StatusRecord], kind: str) -> Period | None:
    return next((status.period for status in statuses if status.kind == kind), None)


def _is_over(period: Period, on: date) -> bool:
    return period.end is not None and period.end <= on


def _overlap(one: Period, other: Period) -> bool:
    return (other.end is None or one.start < other.end) and (one.end is None or other.start < one.end)


def _in_words(periods: Sequence[Period]) -> str:
    return "; ".join(period_in_words(period) for period in sorted(periods, key=lambda period: period.start)) or NOTHING
