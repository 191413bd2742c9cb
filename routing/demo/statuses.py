"""What is drawn for every applicant whatever her household: dated statuses, case management, the end of the case."""

from dataclasses import replace
from datetime import date, timedelta

from kit.days import OPEN_END, Period, age_on, day_after
from routing.demo.colleagues import CASEWORKERS
from routing.demo.course import Closing, Course, add_assessments, add_status, as_record
from routing.demo.draw import Draw
from routing.enums import ClosingReason, KeepReason, StatusKind
from routing.record import AssessmentRecord, ExceptionRecord, MemberRecord, facts_of
from routing.rules.codes import Relation
from routing.rules.decision import decide

# Of all applicants: how many have the status now, and how many had it once.
STATUS_SHARES = {
    StatusKind.SELF_EMPLOYED: (0.05, 0.025),
    StatusKind.SEVERELY_DISABLED: (0.045, 0.008),
    StatusKind.EQUAL_STATUS: (0.015, 0.004),
    StatusKind.REHABILITATION: (0.025, 0.02),
}
SHORTEST_STATUS_DAYS = 180
LONGEST_STATUS_DAYS = 2000
PENSION_AGE = 63
EXCEPTION_REASONS = (
    (KeepReason.TRUST, "Stabilisierung ist absehbar"),
    (KeepReason.MEASURE, "Wechsel erst nach deren Ende"),
    (KeepReason.CASE_CONFERENCE, "Beide Teams waren sich einig"),
)


def add_dated_statuses(draw: Draw, course: Course) -> None:
    """Enter the statuses that rules read, and the § 10 mark, which none reads."""
    for kind, (now, once) in STATUS_SHARES.items():
        young = age_on(course.person.birth_date, draw.on) < 22
        if draw.chance(now * (0.3 if young else 1)):
            add_status(draw, course, kind, _current_period(draw))
        elif draw.chance(once):
            add_status(draw, course, kind, _past_period(draw))
    small = [child for child in _children_at_home(draw, course) if age_on(child, draw.on) < 3]
    if small and draw.chance(0.6):
        add_status(draw, course, StatusKind.SECTION_10, Period(small[0], day_after(small[0], 3 * 365)))


def add_case_management(draw: Draw, course: Course) -> None:
    """Enter assessments of the criteria for case management: nearly always for parents, for some of the others; a
    few cases are kept all the same.
    """
    is_parent = bool(_children_at_home(draw, course))
    if not draw.chance(0.9 if is_parent else 0.42):
        return
    days = [course.opened if draw.chance(0.7) else draw.office_day(course.opened + timedelta(days=draw.between(5, 60)))]
    while draw.chance(0.2) and (draw.on - days[-1]).days > 200:
        days.append(draw.office_day(days[-1] + timedelta(days=draw.between(150, 600))))
    days = sorted(set(days))
    assessments = [AssessmentRecord(Period(day), draw.chance(0.13)) for day in days]
    if assessments[-1].criteria_met and draw.chance(0.09):
        assessments[-1] = replace(assessments[-1], exception=exception(draw, days[-1]))
    add_assessments(course, assessments)


def exception(draw: Draw, start: date) -> ExceptionRecord:
    """An exception for half a year or longer, a year at most; ``by_id`` is set when it is written."""
    by = draw.pick(CASEWORKERS)
    code, reason = draw.pick(EXCEPTION_REASONS)
    return ExceptionRecord(Period(start, day_after(start, draw.between(180, 365))), code, reason, 0, by.short_name)


def add_closing(draw: Draw, course: Course) -> None:
    """Close some cases; of those, open many again."""
    length = (draw.on - course.opened).days
    if length < 150 or not draw.chance(0.14):
        return
    on = draw.office_day(course.opened + timedelta(days=draw.between(60, length - 60)))
    old = age_on(course.person.birth_date, on) >= PENSION_AGE
    reason = ClosingReason.PENSION if old else draw.pick(_REASONS)
    reopened = None
    if reason in {ClosingReason.WORK, ClosingReason.OTHER} and draw.chance(0.55):
        reopened = draw.office_day(on + timedelta(days=draw.between(1, 400)))
    course.closing = Closing(on, reason, reopened)


def mark_verbis(draw: Draw, course: Course) -> None:
    """Set the VerBIS mark, which is wrong for one in eight."""
    facts = facts_of(as_record(course.person, course.rows_on(draw.on).values()))
    mark = decide(facts, draw.on).single_parent is not draw.chance(0.12)
    course.person = replace(course.person, verbis_single_parent=mark)


_REASONS = (
    *[ClosingReason.WORK] * 12,
    *[ClosingReason.MOVED] * 5,
    *[ClosingReason.OTHER] * 3,
    ClosingReason.DEATH,
)


def _current_period(draw: Draw) -> Period:
    start = draw.days_ago(5, LONGEST_STATUS_DAYS)
    return Period(start, draw.on + timedelta(days=draw.between(2, 900)) if draw.chance(0.6) else None)


def _past_period(draw: Draw) -> Period:
    start = draw.days_ago(SHORTEST_STATUS_DAYS, LONGEST_STATUS_DAYS)
    return Period(start, draw.day_between(start + timedelta(days=SHORTEST_STATUS_DAYS), draw.on))


def _children_at_home(draw: Draw, course: Course) -> list[date]:
    """The birth dates of the own children who live with the applicant today, youngest first."""
    rows = course.rows_on(draw.on).values()
    members = (row for row in rows if isinstance(row, MemberRecord) and row.relation is Relation.CHILD)
    at_home = (member for member in members if (member.moved_out or OPEN_END) > draw.on)
    return sorted((member.birth_date for member in at_home if member.birth_date is not None), reverse=True)
