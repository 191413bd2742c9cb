"""What the office learnt about one applicant, and when: every row of the record with the versions it had."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kit.days import Period
from routing.demo.draw import Draw
from routing.enums import ClosingReason
from routing.record import (
    ApplicantRecord,
    AssessmentRecord,
    MemberRecord,
    PersonRecord,
    PregnancyRecord,
    StatusRecord,
)

Row = MemberRecord | StatusRecord | PregnancyRecord | AssessmentRecord


@dataclass(frozen=True, slots=True)
class Known:
    """One version of a row, known to the office from a day on."""

    since: date
    row: Row


@dataclass(frozen=True, slots=True)
class Closing:
    """A case closed, and perhaps opened again later."""

    on: date
    reason: ClosingReason
    reopened: date | None = None


@dataclass(slots=True)
class Course:
    """One applicant: who she is, when her case was opened, what became known, when it was closed. ``handed_over`` is
    false when the last change of desk is only proposed yet, or only initiated (``initiated``).
    """

    person: PersonRecord
    opened: date
    facts: list[tuple[Known, ...]] = field(default_factory=list)
    closing: Closing | None = None
    handed_over: bool = True
    initiated: bool = False

    def rows_on(self, day: date) -> dict[int, Row]:
        """The rows as known on ``day``, each by the position of its fact."""
        rows = {}
        for position, versions in enumerate(self.facts):
            known = [version.row for version in versions if version.since <= day]
            if known:
                rows[position] = known[-1]
        return rows


def as_record(person: PersonRecord, rows: Iterable[Row]) -> ApplicantRecord:
    """The record that these rows make up."""
    rows = tuple(rows)
    return ApplicantRecord(
        person,
        tuple(row for row in rows if isinstance(row, MemberRecord)),
        tuple(row for row in rows if isinstance(row, StatusRecord)),
        tuple(row for row in rows if isinstance(row, PregnancyRecord)),
        tuple(row for row in rows if isinstance(row, AssessmentRecord)),
    )


def learnt(draw: Draw, course: Course, day: date) -> date:
    """When the office learns of something that happens on ``day``: some days later, at the earliest with the opening,
    at the latest today.
    """
    return max(course.opened, draw.office_day(day + timedelta(days=draw.between(2, 25))))


def add_member(draw: Draw, course: Course, member: MemberRecord) -> None:
    """Enter a person of the household; her moving out, if she does, becomes known later. Whoever had left before the
    case was opened is not known.
    """
    if member.moved_out is not None and member.moved_out <= course.opened:
        return
    began = member.moved_in or member.birth_date or course.opened
    since = course.opened if began <= course.opened else learnt(draw, course, began)
    if member.moved_out is None:
        course.facts.append((Known(since, member),))
        return
    before = MemberRecord(
        member.relation, member.birth_date, member.first_name, member.last_name, member.married_on, member.moved_in
    )
    left = max(since, learnt(draw, course, member.moved_out))
    course.facts.append((Known(since, before), Known(left, member)))


def add_status(draw: Draw, course: Course, kind: str, period: Period) -> None:
    """Enter a dated status."""
    course.facts.append((Known(learnt(draw, course, period.start), StatusRecord(kind, period)),))


def add_pregnancy(draw: Draw, course: Course, pregnancy: PregnancyRecord, told: date) -> None:
    """Enter a pregnancy told of on ``told``; proof is entered on the day it is seen, the end when it is known."""
    first = PregnancyRecord(pregnancy.due_date, expected_single_parent=pregnancy.expected_single_parent)
    since = max(course.opened, draw.office_day(told))
    versions = [Known(since, first)]
    seen, ended = pregnancy.proof_seen_on, pregnancy.ended_on
    if seen is not None:
        with_proof = PregnancyRecord(pregnancy.due_date, seen, None, pregnancy.expected_single_parent)
        versions.append(Known(max(since, seen), with_proof))
    if ended is not None:
        versions.append(Known(max(versions[-1].since, learnt(draw, course, ended)), pregnancy))
    course.facts.append(tuple(versions))


def add_assessments(course: Course, assessments: list[AssessmentRecord]) -> None:
    """Enter assessments in the order of their days: each is known on its day, and ends the one before."""
    for position, assessment in enumerate(assessments):
        start = assessment.period.start
        versions = [Known(start, assessment)]
        if position + 1 < len(assessments):
            end = assessments[position + 1].period.start
            ended = AssessmentRecord(Period(start, end), assessment.criteria_met, assessment.exception)
            versions.append(Known(end, ended))
        course.facts.append(tuple(versions))
