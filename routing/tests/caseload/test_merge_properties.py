"""Random records and lists: a list changes nothing twice, and what comes out can be stored."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from routing.caseload.merge import Memory, Merged, merge
from routing.fields import FieldRule
from routing.record import ApplicantRecord, AssessmentRecord
from routing.tests.caseload.building import asked
from routing.tests.caseload.strategies import (
    KINDS,
    Situation,
    filed_records,
    overlap,
    situations,
    stored_records,
)

some_answers = st.functions(
    like=lambda key: FieldRule.ENTRY, returns=st.sampled_from([FieldRule.FILE, FieldRule.ENTRY, None]), pure=True
)
later = st.sampled_from([0, 1, 30, 130, 400, 5000]).map(lambda days: timedelta(days=days))


def taken_in(now: Situation, answers: dict[str, FieldRule] | None = None) -> Merged:
    return merge(now.stored, now.filed, now.memory, now.terms, answers or {})


def answered(now: Situation, answer: Callable[[str], FieldRule | None]) -> dict[str, FieldRule]:
    """What somebody says to the open questions; some she leaves open."""
    return {key: said for key in asked(taken_in(now)) if (said := answer(key)) is not None}


@given(situations(), some_answers, later)
def test_the_same_list_again_changes_nothing_today_or_later(
    now: Situation, answer: Callable[[str], FieldRule | None], away: timedelta
) -> None:
    answers = answered(now, answer)
    first = taken_in(now, answers)
    after = Situation(first.record, now.filed, first.memory, now.terms._replace(on=now.terms.on + away))
    again = taken_in(after)
    assert again.record == first.record
    assert not again.changes
    assert again.memory.filed == first.memory.filed


def of_no_twins(now: Situation, keys: Iterable[str]) -> set[str]:
    """The keys that tell for certain who is meant; of twins the next list may ask again."""
    households = [now.stored.members, now.filed.members, *([now.memory.filed.members] if now.memory else [])]
    seen = [Counter(f"household:{m.relation}:{m.birth_date}" for m in members) for members in households]
    twins = {who for household in seen for who, number in household.items() if number > 1}
    return {key for key in keys if key.rpartition(":")[0] not in twins}


@given(situations(), some_answers)
def test_what_was_answered_is_not_asked_again_and_what_was_not_is(
    now: Situation, answer: Callable[[str], FieldRule | None]
) -> None:
    answers = answered(now, answer)
    first = taken_in(now, answers)
    again = taken_in(Situation(first.record, now.filed, first.memory, now.terms))
    third = taken_in(Situation(again.record, now.filed, again.memory, now.terms))
    assert not set(answers) & of_no_twins(now, asked(again))
    assert of_no_twins(now, asked(first)) == of_no_twins(now, asked(again)) == of_no_twins(now, asked(third))


@given(situations(), some_answers)
def test_the_record_becomes_another_one_exactly_when_the_list_was_right_somewhere(
    now: Situation, answer: Callable[[str], FieldRule | None]
) -> None:
    merged = taken_in(now, answered(now, answer))
    assert merged.changes == (merged.record != now.stored)
    assert len({difference.key for difference in merged.differences}) == len(merged.differences)
    assert all(difference.stored != difference.filed for difference in merged.differences)


@given(situations(), some_answers)
def test_what_comes_out_can_be_stored(now: Situation, answer: Callable[[str], FieldRule | None]) -> None:
    merged = taken_in(now, answered(now, answer)).record
    for kind in KINDS:
        assert not overlap([status for status in merged.statuses if status.kind == kind])
    assert not overlap(merged.assessments)
    due_dates = [mark.due_date for mark in merged.pregnancies if mark.due_date]
    assert len(set(due_dates)) == len(due_dates)
    for member in merged.members:
        assert not (member.moved_in and member.moved_out and member.moved_out < member.moved_in)
    for part in ("members", "statuses", "pregnancies", "assessments"):
        ids = [row.id for row in getattr(merged, part) if row.id is not None]
        assert len(set(ids)) == len(ids)
        assert set(ids) <= {row.id for row in getattr(now.stored, part)}


@given(situations(), some_answers)
def test_rows_that_stay_keep_their_number_and_members_their_names(
    now: Situation, answer: Callable[[str], FieldRule | None]
) -> None:
    merged = taken_in(now, answered(now, answer)).record
    stored = {(status.kind, status.period): status for status in now.stored.statuses}
    for status in merged.statuses:
        assert stored.get((status.kind, status.period), status) == status
        assert status.id is None or status.kind == next(s.kind for s in now.stored.statuses if s.id == status.id)
    people = {member.id: member for member in now.stored.members}
    for member in merged.members:
        if member.id is not None:
            before = people[member.id]
            assert (member.relation, member.birth_date) == (before.relation, before.birth_date)
            assert member.first_name == before.first_name
    assert [member for member in merged.members if member.birth_date is None] == [
        member for member in now.stored.members if member.birth_date is None
    ]


def came_from_list(row: AssessmentRecord, memory: Memory | None) -> bool:
    before = memory.filed.assessments if memory else ()
    return row.criteria_met and row.exception is None and row.period in [known.period for known in before]


@given(situations(), some_answers)
def test_assessments_and_exceptions_of_people_stay_as_they_are(
    now: Situation, answer: Callable[[str], FieldRule | None]
) -> None:
    merged = taken_in(now, answered(now, answer)).record
    entered = [row for row in now.stored.assessments if not came_from_list(row, now.memory)]
    assert [row for row in merged.assessments if row in entered] == entered


@given(stored_records(), st.lists(filed_records(), min_size=1, max_size=4), situations())
def test_no_sequence_of_lists_touches_an_assessment_that_people_entered(
    stored: ApplicantRecord, lists: list[ApplicantRecord], terms: Situation
) -> None:
    record, memory = stored, None
    for filed in lists:
        merged = merge(record, filed, memory, terms.terms, {})
        record, memory = merged.record, merged.memory
    assert set(stored.assessments) <= set(record.assessments)
