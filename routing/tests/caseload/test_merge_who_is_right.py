"""Random records and lists where one side is right throughout."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.days import OPEN_END
from routing.caseload.merge import PERSON_COLUMNS, Merged, merge
from routing.fields import FieldRule
from routing.record import ApplicantRecord, MemberRecord, PersonRecord, PregnancyRecord
from routing.tests.caseload.building import COLUMNS, every_field
from routing.tests.caseload.strategies import KINDS, Situation, situations

NOTHING = ApplicantRecord(PersonRecord("335A100001", "", "", "", date.min))
"""What lists said of somebody whom none has named yet."""


def taken_in(now: Situation) -> Merged:
    return merge(now.stored, now.filed, now.memory, now.terms, {})


def stays(members: tuple[MemberRecord, ...]) -> Counter[tuple[object, ...]]:
    """What a list can say of a household."""
    return Counter(
        (
            member.relation,
            member.birth_date,
            None if member.married_on == OPEN_END else member.married_on,
            member.moved_in,
            None if member.moved_out == OPEN_END else member.moved_out,
        )
        for member in members
        if member.birth_date
    )


def as_said(mark: PregnancyRecord) -> PregnancyRecord:
    ended_on = None if mark.ended_on == OPEN_END else mark.ended_on
    return PregnancyRecord(mark.due_date, mark.proof_seen_on, ended_on, mark.expected_single_parent)


@given(situations(rules=st.just(every_field(FieldRule.ENTRY))))
def test_where_entries_are_right_nothing_changes_that_people_entered(now: Situation) -> None:
    stored, merged = now.stored, taken_in(now).record
    last = now.memory.filed if now.memory else NOTHING
    for field in PERSON_COLUMNS:
        entered = getattr(stored.person, field)
        assert entered == getattr(last.person, field) or getattr(merged.person, field) == entered
    statuses = [(status.kind, status.period) for status in last.statuses]
    assert {status for status in stored.statuses if (status.kind, status.period) not in statuses} <= {*merged.statuses}
    marks = [as_said(mark) for mark in last.pregnancies]
    assert {mark for mark in stored.pregnancies if as_said(mark) not in marks} <= {*merged.pregnancies}
    assert not stays(stored.members) - stays(last.members) - stays(merged.members)


@given(situations(rules=st.just(every_field(FieldRule.ENTRY))))
def test_where_entries_are_right_nothing_comes_back_that_people_took_out(now: Situation) -> None:
    now = now._replace(stored=ApplicantRecord(now.stored.person), filed=now.memory.filed if now.memory else now.filed)
    if now.memory:
        assert taken_in(now).record == replace(now.stored, person=taken_in(now).record.person)


def is_over(end: date | None, on: date) -> bool:
    return end is not None and end <= on


@given(situations(rules=st.just(every_field(FieldRule.FILE)), columns_known=st.just(COLUMNS)))
def test_where_the_file_is_right_the_record_says_what_the_list_says(now: Situation) -> None:
    merged = taken_in(now)
    disputed = [difference.key for difference in merged.differences if difference.contradicts]
    assert merged.record.person == now.filed.person
    assert stays(merged.record.members) == stays(now.filed.members)
    for kind in KINDS:
        said = {status.period for status in now.filed.statuses if status.kind == kind}
        after = {status.period for status in merged.record.statuses if status.kind == kind}
        assert said <= after
        # Where nobody disputes it, what people entered beside the one period of the list is no contradiction.
        if not said or kind in disputed:
            assert all(is_over(period.end, now.terms.on) for period in after - said)


@given(situations(rules=st.just(every_field(FieldRule.FILE)), columns_known=st.just(COLUMNS)))
def test_where_the_file_is_right_its_pregnancy_is_the_only_one_that_lies_ahead(now: Situation) -> None:
    merged = taken_in(now)
    disputed = any(difference.key == "pregnancy" and difference.contradicts for difference in merged.differences)
    after = {as_said(mark) for mark in merged.record.pregnancies} - {PregnancyRecord()}
    assert {*now.filed.pregnancies} <= after
    past = now.terms.on if now.filed.pregnancies else now.terms.on - timedelta(days=365)
    if disputed or not now.filed.pregnancies:
        for mark in after - {*now.filed.pregnancies}:
            assert is_over(mark.ended_on, now.terms.on) or (mark.due_date and mark.due_date < past)
