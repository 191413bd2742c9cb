"""Chains of deputies end with somebody who is there, or say that nobody is."""

from hypothesis import given
from hypothesis import strategies as st

from staff.staffing.standing_in import deputies_present, standing_in

PEOPLE = st.integers(1, 8)


def test_the_deputy_who_is_there_works_with_the_cases() -> None:
    assert deputies_present(1, {1: [2]}, {1}) == [2]


def test_several_deputies_share_the_cases() -> None:
    assert deputies_present(1, {1: [2, 3]}, {1}) == [2, 3]


def test_a_deputy_who_is_away_is_stood_in_for_by_her_own() -> None:
    assert deputies_present(1, {1: [2], 2: [3], 3: [4]}, {1, 2, 3}) == [4]


def test_two_who_stand_in_for_each_other_and_are_both_away_leave_nobody() -> None:
    assert deputies_present(1, {1: [2], 2: [1]}, {1, 2}) == []


def test_without_deputies_the_leads_work_with_the_cases() -> None:
    assert standing_in(1, {1: [2]}, {1, 2}, leads=[8, 9]) == [8, 9]


def test_for_a_lead_who_is_away_too_her_own_deputy_does() -> None:
    assert standing_in(1, {9: [4]}, {1, 9}, leads=[9]) == [4]


def test_where_nobody_at_all_is_there_the_leads_keep_them() -> None:
    assert standing_in(1, {}, {1, 9}, leads=[9]) == [9]


@given(st.dictionaries(PEOPLE, st.lists(PEOPLE, unique=True, max_size=4)), st.sets(PEOPLE), PEOPLE)
def test_whoever_is_found_is_there_and_somebody_else_and_each_once(
    deputies: dict[int, list[int]], absent: set[int], absentee: int
) -> None:
    found = deputies_present(absentee, deputies, absent)

    assert not set(found) & absent
    assert absentee not in found
    assert len(found) == len(set(found))


@given(st.dictionaries(PEOPLE, st.lists(PEOPLE, unique=True, max_size=4)), st.sets(PEOPLE), PEOPLE)
def test_nobody_is_found_only_where_no_chain_leads_to_anybody_present(
    deputies: dict[int, list[int]], absent: set[int], absentee: int
) -> None:
    reached, ahead = {absentee}, [absentee]
    while ahead:
        person = ahead.pop()
        if person == absentee or person in absent:
            new = set(deputies.get(person, ())) - reached
            reached |= new
            ahead += new

    assert set(deputies_present(absentee, deputies, absent)) == reached - absent - {absentee}
