"""What is noted ahead of its day, and when."""

from datetime import date

from hypothesis import given

from kit.days import ONE_DAY, Period
from routing.rules.codes import NoticeKind, Relation
from routing.rules.facts import Assessment, Facts, Member, Pregnancy
from routing.rules.notices import LEAD_DAYS, next_note_on, notes_due
from routing.tests.rules.strategies import applicants, days_asked

BORN = date(1980, 1, 1)
EIGHTEEN = date(2026, 11, 20)


def child(moved_out: date | None = None) -> Member:
    return Member(Relation.CHILD, date(2008, 11, 20), moved_out=moved_out)


def noted(on: date, **given_facts: object) -> list[tuple[NoticeKind, date, int]]:
    asked = Facts(**{"born": BORN, **given_facts})  # type: ignore[arg-type]
    return [(note.upcoming.kind, note.upcoming.day, note.lead_days) for note in notes_due(asked, on)]


def test_an_eighteenth_birthday_is_noted_ninety_and_thirty_days_before() -> None:
    assert noted(date(2026, 8, 21), members=(child(),)) == []
    assert noted(date(2026, 8, 22), members=(child(),)) == [(NoticeKind.MEMBER_OF_AGE, EIGHTEEN, 90)]
    assert noted(date(2026, 10, 20), members=(child(),)) == [(NoticeKind.MEMBER_OF_AGE, EIGHTEEN, 90)]
    assert noted(date(2026, 10, 21), members=(child(),)) == [(NoticeKind.MEMBER_OF_AGE, EIGHTEEN, 30)]


def test_nothing_is_announced_on_the_day_itself() -> None:
    assert noted(EIGHTEEN, members=(child(),)) == []


def test_a_child_that_has_moved_out_is_not_announced() -> None:
    assert noted(date(2026, 11, 1), members=(child(moved_out=date(2026, 1, 1)),)) == []


def test_a_partner_does_not_come_of_age_here() -> None:
    assert noted(date(2026, 11, 1), members=(Member(Relation.PARTNER, date(2008, 11, 20)),)) == []


def test_the_twenty_fifth_birthday_is_announced() -> None:
    assert noted(date(2026, 11, 1), born=date(2001, 11, 20)) == [(NoticeKind.TURNS_25, EIGHTEEN, 30)]


def test_the_last_day_of_a_status_is_announced_and_an_open_end_is_not() -> None:
    rehabilitation = (Period(date(2025, 1, 1), EIGHTEEN), Period(date(2027, 1, 1)))
    assert noted(date(2026, 11, 1), rehabilitation=rehabilitation) == [(NoticeKind.STATUS_ENDS, date(2026, 11, 19), 30)]


def test_an_assessment_that_ends_is_announced() -> None:
    assessments = (Assessment(Period(date(2026, 1, 1), EIGHTEEN), criteria_met=False),)
    assert noted(date(2026, 11, 1), assessments=assessments) == [(NoticeKind.ASSESSMENT_ENDS, date(2026, 11, 19), 30)]


def test_a_due_date_is_announced_unless_the_mark_was_ended() -> None:
    assert noted(date(2026, 11, 1), pregnancies=(Pregnancy(EIGHTEEN),)) == [(NoticeKind.DUE_DATE, EIGHTEEN, 30)]
    assert noted(date(2026, 11, 1), pregnancies=(Pregnancy(EIGHTEEN, ended_on=date(2026, 10, 1)),)) == []


@given(applicants, days_asked)
def test_nothing_new_is_to_be_noted_before_the_next_day_that_is_named(asked: Facts, on: date) -> None:
    following = next_note_on(asked, on)
    known = {(note.upcoming, note.lead_days) for note in notes_due(asked, on)}
    later = date(2100, 1, 1) if following is None else following - ONE_DAY
    assert following is None or following > on
    assert {(note.upcoming, note.lead_days) for note in notes_due(asked, later)} <= known


@given(applicants, days_asked)
def test_everything_is_announced_only_while_it_lies_ahead(asked: Facts, on: date) -> None:
    for note in notes_due(asked, on):
        assert note.lead_days in LEAD_DAYS
        assert 0 < (note.upcoming.day - on).days <= note.lead_days
